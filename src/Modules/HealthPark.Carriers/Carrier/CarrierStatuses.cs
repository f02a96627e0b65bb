using HealthPark.Carriers.Features;

namespace HealthPark.Carriers.Carrier;

/// <summary>The states of carriers and of parcels, and the steps between them. What a survey finds makes it suitable or not; what needs no renovation goes from suitable to available.</summary>
internal static class CarrierStatuses
{
    public static readonly StateMachine<CarrierStatus> Machine =
        new StateMachine<CarrierStatus>("carrier-status", new Text("载体状态", "State of a carrier"))
            .State(CarrierStatus.Surveyed, "梳理", "surveyed", initial: true)
            .State(CarrierStatus.Suitable, "适宜", "suitable")
            .State(CarrierStatus.Unsuitable, "不适宜", "unsuitable")
            .State(CarrierStatus.Renovating, "改造中", "renovating")
            .State(CarrierStatus.Available, "可用", "available")
            .State(CarrierStatus.Occupied, "占用", "occupied")
            .State(CarrierStatus.Retired, "退出", "retired")
            .State(CarrierStatus.Reserved, "预留", "reserved (a parcel)", initial: true)
            .State(CarrierStatus.Planned, "规划", "planned (a parcel)")
            .State(CarrierStatus.Transferred, "出让", "transferred (a parcel)")
            .State(CarrierStatus.Building, "在建", "building (a parcel)")
            .State(CarrierStatus.Completed, "建成", "completed (a parcel)")
            .Steps(RecordSuitabilitySurvey.Operation, CarrierStatus.Surveyed, CarrierStatus.Suitable, CarrierStatus.Unsuitable)
            .Steps(RecordSuitabilitySurvey.Operation, CarrierStatus.Suitable, CarrierStatus.Unsuitable)
            .Steps(RecordSuitabilitySurvey.Operation, CarrierStatus.Unsuitable, CarrierStatus.Suitable)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Surveyed, CarrierStatus.Retired)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Suitable, CarrierStatus.Renovating, CarrierStatus.Available, CarrierStatus.Retired)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Unsuitable, CarrierStatus.Renovating, CarrierStatus.Retired)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Renovating, CarrierStatus.Available, CarrierStatus.Retired)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Available, CarrierStatus.Occupied, CarrierStatus.Retired)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Occupied, CarrierStatus.Available, CarrierStatus.Retired)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Reserved, CarrierStatus.Planned)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Planned, CarrierStatus.Transferred)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Transferred, CarrierStatus.Building)
            .Steps(ChangeCarrierStatus.Operation, CarrierStatus.Building, CarrierStatus.Completed);
}
