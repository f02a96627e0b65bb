using HealthPark.Contracts.Funds;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Integration;

/// <summary>What the module tells the others: its stored events in the words of the contract.</summary>
internal static class FundChanges
{
    public static FundContractEvent? OfFund(object e) => e switch
    {
        FundRegistered x => new FundRegisteredV1(
            x.OwnerOrganizationId, x.Name, x.Kind, Kebab.Of(x.Status), x.StatusOn, x.Manager, x.ManagerRegistrationNumber, x.FundCode, x.SizeYuan,
            x.GovernmentSharePercent, x.EstablishedOn, x.TermYears, x.ReinvestmentRatio, x.ReinvestsProceeds, x.Note),
        FundRevised x => new FundRevisedV1(
            x.Name, x.Kind, x.Manager, x.ManagerRegistrationNumber, x.FundCode, x.SizeYuan, x.GovernmentSharePercent, x.EstablishedOn, x.TermYears,
            x.ReinvestmentRatio, x.ReinvestsProceeds, x.Note, x.Cleared),
        FundStatusChanged x => new FundStatusChangedV1(Kebab.Of(x.Status), x.On, x.FundCode, x.Reason),
        FundVoided x => new FundVoidedV1(x.Reason),
        CommitmentAdded x => new CommitmentAddedV1(x.CommitmentId, x.Investor, x.InvestorKind, x.AmountYuan, x.On),
        CommitmentVoided x => new CommitmentVoidedV1(x.CommitmentId, x.Reason),
        CapitalCalled x => new CapitalCalledV1(x.CallId, x.On, x.DueOn, [.. x.Amounts.Select(a => new CalledAmountV1(a.CommitmentId, a.AmountYuan))]),
        CapitalCallVoided x => new CapitalCallVoidedV1(x.CallId, x.Reason),
        CapitalPaidIn x => new CapitalPaidInV1(x.PaymentId, x.CallId, x.CommitmentId, x.AmountYuan, x.On),
        CapitalPaymentVoided x => new CapitalPaymentVoidedV1(x.PaymentId, x.CallId, x.Reason),
        InvestmentAgreed x => new InvestmentAgreedV1(
            x.InvestmentId, x.DealId, x.Instrument, x.ValuationYuan, x.On, [.. x.Tranches.Select(t => new TrancheV1(t.AmountYuan, t.Condition, t.DueOn))],
            [.. x.LossShares.Select(s => new LossShareV1(s.Party, s.Share))]),
        InvestmentCancelled x => new InvestmentCancelledV1(x.InvestmentId, x.Reason),
        TranchePaid x => new TranchePaidV1(x.InvestmentId, x.Number, x.On, x.EvidenceIds),
        InvestmentExited x => new InvestmentExitedV1(x.InvestmentId, x.Route, x.On, x.ProceedsYuan, x.IsPartial),
        InvestmentWrittenOff x => new InvestmentWrittenOffV1(x.InvestmentId, x.On, x.ToleranceNote),
        FundDistributed x => new FundDistributedV1(x.On, x.AmountYuan),
        _ => null,
    };

    public static DealContractEvent? OfDeal(object e) => e switch
    {
        DealSourced x => new DealSourcedV1(
            x.OwnerOrganizationId, x.Name, Kebab.Of(x.Stage), x.On, x.Source, x.FinancingStage, x.EnterpriseId, x.TransferId, x.AskYuan, x.Description),
        DealRevised x => new DealRevisedV1(x.Name, x.Source, x.FinancingStage, x.EnterpriseId, x.TransferId, x.AskYuan, x.Description, x.Cleared),
        DealEnterpriseReplaced x => new DealEnterpriseReplacedV1(x.Enterprise, x.By),
        DealAdvanced x => new DealAdvancedV1(Kebab.Of(x.To), x.On, x.Note),
        DealDeclined x => new DealDeclinedV1(x.On, x.Reason),
        DealInvestmentAgreed x => new DealInvestmentAgreedV1(x.FundId, x.InvestmentId, x.On),
        DealInvestmentCancelled x => new DealInvestmentCancelledV1(x.InvestmentId),
        DealDisbursed x => new DealDisbursedV1(x.On),
        DealExited x => new DealExitedV1(x.On),
        DealWrittenOff x => new DealWrittenOffV1(x.On),
        _ => null,
    };
}
