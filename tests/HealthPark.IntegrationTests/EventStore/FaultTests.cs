using HealthPark.EventStore;

namespace HealthPark.IntegrationTests.EventStore;

public sealed class FaultTests : StoreTest
{
    private const int WritersPerNode = 32;
    private const int RequestsPerWriter = 8;

    [Fact]
    public async Task Three_nodes_whose_batches_break_at_every_step_lose_nothing_and_repeat_nothing()
    {
        StoreNode[] nodes = [Node, await StartNode(), await StartNode()];
        var shared = await Write(Node.East, new NoteWritten("everyone's"));
        var faults = nodes.Select(node => new FaultPlan(node)).ToList();
        var writers = nodes.SelectMany((node, n) =>
            Enumerable.Range(0, WritersPerNode).Select(w => new InsistentWriter(node, $"writer-{n}-{w}"))).ToList();

        var finished = new TaskCompletionSource();
        var readers = nodes.Select(node => Task.Run(() => Follow(node, finished.Task))).ToList();
        await Task.WhenAll(writers.Select((writer, w) => Task.Run(async () =>
        {
            for (var i = 0; i < RequestsPerWriter || !faults.TrueForAll(f => f.Done); i++)
            {
                if (i % 4 == 3 && w % 8 == 0)
                    await writer.WriteShared(nodes[w / WritersPerNode].East, shared.Id);
                else
                    await writer.WriteNext();
            }
        })));
        finished.SetResult();

        writers.Sum(w => w.Retries).ShouldBeGreaterThan(0);
        await InsistentWriter.ShouldBeKept(writers, Node);

        var log = await WholeLog();
        log.Count.ShouldBeGreaterThan(3 * WritersPerNode * RequestsPerWriter);
        foreach (var seen in await Task.WhenAll(readers))
            seen.ShouldBe(log.Select(e => e.Position));
        foreach (var node in nodes)
        {
            await node.UntilHandled(node.CopyAll);
            await node.UntilHandled(node.CopyNorth);
        }

        (await Ask<long>("select position from south.copies order by nth")).ShouldBe(log.Select(e => e.Position));
        (await Ask<long>("select position from south.northern order by nth"))
            .ShouldBe(log.Where(e => e.Schema == "north").Select(e => e.Position));
    }

    /// <summary>Reads the log by small pages as it grows, keeping only the last position.</summary>
    private static async Task<List<long>> Follow(StoreNode node, Task finished)
    {
        await using var connection = await node.Source.OpenConnectionAsync();
        var seen = new List<long>();
        var position = 0L;
        while (true)
        {
            var moved = node.Signal.Next;
            var wasFinished = finished.IsCompleted;
            var (events, through) = await EventLog.Read(connection, StoreNode.Schemas, position, 7, default);
            seen.AddRange(events.Select(e => e.Position));
            if (through > position)
                position = through;
            else if (wasFinished)
                return seen;
            else
                await Task.WhenAny(moved, finished);
        }
    }
}
