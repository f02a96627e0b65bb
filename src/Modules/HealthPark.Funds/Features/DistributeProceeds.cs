using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>A distribution to a fund's investors.</summary>
/// <param name="On">The day.</param>
/// <param name="AmountYuan">What went back to them, in CNY yuan, at most 2 decimals.</param>
public sealed record DistributeProceedsRequest([property: Required] DateOnly? On = null, [property: Required] decimal? AmountYuan = null) : IRequestBody;

/// <summary>Records a distribution.</summary>
public static class DistributeProceeds
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/distributions", Handle)
        .WithName("DistributeProceeds").RequireScope(Scopes.FundsWrite).Changes<FundResponse>()
        .Example("""{ "on": "2026-11-01", "amountYuan": 2000000 }""");

    /// <summary>Records that money went back to a fund's investors.</summary>
    /// <remarks>
    /// Needs `If-Match`. While the fund is `investing` or `exiting`. A fund never distributes more than is there (paid in and come back, less
    /// invested and distributed): 409 `exceeds-cash` with `cashYuan`.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, DistributeProceedsRequest body, WriteRequest request, Records<FundState, FundEvent> funds, TimeProvider clock) =>
        funds.Change(request, id, FundResponse.Looks, f => Task.FromResult(Decide(body, f.State, clock.Today())));

    internal static Decision<FundEvent> Decide(DistributeProceedsRequest body, FundState now, DateOnly today)
    {
        if (Decisions.RefuseOutside(now, Decisions.Holding) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors);
        Decisions.CheckAmount("/amountYuan", body.AmountYuan, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        var cash = now.Figures.CashYuan;
        return body.AmountYuan > cash
            ? Rejection.Conflict("exceeds-cash", new Text($"分配不能超过现有资金 {cash} 元。", $"No more can be distributed than the {cash} yuan that are there.")).With("cashYuan", cash)
            : new FundDistributed(body.On!.Value, body.AmountYuan!.Value);
    }
}
