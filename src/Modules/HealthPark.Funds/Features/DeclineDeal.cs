using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Deal;

namespace HealthPark.Funds.Features;

/// <summary>The decision not to invest in a deal.</summary>
/// <param name="On">The day.</param>
/// <param name="Reason">Why.</param>
public sealed record DeclineDealRequest([property: Required] DateOnly? On = null, [property: Required, StringLength(2000)] string? Reason = null) : IRequestBody;

/// <summary>Declines a deal.</summary>
public static class DeclineDeal
{
    internal const string Operation = "DeclineDeal";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/deals/{id:guid}/decline", Handle)
        .WithName(Operation).RequireScope(Scopes.FundsWrite).Changes<DealResponse>()
        .Example("""{ "on": "2026-04-20", "reason": "估值分歧" }""");

    /// <summary>Declines a deal, at any stage before money was paid.</summary>
    /// <remarks>Needs `If-Match`. A deal in which an investment was agreed is not declined while that stands: 409 `deal-invested`; cancel the investment first.</remarks>
    public static Task<IResult> Handle(Guid id, DeclineDealRequest body, WriteRequest request, Records<DealState, DealEvent> deals, TimeProvider clock) =>
        deals.Change(request, id, DealResponse.Looks, d => Task.FromResult(Decide(body, d.State, clock.Today())));

    internal static Decision<DealEvent> Decide(DeclineDealRequest body, DealState now, DateOnly today)
    {
        if (DealStages.Machine.Refuse(now.Stage, DealStage.Declined, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors, now.Steps[^1].On);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        return now.InvestmentId is not null
            ? Rejection.Conflict("deal-invested", new Text("该项目已有投资;请先取消投资。", "There is an investment in this deal; cancel that first."))
            : new DealDeclined(body.On!.Value, body.Reason!.Trim());
    }
}
