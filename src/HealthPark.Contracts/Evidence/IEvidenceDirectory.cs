namespace HealthPark.Contracts.Evidence;

/// <summary>The evidence that other modules rely on.</summary>
public interface IEvidenceDirectory
{
    /// <summary>Which of these are evidence of a record and not withdrawn.</summary>
    /// <param name="collection">The record's collection, such as <c>funds</c>.</param>
    /// <param name="recordId">The record.</param>
    /// <param name="ids">The pieces of evidence.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<IReadOnlySet<Guid>> Standing(string collection, Guid recordId, IReadOnlyCollection<Guid> ids, CancellationToken ct);
}
