using System.Text.Json.Serialization;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Features;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(RegisterFundRequest))]
[JsonSerializable(typeof(ReviseFundRequest))]
[JsonSerializable(typeof(ChangeFundStatusRequest))]
[JsonSerializable(typeof(FundReasonRequest))]
[JsonSerializable(typeof(AddCommitmentRequest))]
[JsonSerializable(typeof(CallCapitalRequest))]
[JsonSerializable(typeof(RecordCapitalPaymentRequest))]
[JsonSerializable(typeof(AgreeInvestmentRequest))]
[JsonSerializable(typeof(PayTrancheRequest))]
[JsonSerializable(typeof(ExitInvestmentRequest))]
[JsonSerializable(typeof(WriteOffInvestmentRequest))]
[JsonSerializable(typeof(DistributeProceedsRequest))]
[JsonSerializable(typeof(SourceDealRequest))]
[JsonSerializable(typeof(ReviseDealRequest))]
[JsonSerializable(typeof(AdvanceDealRequest))]
[JsonSerializable(typeof(DeclineDealRequest))]
[JsonSerializable(typeof(FundResponse))]
[JsonSerializable(typeof(CommitmentResponse))]
[JsonSerializable(typeof(CommitmentList))]
[JsonSerializable(typeof(CapitalCallResponse))]
[JsonSerializable(typeof(CapitalCallList))]
[JsonSerializable(typeof(InvestmentResponse))]
[JsonSerializable(typeof(InvestmentList))]
[JsonSerializable(typeof(DealResponse))]
internal sealed partial class FundsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly FundsJson Api = new(ApiJson.NewOptions());
}

/// <summary>The JSON of the module's events. Members without a value are left out: the log is for ever.</summary>
[JsonSerializable(typeof(FundRegistered))]
[JsonSerializable(typeof(FundRevised))]
[JsonSerializable(typeof(FundStatusChanged))]
[JsonSerializable(typeof(FundVoided))]
[JsonSerializable(typeof(CommitmentAdded))]
[JsonSerializable(typeof(CommitmentVoided))]
[JsonSerializable(typeof(CapitalCalled))]
[JsonSerializable(typeof(CapitalCallVoided))]
[JsonSerializable(typeof(CapitalPaidIn))]
[JsonSerializable(typeof(CapitalPaymentVoided))]
[JsonSerializable(typeof(InvestmentAgreed))]
[JsonSerializable(typeof(InvestmentCancelled))]
[JsonSerializable(typeof(TranchePaid))]
[JsonSerializable(typeof(InvestmentExited))]
[JsonSerializable(typeof(InvestmentWrittenOff))]
[JsonSerializable(typeof(FundDistributed))]
[JsonSerializable(typeof(DealSourced))]
[JsonSerializable(typeof(DealRevised))]
[JsonSerializable(typeof(DealEnterpriseReplaced))]
[JsonSerializable(typeof(DealAdvanced))]
[JsonSerializable(typeof(DealDeclined))]
[JsonSerializable(typeof(DealInvestmentAgreed))]
[JsonSerializable(typeof(DealInvestmentCancelled))]
[JsonSerializable(typeof(DealDisbursed))]
[JsonSerializable(typeof(DealExited))]
[JsonSerializable(typeof(DealWrittenOff))]
internal sealed partial class FundEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly FundEventsJson Stored = new(ApiJson.NewOptions(JsonIgnoreCondition.WhenWritingNull));
}
