using HealthPark.Contracts.Disputes;
using HealthPark.Disputes.Dispute;

namespace HealthPark.Disputes.Integration;

/// <summary>What the module tells the others of disputes. Who speaks for a member is read where it is asked for.</summary>
internal static class DisputeChanges
{
    public static DisputeContractEvent? Publish(object e) => e switch
    {
        DisputeOpened x => new DisputeOpenedV1(
            x.Collection, x.RecordId, x.RecordVersion, x.OwnerOrganizationId, x.Member, x.PresentValue, x.ProposedValue, x.Qualifiers, x.ProposedBy, x.Reason),
        DisputeAccepted x => new DisputeDecidedV1("accepted", x.Reason),
        DisputeRefused x => new DisputeDecidedV1("refused", x.Reason),
        DisputeWithdrawn x => new DisputeWithdrawnV1(x.Reason),
        DisputeSuperseded => new DisputeSupersededV1(),
        _ => null,
    };
}
