using HealthPark.Access.ReadModels;
using HealthPark.EventStore;

namespace HealthPark.Access.Delegation;

/// <summary>A delegation as decisions see it.</summary>
/// <param name="Granted">How it was granted.</param>
/// <param name="RevocationReason">Why it was revoked; null while it is not.</param>
public sealed record DelegationState(DelegationGranted? Granted, string? RevocationReason)
{
    internal static readonly StreamType<DelegationState, DelegationEvent> Stream = new StreamType<DelegationState, DelegationEvent>
    {
        Name = "delegation",
        Initial = new(null, null),
        Evolve = Evolve,
    }.Inline(DelegationRow.Table, DelegationRow.Of);

    internal static DelegationState Evolve(DelegationState state, DelegationEvent e) => e switch
    {
        DelegationGranted granted => state with { Granted = granted },
        DelegationRevoked revoked => state with { RevocationReason = revoked.Reason },
        _ => state,
    };
}
