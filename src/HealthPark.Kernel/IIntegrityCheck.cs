namespace HealthPark.Kernel;

/// <summary>Looks at what a module keeps beside the log; <c>verify</c> runs it.</summary>
public interface IIntegrityCheck
{
    /// <summary>What it has looked at, in a few words, and a line for each thing that is wrong.</summary>
    Task<(string LookedAt, IReadOnlyList<string> Wrong)> Check(CancellationToken ct);
}
