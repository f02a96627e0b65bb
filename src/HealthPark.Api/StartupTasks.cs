using HealthPark.Kernel;

namespace HealthPark.Api;

/// <summary>Runs what the modules make sure of at each start, in their order, before the first request is let in.</summary>
internal sealed class StartupTasks(IEnumerable<IStartupTask> tasks) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var task in tasks)
            await task.Run(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
