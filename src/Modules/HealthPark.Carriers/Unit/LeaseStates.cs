using HealthPark.Carriers.Features;

namespace HealthPark.Carriers.Unit;

/// <summary>The way of a lease (入驻).</summary>
internal static class LeaseStates
{
    public static readonly StateMachine<LeaseState> Machine = new StateMachine<LeaseState>("lease", new Text("租约状态", "State of a lease"))
        .State(LeaseState.Offered, "意向", "offered", initial: true)
        .State(LeaseState.Signed, "签约", "signed")
        .State(LeaseState.Occupied, "入驻", "occupied")
        .State(LeaseState.Ended, "终止", "ended")
        .Steps(SignLease.Operation, LeaseState.Offered, LeaseState.Signed)
        .Steps(OccupyLease.Operation, LeaseState.Signed, LeaseState.Occupied)
        .StepsFromAll(EndLease.Operation, LeaseState.Ended);
}
