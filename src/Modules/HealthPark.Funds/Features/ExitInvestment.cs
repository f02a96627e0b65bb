using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Fund;
using HealthPark.Kernel.Reference;

namespace HealthPark.Funds.Features;

/// <summary>An exit from an investment.</summary>
/// <param name="Route">How. Codes: `exit-routes`.</param>
/// <param name="On">The day.</param>
/// <param name="ProceedsYuan">What came back, in CNY yuan, at most 2 decimals; may be 0.</param>
/// <param name="Partial">Whether the fund stays in with the rest; `false` if absent: it is out for good, and what was not paid lapses.</param>
public sealed record ExitInvestmentRequest(
    [property: Required, CodesOf("exit-routes")] string? Route = null,
    [property: Required] DateOnly? On = null,
    [property: Required] decimal? ProceedsYuan = null,
    bool? Partial = null) : IRequestBody;

/// <summary>Records an exit.</summary>
public static class ExitInvestment
{
    internal const string Operation = "ExitInvestment";

    /// <summary>The member with which the fund stays in.</summary>
    internal const string Partial = "partial";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/investments/{investmentId:guid}/exits", Handle)
        .WithName(Operation).RequireScope(Scopes.FundsWrite).Changes<InvestmentResponse>()
        .Example("""{ "route": "buy-back", "on": "2026-10-01", "proceedsYuan": 4500000 }""");

    /// <summary>Records what a fund got out of an investment (退出): in part, or for good.</summary>
    /// <remarks>
    /// Needs `If-Match` with the investment's own ETag. Of an investment that was paid, wholly or in part, and while the fund is `investing` or
    /// `exiting`. The deal becomes `exited` with the last one. What came back may be invested again where the fund `reinvestsProceeds`.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, Guid investmentId, ExitInvestmentRequest body, WriteRequest request, Records<FundState, FundEvent> funds, DealLookup deals, TimeProvider clock) =>
        funds.Change(request, id, InvestmentResponse.Looks(investmentId), fund =>
            deals.With(Decide(body, investmentId, fund.State, clock.Today()), fund, investmentId, request.Aborted));

    internal static Decision<FundEvent> Decide(ExitInvestmentRequest body, Guid investmentId, FundState now, DateOnly today)
    {
        var isPartial = body.Partial == true;
        return Decisions.Step(now, investmentId, isPartial ? InvestmentState.Disbursed : InvestmentState.Exited, Operation, investment =>
        {
            var errors = new List<FieldError>();
            FundCodes.ExitRoutes.Check("/route", body.Route, errors);
            Money.Check("/proceedsYuan", body.ProceedsYuan, errors);
            Dates.CheckPast("/on", body.On, today, errors, investment.Tranches.Min(t => t.PaidOn));
            return errors.Count > 0
                ? Rejection.Invalid(errors)
                : new InvestmentExited(investmentId, body.Route!, body.On!.Value, body.ProceedsYuan!.Value, isPartial);
        }, isPartial ? Partial : null);
    }
}
