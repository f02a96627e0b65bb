using HealthPark.Kernel.Http;

namespace HealthPark.Contracts.Enterprises;

/// <summary>The enterprises that other modules refer to.</summary>
public interface IEnterpriseDirectory
{
    /// <summary>Whether there is an enterprise, not voided, that the caller may see.</summary>
    Task<bool> Has(Guid id, Caller caller, CancellationToken ct);

    /// <summary>Of these enterprises, those that were merged into another, with the one that goes on in their place.</summary>
    Task<IReadOnlyDictionary<Guid, Guid>> Successors(IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
