using HealthPark.Evidence.ReadModels;
using HealthPark.EventStore;

namespace HealthPark.Evidence.Evidence;

/// <summary>A piece of evidence as decisions see it.</summary>
/// <param name="Attached">How it came; null before its first event.</param>
/// <param name="WithdrawReason">Why it was withdrawn; null if it was not.</param>
public sealed record EvidenceState(EvidenceAttached? Attached, string? WithdrawReason)
{
    internal static readonly StreamType<EvidenceState, EvidenceEvent> Stream = new StreamType<EvidenceState, EvidenceEvent>
    {
        Name = "evidence",
        Initial = new(null, null),
        Evolve = Evolve,
    }.Inline(EvidenceRow.Table, EvidenceRow.Of);

    internal static EvidenceState Evolve(EvidenceState state, EvidenceEvent e) => e switch
    {
        EvidenceAttached attached => state with { Attached = attached },
        EvidenceWithdrawn withdrawn => state with { WithdrawReason = withdrawn.Reason },
        _ => state,
    };
}
