using HealthPark.EventStore;
using HealthPark.Evidence.Evidence;

namespace HealthPark.Evidence.Features;

/// <summary>A file that proves what a record says.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Collection">The record's collection.</param>
/// <param name="RecordId">The record.</param>
/// <param name="FileName">The file's name.</param>
/// <param name="MediaType">Its type; its bytes are of that type.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Digest">SHA-256 of its bytes, as `Content-Digest` states it (RFC 9530). The same digest is the same file.</param>
/// <param name="Describes">JSON pointer (RFC 6901) of the member that it proves; null: the record as a whole.</param>
/// <param name="Content">Where its bytes are.</param>
/// <param name="AddedBy">The client that attached it.</param>
/// <param name="AddedForOrganizationId">The organisation for which it acted.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="AddedAt">When it was attached (RFC 3339, UTC).</param>
/// <param name="Withdrawn">Whether it was withdrawn: it proves nothing any more; the park office still sees its bytes.</param>
/// <param name="WithdrawReason">Why.</param>
/// <param name="Version">The version of its last change; the ETag is made from it.</param>
public sealed record EvidenceResponse(
    Guid Id, string Collection, Guid RecordId, string FileName, string MediaType, long Size, string Digest, string? Describes, string Content,
    string AddedBy, Guid AddedForOrganizationId, Guid OwnerOrganizationId, DateTime AddedAt, bool Withdrawn, string? WithdrawReason, long Version)
{
    internal static readonly Representation<EvidenceState, EvidenceResponse> Looks =
        new("", Of, EvidenceJson.Api.EvidenceResponse, record => $"/v1/evidence/{record.Id}")
        {
            Stored = new StoredBody("evidence.evidence", "owner_organization_id"),
        };

    private static EvidenceResponse Of(Recorded<EvidenceState> record)
    {
        var file = record.State.Attached!;
        return new(
            record.Id, file.Collection, file.RecordId, file.FileName, file.MediaType, file.Size, ContentDigest.Of(Convert.FromHexString(file.Sha256)),
            file.Describes, $"/v1/evidence/{record.Id}/content", file.AddedBy, file.AddedForOrganizationId, file.OwnerOrganizationId,
            record.CreatedAt.UtcDateTime, record.State.WithdrawReason is not null, record.State.WithdrawReason, record.Changed.Version);
    }
}

/// <summary>The evidence of a record.</summary>
/// <param name="Items">The files, in the order in which they were attached, withdrawn ones included.</param>
public sealed record EvidenceList(IReadOnlyList<EvidenceResponse> Items);
