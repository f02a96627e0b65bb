using System.Diagnostics;
using HealthPark.IntegrationTests.LocalPostgres;

namespace HealthPark.IntegrationTests.EventStore;

public sealed class CrashTests : TestFolder
{
    [Fact]
    public async Task What_was_acknowledged_survives_a_killed_server()
    {
        const int Kills = 2;
        var server = await Start();
        await using var node = await StoreNode.Start(server.ConnectionString);
        var restarted = new TaskCompletionSource();
        var writers = Enumerable.Range(0, 16)
            .Select(w => new InsistentWriter(node, $"writer-{w}") { BeforeRetry = () => restarted.Task }).ToList();

        for (var kill = 0; kill < Kills; kill++)
        {
            restarted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var inFullSwing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var written = 0;
            var writing = writers.Select(writer => Task.Run(async () =>
            {
                for (var i = 0; i < 10 || !restarted.Task.IsCompleted; i++)
                {
                    await writer.WriteNext();
                    if (Interlocked.Increment(ref written) == writers.Count * 10)
                        inFullSwing.SetResult();
                }
            })).ToList();
            await inFullSwing.Task.WaitAsync(StoreNode.Patience);
            using var process = Process.GetProcessById(server.ProcessId!.Value);
            process.Kill();
            await process.WaitForExitAsync();
            server = await Start();
            restarted.SetResult();
            await Task.WhenAll(writing);
        }

        writers.Sum(w => w.Retries).ShouldBeGreaterThan(0);
        await using var fresh = await StoreNode.Start(server.ConnectionString);
        await InsistentWriter.ShouldBeKept(writers, fresh);
        await fresh.UntilHandled(fresh.CopyAll);
        (await StoreTest.Ask<long>(fresh, "select position from south.copies order by nth"))
            .ShouldBe((await StoreTest.WholeLog(fresh)).Select(e => e.Position));
    }
}
