using System.Text.Json.Serialization;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;

namespace HealthPark.Enterprises;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(RegisterEnterpriseRequest))]
[JsonSerializable(typeof(ReviseEnterpriseRequest))]
[JsonSerializable(typeof(ChangeStageRequest))]
[JsonSerializable(typeof(VoidEnterpriseRequest))]
[JsonSerializable(typeof(MergeEnterpriseRequest))]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(DeclareScaleStatusRequest))]
[JsonSerializable(typeof(DeclareRevenueRequest))]
[JsonSerializable(typeof(RevenueVerificationRequest))]
[JsonSerializable(typeof(EnterpriseResponse))]
[JsonSerializable(typeof(ScaleStatusResponse))]
[JsonSerializable(typeof(ScaleStatusList))]
[JsonSerializable(typeof(RevenueDeclarationResponse))]
[JsonSerializable(typeof(RevenueDeclarationList))]
internal sealed partial class EnterprisesJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly EnterprisesJson Api = new(ApiJson.NewOptions());
}

/// <summary>The JSON of the module's events. Members without a value are left out: the log is for ever.</summary>
[JsonSerializable(typeof(EnterpriseRegistered))]
[JsonSerializable(typeof(EnterpriseDescriptionRevised))]
[JsonSerializable(typeof(EnterpriseUsccRecorded))]
[JsonSerializable(typeof(EnterpriseReclassified))]
[JsonSerializable(typeof(EnterpriseNegotiationStarted))]
[JsonSerializable(typeof(EnterpriseSigned))]
[JsonSerializable(typeof(EnterpriseLanded))]
[JsonSerializable(typeof(EnterpriseOperationStarted))]
[JsonSerializable(typeof(EnterpriseMovedOut))]
[JsonSerializable(typeof(EnterpriseDeregistered))]
[JsonSerializable(typeof(EnterpriseDateCorrected))]
[JsonSerializable(typeof(EnterpriseVerified))]
[JsonSerializable(typeof(EnterpriseReturned))]
[JsonSerializable(typeof(EnterpriseVoided))]
[JsonSerializable(typeof(EnterpriseMerged))]
[JsonSerializable(typeof(EnterpriseTookOver))]
[JsonSerializable(typeof(ScaleStatusDeclared))]
[JsonSerializable(typeof(ScaleStatusVerified))]
[JsonSerializable(typeof(ScaleStatusReturned))]
[JsonSerializable(typeof(RevenueDeclared))]
[JsonSerializable(typeof(RevenueVerified))]
[JsonSerializable(typeof(RevenueReturned))]
internal sealed partial class EnterpriseEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly EnterpriseEventsJson Stored = new(ApiJson.NewOptions(JsonIgnoreCondition.WhenWritingNull));
}
