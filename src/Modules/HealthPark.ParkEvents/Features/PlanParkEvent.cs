using System.ComponentModel.DataAnnotations;
using HealthPark.Kernel.Reference;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>A new park event.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Kind">Its kind. Codes: `park-event-kinds`.</param>
/// <param name="StartsOn">Its first day.</param>
/// <param name="EndsOn">Its last day; absent for one that takes a day.</param>
/// <param name="State">Where it stands already: `planned` if absent. One that is `held` may be entered afterwards.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Venue">Where it takes place, in words.</param>
/// <param name="Carrier">The building or space where it takes place. Codes: `carriers`.</param>
/// <param name="Capacity">How many places there are; absent: as many as will come.</param>
/// <param name="Hosts">Who holds it (主办方), by name.</param>
/// <param name="SeriesId">The series that it belongs to. One that the caller may see.</param>
/// <param name="BudgetYuan">What it may cost, in CNY yuan, at most 2 decimals.</param>
public sealed record PlanParkEventRequest(
    [property: Required, StringLength(200)] string? Title = null,
    [property: Required, CodesOf("park-event-kinds")] string? Kind = null,
    [property: Required] DateOnly? StartsOn = null,
    DateOnly? EndsOn = null,
    [property: AllowedValues("planned", "announced", "open", "held", null)] string? State = null,
    [property: StringLength(2000)] string? Description = null,
    [property: StringLength(200)] string? Venue = null,
    [property: CodesOf("carriers")] string? Carrier = null,
    [property: Range(1, PlanParkEvent.MostPlaces)] int? Capacity = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Hosts = null,
    Guid? SeriesId = null,
    decimal? BudgetYuan = null) : IRequestBody;

/// <summary>Enters a park event.</summary>
public static class PlanParkEvent
{
    /// <summary>The largest capacity taken.</summary>
    internal const int MostPlaces = 100_000;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events", Handle)
        .WithName("PlanParkEvent").RequireScope(Scopes.EventsWrite).Creates<ParkEventResponse>()
        .Example("""{ "title": "示例:生命健康项目路演", "kind": "roadshow", "startsOn": "2026-12-18", "state": "open", "venue": "示例会议中心", "capacity": 50, "hosts": ["园区办公室"], "budgetYuan": 80000 }""");

    /// <summary>Enters a park event: a conference, a forum, a roadshow, a salon or the like.</summary>
    /// <remarks>The record belongs to the caller's organisation. It goes from `planned` to `announced` and `open`, where registration begins: see the state machine `park-event`.</remarks>
    public static Task<IResult> Handle(
        PlanParkEventRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, ReferenceLookup lookup, TimeProvider clock) =>
        parkEvents.Create(request, ParkEventResponse.Looks, _ => LookUpAndDecide(body, request.Caller, lookup, clock, request.Aborted));

    internal static async Task<Decision<ParkEventEvent>> LookUpAndDecide(
        PlanParkEventRequest body, Caller caller, ReferenceLookup lookup, TimeProvider clock, CancellationToken ct) =>
        Decide(body, caller.OrganizationId, await lookup.Find(caller, ct, seriesId: body.SeriesId), clock.Today());

    internal static Decision<ParkEventEvent> Decide(PlanParkEventRequest body, Guid ownerOrganizationId, References references, DateOnly today)
    {
        var errors = new List<FieldError>();
        CodeLists.ParkEventKinds.Check("/kind", body.Kind, errors);
        CodeLists.Carriers.Check("/carrier", body.Carrier, errors);
        Decisions.CheckPeriod(body.StartsOn!.Value, body.EndsOn, errors);
        Money.Check("/budgetYuan", body.BudgetYuan, errors);
        references.CheckSeries(body.SeriesId, errors);
        var state = Kebab.Parse<ParkEventStatus>(body.State) ?? ParkEventStatus.Planned;
        if (state == ParkEventStatus.Held)
            Dates.CheckPast("/startsOn", body.StartsOn, today, errors);
        return errors.Count > 0
            ? Rejection.Invalid(errors)
            : new ParkEventPlanned(
                ownerOrganizationId, body.Title!.Trim(), body.Kind!, state, body.StartsOn.Value, body.EndsOn, body.Description, body.Venue, body.Carrier,
                body.Capacity, Decisions.Hosts(body.Hosts), body.SeriesId, body.BudgetYuan);
    }
}
