namespace HealthPark.Evidence.Evidence;

/// <summary>An event of a piece of evidence. Stored names and shapes are kept for ever; see EvidenceModule for the names.</summary>
public abstract record EvidenceEvent;

/// <summary>A file was attached to a record as evidence.</summary>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="Collection">The record's collection.</param>
/// <param name="RecordId">The record.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="MediaType">Its type.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">SHA-256 of its bytes, lower-case hexadecimal: the log's hash chain covers it, and so the file.</param>
/// <param name="Describes">JSON pointer of the member that it proves; null: the record as a whole.</param>
/// <param name="AddedBy">The client that attached it.</param>
/// <param name="AddedForOrganizationId">The organisation for which it acted.</param>
public sealed record EvidenceAttached(
    Guid OwnerOrganizationId, string Collection, Guid RecordId, string FileName, string MediaType, long Size, string Sha256, string? Describes,
    string AddedBy, Guid AddedForOrganizationId) : EvidenceEvent;

/// <summary>A piece of evidence was withdrawn.</summary>
/// <param name="Reason">Why.</param>
public sealed record EvidenceWithdrawn(string Reason) : EvidenceEvent;
