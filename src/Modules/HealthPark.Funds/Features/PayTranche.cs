using System.ComponentModel.DataAnnotations;
using HealthPark.Contracts.Evidence;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>The payment of a tranche.</summary>
/// <param name="Number">The tranche's number.</param>
/// <param name="On">The day.</param>
/// <param name="EvidenceIds">The evidence that its condition is fulfilled, at least one: attached to the fund (`POST /v1/funds/{id}/evidence`) and not withdrawn.</param>
public sealed record PayTrancheRequest(
    [property: Required] int? Number = null,
    [property: Required] DateOnly? On = null,
    [property: Required, MaxLength(20)] IReadOnlyList<Guid>? EvidenceIds = null) : IRequestBody;

/// <summary>Pays a tranche.</summary>
public static class PayTranche
{
    internal const string Operation = "PayTranche";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/investments/{investmentId:guid}/tranche-payments", Handle)
        .WithName(Operation).RequireScope(Scopes.FundsWrite).Changes<InvestmentResponse>()
        .Example("""{ "number": 1, "on": "2026-05-20", "evidenceIds": ["0198a000-0000-7000-8000-000000000004"] }""");

    /// <summary>Records that a tranche was paid, with the evidence that its condition is fulfilled.</summary>
    /// <remarks>
    /// Needs `If-Match` with the investment's own ETag. While the fund is `investing` or `exiting`. A fund never pays more than it has to
    /// invest: 409 `exceeds-uninvested` with `uninvestedYuan`. The first payment makes the deal `disbursed`.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, Guid investmentId, PayTrancheRequest body, WriteRequest request, Records<FundState, FundEvent> funds, DealLookup deals,
        IEvidenceDirectory evidence, TimeProvider clock) =>
        funds.Change(request, id, InvestmentResponse.Looks(investmentId), async fund =>
        {
            var standing = await evidence.Standing(FundsModule.Collection, id, body.EvidenceIds!, request.Aborted);
            return await deals.With(Decide(body, investmentId, fund.State, standing, clock.Today()), fund, investmentId, request.Aborted);
        });

    internal static Decision<FundEvent> Decide(PayTrancheRequest body, Guid investmentId, FundState now, IReadOnlySet<Guid> standing, DateOnly today)
    {
        var evidence = body.EvidenceIds!.Distinct().ToList();
        if (now.Investment(investmentId)?.Tranches.Find(t => t.Number == body.Number) is { PaidOn: { } paidOn } same && paidOn == body.On && same.EvidenceIds.SequenceEqual(evidence))
            return Array.Empty<FundEvent>();
        return Decisions.Step(now, investmentId, InvestmentState.Disbursed, Operation, investment =>
        {
            var tranche = investment.Tranches.Find(t => t.Number == body.Number);
            var errors = new List<FieldError>();
            if (tranche is null)
                errors.Add(new FieldError("/number", "unknown-reference", new Text($"该投资只有 {investment.Tranches.Count} 期。", $"The investment has {investment.Tranches.Count} tranches.")));
            Dates.CheckPast("/on", body.On, today, errors, investment.AgreedOn);
            if (evidence.Count == 0)
                errors.Add(new FieldError("/evidenceIds", "required", new Text("须至少给出一项条件成就的佐证。", "At least one piece of evidence that the condition is fulfilled is required.")));
            for (var i = 0; i < body.EvidenceIds!.Count; i++)
            {
                if (!standing.Contains(body.EvidenceIds[i]))
                    errors.Add(new FieldError($"/evidenceIds/{i}", "unknown-reference", new Text("该基金没有这份佐证材料,或已撤回。", "The fund has no such evidence, or it was withdrawn.")));
            }

            if (errors.Count > 0)
                return Rejection.Invalid(errors);
            if (tranche!.PaidOn is not null)
                return Rejection.Conflict("already-paid", new Text($"第 {tranche.Number} 期已支付。", $"Tranche {tranche.Number} was paid."));
            var left = now.Figures.UninvestedYuan;
            return tranche.AmountYuan > left
                ? Rejection.Conflict("exceeds-uninvested", new Text(
                    $"付款不能超过可投资金:尚余 {left} 元。", $"A fund cannot pay more than it has to invest: {left} yuan are left.")).With("uninvestedYuan", left)
                : new TranchePaid(investmentId, tranche.Number, body.On!.Value, evidence);
        });
    }
}
