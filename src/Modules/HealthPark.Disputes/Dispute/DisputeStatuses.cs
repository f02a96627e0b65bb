using HealthPark.Disputes.Features;

namespace HealthPark.Disputes.Dispute;

/// <summary>The way of a dispute: it is answered, taken back, or replaced by another.</summary>
internal static class DisputeStatuses
{
    public static readonly StateMachine<DisputeStatus> Machine =
        new StateMachine<DisputeStatus>("dispute", new Text("数据争议", "Dispute"))
            .State(DisputeStatus.Open, "待处理", "open", initial: true)
            .State(DisputeStatus.Accepted, "已采纳", "accepted")
            .State(DisputeStatus.Refused, "不采纳", "refused")
            .State(DisputeStatus.Withdrawn, "已撤回", "withdrawn")
            .State(DisputeStatus.Outdated, "已失效", "outdated")
            .Steps(DecideDispute.Operation, DisputeStatus.Open, DisputeStatus.Accepted, DisputeStatus.Refused)
            .Steps(WithdrawDispute.Operation, DisputeStatus.Open, DisputeStatus.Withdrawn)
            .Steps(OpenDispute.Operation, DisputeStatus.Open, DisputeStatus.Outdated);
}
