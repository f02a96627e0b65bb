namespace HealthPark.Kernel;

/// <summary>What a module makes sure of at each start, once its tables are up to date: idempotent, and done before the first request.</summary>
public interface IStartupTask
{
    /// <summary>Does it.</summary>
    Task Run(CancellationToken ct);
}
