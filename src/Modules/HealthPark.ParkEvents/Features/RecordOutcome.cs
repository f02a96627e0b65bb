using System.ComponentModel.DataAnnotations;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Something that came of a park event.</summary>
/// <param name="Kind">What it is. Codes: `park-event-outcome-kinds`.</param>
/// <param name="Note">What it is, in words.</param>
/// <param name="On">The day, not in the future; today (in China) if absent.</param>
/// <param name="EnterpriseId">The enterprise that it concerns. One that the caller may see.</param>
/// <param name="TransferId">The transfer that it concerns. One that the caller may see.</param>
/// <param name="DealId">The deal that it concerns. One that the caller may see.</param>
/// <param name="AmountYuan">The money that it is about, in CNY yuan, at most 2 decimals.</param>
public sealed record RecordOutcomeRequest(
    [property: Required, AllowedValues("lead", "contract", "financing", "talent", "other")] string? Kind = null,
    [property: Required, StringLength(1000)] string? Note = null,
    DateOnly? On = null,
    Guid? EnterpriseId = null,
    Guid? TransferId = null,
    Guid? DealId = null,
    decimal? AmountYuan = null) : IRequestBody;

/// <summary>Records what came of a park event.</summary>
public static class RecordOutcome
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/outcomes", Handle)
        .WithName("RecordOutcome").RequireScope(Scopes.EventsWrite).Adds<OutcomeResponse>()
        .Example("""{ "kind": "lead", "note": "示例:有意入驻,需洁净厂房约 800 平方米" }""");

    /// <summary>Records something that came of a park event: a lead, a contract, money raised.</summary>
    /// <remarks>From the day on which registration opens, and for as long as something comes of it: after the report too. One that was cancelled has none.</remarks>
    public static async Task<IResult> Handle(
        Guid id, RecordOutcomeRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, ReferenceLookup lookup, TimeProvider clock)
    {
        var references = await lookup.Find(request.Caller, request.Aborted, body.EnterpriseId, body.TransferId, dealId: body.DealId);
        return await parkEvents.Add(
            request, id, OutcomeResponse.Looks, e => e.Outcomes[^1].Id,
            (e, outcomeId) => Task.FromResult(Decide(body, outcomeId, e.State, references, clock.Today())));
    }

    internal static Decision<ParkEventEvent> Decide(RecordOutcomeRequest body, Guid outcomeId, ParkEventState now, References references, DateOnly today)
    {
        if (now.Status is ParkEventStatus.Planned or ParkEventStatus.Announced or ParkEventStatus.Cancelled)
        {
            return Rejection.Transition("no-outcomes-yet", new Text(
                "活动未开放报名或已取消,不能登记成效。", "Nothing can come of a park event that is not open yet, or was cancelled."),
                ParkEventStates.Machine.NextOf(now.Status, OpenParkEvent.Operation).Select(Kebab.Of));
        }

        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors);
        references.CheckEnterprise(body.EnterpriseId, errors);
        references.CheckTransfer(body.TransferId, errors);
        references.CheckDeal(body.DealId, errors);
        Money.Check("/amountYuan", body.AmountYuan, errors);
        return errors.Count > 0
            ? Rejection.Invalid(errors)
            : new OutcomeRecorded(
                outcomeId, Kebab.Parse<OutcomeKind>(body.Kind)!.Value, body.Note!.Trim(), body.On ?? today, body.EnterpriseId, body.TransferId, body.AmountYuan,
                body.DealId);
    }
}
