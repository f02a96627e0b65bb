using HealthPark.Kernel.Http;

namespace HealthPark.Contracts.Transfers;

/// <summary>The transfers that other modules refer to.</summary>
public interface ITransferDirectory
{
    /// <summary>Whether there is a transfer, not voided, that the caller may see.</summary>
    Task<bool> Has(Guid id, Caller caller, CancellationToken ct);
}
