namespace HealthPark.Contracts.Evidence;

/// <summary>A public change of a piece of evidence.</summary>
public abstract record EvidenceContractEvent : ContractEvent;

/// <summary>A file was attached to a record as evidence.</summary>
/// <param name="Collection">The record's collection, such as <c>enterprises</c>.</param>
/// <param name="RecordId">The record.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="MediaType">Its type.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Digest">SHA-256 of its bytes, as <c>Content-Digest</c> states it (RFC 9530).</param>
/// <param name="Describes">JSON pointer of the member that it proves; null: the record as a whole.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
[ContractEventType("cn.healthpark.evidence.attached.v1")]
public sealed record EvidenceAttachedV1(
    string Collection, Guid RecordId, string FileName, string MediaType, long Size, string Digest, string? Describes, Guid OwnerOrganizationId) : EvidenceContractEvent;

/// <summary>A piece of evidence was withdrawn: it proves nothing any more.</summary>
/// <param name="Reason">Why.</param>
[ContractEventType("cn.healthpark.evidence.withdrawn.v1")]
public sealed record EvidenceWithdrawnV1(string Reason) : EvidenceContractEvent;
