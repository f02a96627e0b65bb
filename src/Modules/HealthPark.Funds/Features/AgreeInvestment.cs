using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Fund;
using HealthPark.Kernel.Reference;

namespace HealthPark.Funds.Features;

/// <summary>An investment of a fund in a deal.</summary>
/// <param name="DealId">The deal: one that is `signed`, in which no fund has invested, and that the caller may change.</param>
/// <param name="Instrument">What the fund gets for its money. Codes: `investment-instruments`.</param>
/// <param name="On">The day on which it was agreed.</param>
/// <param name="Tranches">Its tranches, at least one; their sum is the amount.</param>
/// <param name="ValuationYuan">What the enterprise is valued at after it, in CNY yuan.</param>
/// <param name="LossShares">Who bears which part of a loss (投资风险分担); the shares sum to 1 exactly. Absent where nothing was agreed.</param>
public sealed record AgreeInvestmentRequest(
    [property: Required] Guid? DealId = null,
    [property: Required, CodesOf("investment-instruments")] string? Instrument = null,
    [property: Required] DateOnly? On = null,
    [property: Required, MaxLength(50)] IReadOnlyList<TrancheRequest>? Tranches = null,
    decimal? ValuationYuan = null,
    [property: MaxLength(20)] IReadOnlyList<LossShareRequest>? LossShares = null) : IRequestBody;

/// <summary>A tranche of an investment.</summary>
/// <param name="AmountYuan">Its amount in CNY yuan, at most 2 decimals.</param>
/// <param name="Condition">What must be fulfilled before it is paid.</param>
/// <param name="DueOn">When it is due; absent where that is open.</param>
public sealed record TrancheRequest(
    [property: Required] decimal? AmountYuan = null,
    [property: Required, StringLength(500)] string? Condition = null,
    DateOnly? DueOn = null) : IRequestBody;

/// <summary>The part of a loss that one party bears.</summary>
/// <param name="Party">Who bears it, by name.</param>
/// <param name="Share">Its share, more than 0, at most 6 decimals.</param>
public sealed record LossShareRequest([property: Required, StringLength(200)] string? Party = null, [property: Required] decimal? Share = null) : IRequestBody;

/// <summary>Enters an investment.</summary>
public static class AgreeInvestment
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/investments", Handle)
        .WithName("AgreeInvestment").RequireScope(Scopes.FundsWrite).Adds<InvestmentResponse>()
        .Example("""{ "dealId": "0198a000-0000-7000-8000-000000000003", "instrument": "equity", "on": "2026-05-01", "valuationYuan": 50000000, "tranches": [{ "amountYuan": 3000000, "condition": "工商变更完成" }, { "amountYuan": 2000000, "condition": "取得二类医疗器械注册证", "dueOn": "2027-06-30" }], "lossShares": [{ "party": "示例引导基金", "share": 0.6 }, { "party": "示例社会资本", "share": 0.4 }] }""");

    /// <summary>Enters an investment of a fund in a deal, with the tranches in which it is to be paid.</summary>
    /// <remarks>
    /// While the fund is `investing`. A fund never promises more than its investors committed, and with `reinvestsProceeds` what came back: 409
    /// `exceeds-committed` with `leftYuan`. From here on the deal's stage follows the investment: `disbursed` with the first tranche, `exited` or
    /// `written-off` with the investment.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, AgreeInvestmentRequest body, WriteRequest request, Records<FundState, FundEvent> funds, DealLookup deals, TimeProvider clock) =>
        funds.Add(request, id, InvestmentResponse.Looks, f => f.Investments[^1].Id, async (fund, investmentId) =>
        {
            var deal = await deals.Of(body.DealId!.Value, request.Aborted);
            if (!deal.Exists || !request.Caller.Reaches(deal.State.OwnerOrganizationId))
                return Rejection.Invalid("/dealId", "unknown-reference", new Text("没有这个项目,或您无权查看。", "There is no such deal, or you may not see it."));
            if (!request.Caller.MayChange(deal.State.OwnerOrganizationId))
                return Rejection.NotYours;
            return Deals.With(Decide(body, investmentId, fund.State, deal.State, clock.Today()), fund.Id, deal);
        });

    internal static Decision<FundEvent> Decide(AgreeInvestmentRequest body, Guid investmentId, FundState now, DealState deal, DateOnly today)
    {
        if (Decisions.RefuseOutside(now, [FundStatus.Investing]) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        FundCodes.Instruments.Check("/instrument", body.Instrument, errors);
        Dates.CheckPast("/on", body.On, today, errors);
        Decisions.CheckAmount("/valuationYuan", body.ValuationYuan, errors);
        if (body.Tranches!.Count == 0)
            errors.Add(new FieldError("/tranches", "required", new Text("须至少有一期。", "At least one tranche is required.")));
        for (var i = 0; i < body.Tranches.Count; i++)
        {
            Decisions.CheckAmount($"/tranches/{i}/amountYuan", body.Tranches[i].AmountYuan, errors);
            Dates.CheckOrder($"/tranches/{i}/dueOn", body.Tranches[i].DueOn, errors, body.On);
        }

        var lossShares = LossShares(body.LossShares ?? [], errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (deal.Stage != DealStage.Signed)
        {
            return Rejection.Transition("deal-not-signed", new Text("只能投资已签约的项目。", "Only in a deal that is signed can be invested."),
                DealStages.Machine.NextOf(deal.Stage, AdvanceDeal.Operation).Select(Kebab.Of));
        }

        if (deal.InvestmentId is not null)
            return Rejection.Conflict("deal-invested", new Text("该项目已有投资;联合投资请另建项目。", "There is an investment in this deal; another fund's is a deal of its own."));
        var (amount, left) = (body.Tranches.Sum(t => t.AmountYuan!.Value), now.Figures.UnpromisedYuan);
        if (amount > left)
        {
            return Rejection.Conflict("exceeds-committed", new Text(
                $"投资总额不能超过认缴总额:尚可承诺 {left} 元。", $"A fund cannot promise more than was committed to it: {left} yuan are left.")).With("leftYuan", left);
        }

        return new InvestmentAgreed(
            investmentId, body.DealId!.Value, body.Instrument!, body.ValuationYuan, body.On!.Value,
            [.. body.Tranches.Select(t => new AgreedTranche(t.AmountYuan!.Value, t.Condition!.Trim(), t.DueOn))], lossShares);
    }

    private static List<LossShare> LossShares(IReadOnlyList<LossShareRequest> shares, List<FieldError> errors)
    {
        for (var i = 0; i < shares.Count; i++)
        {
            if (shares[i].Share is <= 0 or > 1 || decimal.Round(shares[i].Share!.Value, 6) != shares[i].Share)
                errors.Add(new FieldError($"/lossShares/{i}/share", "out-of-range", new Text("须大于 0、不大于 1,最多 6 位小数。", "Must be more than 0 and at most 1, with at most 6 decimals.")));
        }

        if (shares.DistinctBy(s => NameFolding.Fold(s.Party!)).Count() < shares.Count)
            errors.Add(new FieldError("/lossShares", "repeated-value", new Text("同一方只能出现一次。", "Each party may be given once.")));
        if (shares.Count > 0 && shares.All(s => s.Share is > 0 and <= 1) && shares.Sum(s => s.Share) != 1)
            errors.Add(new FieldError("/lossShares", "shares-do-not-sum-to-1", new Text("各方份额之和须恰为 1。", "The shares must sum to 1 exactly.")));
        return [.. shares.Select(s => new LossShare(s.Party!.Trim(), s.Share!.Value))];
    }
}
