using HealthPark.Contracts.Enterprises;
using HealthPark.Contracts.Transfers;
using HealthPark.EventStore;
using HealthPark.Funds.Fund;
using HealthPark.Kernel.Reference;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Funds.Deal;

/// <summary>Which of the records that a deal refers to there are, as far as the writer may see them.</summary>
internal sealed record References(Guid? Enterprise, Guid? Transfer)
{
    public void Check(Guid? enterpriseId, Guid? transferId, List<FieldError> errors)
    {
        if (enterpriseId is not null && enterpriseId != Enterprise)
            errors.Add(new FieldError("/enterpriseId", "unknown-reference", new Text("没有这家企业,或您无权查看。", "There is no such enterprise, or you may not see it.")));
        if (transferId is not null && transferId != Transfer)
            errors.Add(new FieldError("/transferId", "unknown-reference", new Text("没有这项成果转化,或您无权查看。", "There is no such transfer, or you may not see it.")));
    }
}

/// <summary>Finds the deal of an investment, and what a deal refers to.</summary>
public sealed class DealLookup(
    [FromKeyedServices(FundsModule.Schema)] ModuleStore store, IEnterpriseDirectory enterprises, ITransferDirectory transfers)
{
    /// <summary>The deal of an investment, as it stands.</summary>
    internal async Task<Recorded<DealState>> Of(Guid id, CancellationToken ct) => await store.Load(FundsModule.Deals, id, UpTo.Now, ct);

    /// <summary>Which of these there are.</summary>
    internal async Task<References> Find(Guid? enterpriseId, Guid? transferId, Caller caller, CancellationToken ct) => new(
        enterpriseId is { } enterprise && await enterprises.Has(enterprise, caller, ct) ? enterprise : null,
        transferId is { } transfer && await transfers.Has(transfer, caller, ct) ? transfer : null);

    /// <summary>A decision on an investment, with what becomes of its deal: both are recorded, or neither.</summary>
    internal async Task<Decision<FundEvent>> With(Decision<FundEvent> decision, Recorded<FundState> fund, Guid investmentId, CancellationToken ct)
    {
        if (decision.Events.Count == 0)
            return decision;
        var deal = await Of(fund.State.Investment(investmentId)!.DealId, ct);
        return Deals.With(decision, fund.Id, deal);
    }
}

/// <summary>What becomes of a deal by its investment.</summary>
internal static class Deals
{
    /// <summary>A decision on an investment, with what becomes of its deal.</summary>
    public static Decision<FundEvent> With(Decision<FundEvent> decision, Guid fundId, Recorded<DealState> deal) =>
        decision.Events.Select(e => Follow(e, fundId, deal.State)).OfType<DealEvent>().ToList() is [_, ..] events
            ? decision.With(Companion.Of<DealState, DealEvent>(FundsModule.Deals, deal, events))
            : decision;

    /// <summary>What an event of an investment means for its deal; null if nothing.</summary>
    public static DealEvent? Follow(FundEvent e, Guid fundId, DealState deal) => e switch
    {
        InvestmentAgreed x => new DealInvestmentAgreed(fundId, x.InvestmentId, x.On),
        InvestmentCancelled x => new DealInvestmentCancelled(x.InvestmentId),
        TranchePaid x when deal.Stage == DealStage.Signed => new DealDisbursed(x.On),
        InvestmentExited { IsPartial: false } x => new DealExited(x.On),
        InvestmentWrittenOff x => new DealWrittenOff(x.On),
        _ => null,
    };

    /// <summary>What has ended takes no more changes.</summary>
    public static Rejection? RefuseClosed(DealState now) => now.Stage is DealStage.Exited or DealStage.WrittenOff or DealStage.Declined
        ? Rejection.Transition("deal-closed", new Text("该项目已退出、核销或否决,不能再更改。", "This deal was exited, written off or declined; it takes no more changes."), [])
        : null;

    /// <summary>The codes and the amount of a deal.</summary>
    public static void Check(string? source, string? financingStage, decimal? askYuan, List<FieldError> errors)
    {
        FundCodes.DealSources.Check("/source", source, errors);
        FundCodes.FinancingStages.Check("/financingStage", financingStage, errors);
        Decisions.CheckAmount("/askYuan", askYuan, errors);
    }
}
