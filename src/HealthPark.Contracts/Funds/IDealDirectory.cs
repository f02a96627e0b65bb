using HealthPark.Kernel.Http;

namespace HealthPark.Contracts.Funds;

/// <summary>The deals that other modules refer to.</summary>
public interface IDealDirectory
{
    /// <summary>Whether there is a deal that the caller may see.</summary>
    Task<bool> Has(Guid id, Caller caller, CancellationToken ct);
}
