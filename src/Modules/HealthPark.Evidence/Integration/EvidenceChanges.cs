using HealthPark.Contracts.Evidence;
using HealthPark.Evidence.Evidence;

namespace HealthPark.Evidence.Integration;

/// <summary>What the module tells the others of evidence.</summary>
internal static class EvidenceChanges
{
    public static EvidenceContractEvent? Publish(object e) => e switch
    {
        EvidenceAttached x => new EvidenceAttachedV1(
            x.Collection, x.RecordId, x.FileName, x.MediaType, x.Size, ContentDigest.Of(Convert.FromHexString(x.Sha256)), x.Describes, x.OwnerOrganizationId),
        EvidenceWithdrawn x => new EvidenceWithdrawnV1(x.Reason),
        _ => null,
    };
}
