using System.Text.Json.Serialization;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.Carriers.Renovation;
using HealthPark.Carriers.Unit;

namespace HealthPark.Carriers;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(RegisterCarrierRequest))]
[JsonSerializable(typeof(ReviseCarrierRequest))]
[JsonSerializable(typeof(ChangeCarrierStatusRequest))]
[JsonSerializable(typeof(RecordSuitabilitySurveyRequest))]
[JsonSerializable(typeof(MeasureFloorRequest))]
[JsonSerializable(typeof(AddUnitRequest))]
[JsonSerializable(typeof(RegisterUnitRequest))]
[JsonSerializable(typeof(ReviseUnitRequest))]
[JsonSerializable(typeof(WithdrawUnitRequest))]
[JsonSerializable(typeof(OfferLeaseRequest))]
[JsonSerializable(typeof(LeaseStepRequest))]
[JsonSerializable(typeof(EndLeaseRequest))]
[JsonSerializable(typeof(ProposeRenovationRequest))]
[JsonSerializable(typeof(ReviseRenovationRequest))]
[JsonSerializable(typeof(ApproveRenovationRequest))]
[JsonSerializable(typeof(StartRenovationRequest))]
[JsonSerializable(typeof(AcceptRenovationRequest))]
[JsonSerializable(typeof(AbandonRenovationRequest))]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(CarrierResponse))]
[JsonSerializable(typeof(CarrierStock))]
[JsonSerializable(typeof(PlannedStock))]
[JsonSerializable(typeof(FloorResponse))]
[JsonSerializable(typeof(FloorList))]
[JsonSerializable(typeof(UnitResponse))]
[JsonSerializable(typeof(LeaseResponse))]
[JsonSerializable(typeof(LeaseList))]
[JsonSerializable(typeof(SuitabilitySurveyResponse))]
[JsonSerializable(typeof(SuitabilitySurveyList))]
[JsonSerializable(typeof(RenovationProjectResponse))]
[JsonSerializable(typeof(RenovationProgress))]
[JsonSerializable(typeof(OccupancyReport))]
internal sealed partial class CarriersJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly CarriersJson Api = new(ApiJson.NewOptions());
}

/// <summary>The JSON of the module's events. Members without a value are left out: the log is for ever.</summary>
[JsonSerializable(typeof(CarrierRegistered))]
[JsonSerializable(typeof(CarrierRevised))]
[JsonSerializable(typeof(CarrierStatusChanged))]
[JsonSerializable(typeof(SuitabilitySurveyed))]
[JsonSerializable(typeof(CarrierVerified))]
[JsonSerializable(typeof(CarrierReturned))]
[JsonSerializable(typeof(FloorMeasured))]
[JsonSerializable(typeof(UnitPlaced))]
[JsonSerializable(typeof(UnitRemoved))]
[JsonSerializable(typeof(UnitRegistered))]
[JsonSerializable(typeof(UnitRevised))]
[JsonSerializable(typeof(UnitWithdrawn))]
[JsonSerializable(typeof(LeaseOffered))]
[JsonSerializable(typeof(LeaseSigned))]
[JsonSerializable(typeof(LeaseOccupied))]
[JsonSerializable(typeof(LeaseEnded))]
[JsonSerializable(typeof(LeaseEnterpriseReplaced))]
[JsonSerializable(typeof(RenovationProposed))]
[JsonSerializable(typeof(RenovationRevised))]
[JsonSerializable(typeof(RenovationApproved))]
[JsonSerializable(typeof(RenovationStarted))]
[JsonSerializable(typeof(RenovationAccepted))]
[JsonSerializable(typeof(RenovationAbandoned))]
internal sealed partial class CarrierEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly CarrierEventsJson Stored = new(ApiJson.NewOptions(JsonIgnoreCondition.WhenWritingNull));
}
