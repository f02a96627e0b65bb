using System.ComponentModel.DataAnnotations;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>What came of a park event, all in all.</summary>
/// <param name="Attendance">How many came, signed in or not.</param>
/// <param name="On">The day of the report, not in the future; today (in China) if absent.</param>
/// <param name="CostYuan">What it cost, in CNY yuan, at most 2 decimals.</param>
/// <param name="Summary">What it brought, in words.</param>
public sealed record ReportParkEventRequest(
    [property: Required, Range(0, 10_000_000)] int? Attendance = null,
    DateOnly? On = null,
    decimal? CostYuan = null,
    [property: StringLength(4000)] string? Summary = null) : IRequestBody;

/// <summary>Reports what came of a park event.</summary>
public static class ReportParkEvent
{
    internal const string Operation = "ReportParkEvent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/report", Handle)
        .WithName(Operation).RequireScope(Scopes.EventsWrite).Changes<ParkEventResponse>()
        .Example("""{ "attendance": 46, "costYuan": 72500, "summary": "示例:达成意向 3 项" }""");

    /// <summary>Reports what came of a park event that was held.</summary>
    /// <remarks>Needs `If-Match`. The record is closed by it; outcomes and the follow-ups of pitches still come in, as they do for months.</remarks>
    public static Task<IResult> Handle(
        Guid id, ReportParkEventRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, TimeProvider clock) =>
        parkEvents.Change(request, id, ParkEventResponse.Looks, e => Task.FromResult(Decide(body, e.State, clock.Today())));

    internal static Decision<ParkEventEvent> Decide(ReportParkEventRequest body, ParkEventState now, DateOnly today) =>
        Decisions.Step(now, ParkEventStatus.Reported, Operation, body.On, today, now.HeldOn ?? now.StartsOn, on =>
        {
            var errors = new List<FieldError>();
            Money.Check("/costYuan", body.CostYuan, errors);
            return errors.Count > 0 ? Rejection.Invalid(errors) : new ParkEventReported(on, body.Attendance!.Value, body.CostYuan, body.Summary?.Trim());
        });
}
