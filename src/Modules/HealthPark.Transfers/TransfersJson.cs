using System.Text.Json.Serialization;
using HealthPark.Transfers.Features;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(AddContractRequest))]
[JsonSerializable(typeof(AdvanceTransferRequest))]
[JsonSerializable(typeof(AmendContractRequest))]
[JsonSerializable(typeof(RecordFirstSaleRequest))]
[JsonSerializable(typeof(RefuseContractRequest))]
[JsonSerializable(typeof(RegisterContractRequest))]
[JsonSerializable(typeof(RegisterEquityContributionRequest))]
[JsonSerializable(typeof(RegisterTransferRequest))]
[JsonSerializable(typeof(ReturnTransferRequest))]
[JsonSerializable(typeof(ReviseTransferRequest))]
[JsonSerializable(typeof(ContractStepRequest))]
[JsonSerializable(typeof(StopTransferRequest))]
[JsonSerializable(typeof(VoidTransferRequest))]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(TransferResponse))]
[JsonSerializable(typeof(ContractResponse))]
[JsonSerializable(typeof(ContractList))]
[JsonSerializable(typeof(TransferChainList))]
[JsonSerializable(typeof(TransferFunnel))]
internal sealed partial class TransfersJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly TransfersJson Api = new(ApiJson.NewOptions());
}

/// <summary>The JSON of the module's events. Members without a value are left out: the log is for ever.</summary>
[JsonSerializable(typeof(TransferRegistered))]
[JsonSerializable(typeof(TransferDescriptionRevised))]
[JsonSerializable(typeof(TransferClaimantsNamed))]
[JsonSerializable(typeof(TransferReclassified))]
[JsonSerializable(typeof(TransferStageAdvanced))]
[JsonSerializable(typeof(TransferStageReturned))]
[JsonSerializable(typeof(TransferStageDateCorrected))]
[JsonSerializable(typeof(TransferStopped))]
[JsonSerializable(typeof(TransferVerified))]
[JsonSerializable(typeof(TransferReturned))]
[JsonSerializable(typeof(TransferVoided))]
[JsonSerializable(typeof(TransferEnterpriseReplaced))]
[JsonSerializable(typeof(TechnologyContractAdded))]
[JsonSerializable(typeof(TechnologyContractSigned))]
[JsonSerializable(typeof(TechnologyContractSubmitted))]
[JsonSerializable(typeof(TechnologyContractRegistered))]
[JsonSerializable(typeof(TechnologyContractRefused))]
[JsonSerializable(typeof(TechnologyContractAmended))]
[JsonSerializable(typeof(TechnologyContractVoided))]
[JsonSerializable(typeof(EquityContributionRegistered))]
[JsonSerializable(typeof(EquityContributionVoided))]
[JsonSerializable(typeof(FirstSaleRecorded))]
[JsonSerializable(typeof(FirstSaleVoided))]
internal sealed partial class TransferEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly TransferEventsJson Stored = new(ApiJson.NewOptions(JsonIgnoreCondition.WhenWritingNull));
}
