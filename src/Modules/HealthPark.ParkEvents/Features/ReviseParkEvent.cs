using System.ComponentModel.DataAnnotations;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using HealthPark.Kernel.Reference;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Changes to a park event (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Title">What it is called; cannot be cleared.</param>
/// <param name="Kind">Its kind; cannot be cleared. A roadshow that has pitches stays one.</param>
/// <param name="StartsOn">Its first day; cannot be cleared.</param>
/// <param name="EndsOn">Its last day.</param>
/// <param name="Description">What it is about.</param>
/// <param name="Venue">Where it takes place, in words.</param>
/// <param name="Carrier">Codes: `carriers`.</param>
/// <param name="Capacity">How many places there are, at least as many as are taken. More places let in who waited longest.</param>
/// <param name="Hosts">Who holds it, all of them; null empties the list.</param>
/// <param name="SeriesId">The series that it belongs to.</param>
/// <param name="BudgetYuan">What it may cost, in CNY yuan.</param>
public sealed record ReviseParkEventRequest(
    [property: StringLength(200)] string? Title = null,
    [property: CodesOf("park-event-kinds")] string? Kind = null,
    DateOnly? StartsOn = null,
    DateOnly? EndsOn = null,
    [property: StringLength(2000)] string? Description = null,
    [property: StringLength(200)] string? Venue = null,
    [property: CodesOf("carriers")] string? Carrier = null,
    [property: Range(1, PlanParkEvent.MostPlaces)] int? Capacity = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Hosts = null,
    Guid? SeriesId = null,
    decimal? BudgetYuan = null) : IRequestBody;

/// <summary>Changes what describes a park event.</summary>
public static class ReviseParkEvent
{
    internal const string Operation = "ReviseParkEvent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/events/{id:guid}", Handle)
        .WithName(Operation).RequireScope(Scopes.EventsWrite).Revises<ReviseParkEventRequest, ParkEventResponse>()
        .Example("""{ "venue": "示例报告厅", "capacity": 60 }""");

    /// <summary>Changes a park event.</summary>
    /// <remarks>
    /// Needs `If-Match`. With more places, or without a limit, those who waited longest get in, and a full park event may be open again;
    /// fewer places than are taken are 422 `below-registered`. What was reported or cancelled takes no more changes.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, MergePatch<ReviseParkEventRequest> patch, WriteRequest request, IRevision<ReviseParkEventRequest> parkEvents) =>
        parkEvents.Revise(request, id, patch);

    internal static async Task<Decision<ParkEventEvent>> LookUpAndDecide(
        MergePatch<ReviseParkEventRequest> patch, Caller caller, Recorded<ParkEventState> parkEvent, ReferenceLookup lookup, TimeProvider clock, CancellationToken ct) =>
        Decide(patch, parkEvent.State, await lookup.Find(caller, ct, seriesId: patch.Body.SeriesId), clock.Today());

    internal static Decision<ParkEventEvent> Decide(MergePatch<ReviseParkEventRequest> patch, ParkEventState now, References references, DateOnly today)
    {
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        foreach (var member in new[] { "title", "kind", "startsOn" }.Where(m => patch.Sets(m) && IsCleared(body, m)))
            errors.Add(new FieldError("/" + member, "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        CodeLists.ParkEventKinds.Check("/kind", body.Kind, errors);
        CodeLists.Carriers.Check("/carrier", body.Carrier, errors);
        Decisions.CheckPeriod(body.StartsOn ?? now.StartsOn, patch.Sets("endsOn") ? body.EndsOn : now.EndsOn, errors);
        if (now.Status == ParkEventStatus.Held)
            Dates.CheckPast("/startsOn", body.StartsOn ?? now.StartsOn, now.HeldOn ?? today, errors);
        Money.Check("/budgetYuan", body.BudgetYuan, errors);
        if (body.SeriesId != now.SeriesId)
            references.CheckSeries(body.SeriesId, errors); // what is there already stays good, whatever became of what it refers to
        if (body.Kind is not null && body.Kind != now.Kind && now.Pitches.Count > 0)
            errors.Add(new FieldError("/kind", "has-pitches", new Text("已有路演项目,类型不能更改。", "It has pitches, so it stays a roadshow.")));
        if (body.Capacity < now.Taken)
            errors.Add(new FieldError("/capacity", "below-registered", new Text($"已有 {now.Taken} 个名额被占用。", $"{now.Taken} places are taken.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        return Revision(patch, now) is { } revised ? Places.Settle(now, revised) : Array.Empty<ParkEventEvent>();
    }

    private static ParkEventRevised? Revision(MergePatch<ReviseParkEventRequest> patch, ParkEventState now)
    {
        var (body, cleared) = (patch.Body, new List<string>());
        var title = body.Title?.Trim();
        var hosts = patch.Sets("hosts") ? Decisions.Hosts(body.Hosts) : null;
        var revised = new ParkEventRevised(
            title == now.Title ? null : title,
            body.Kind == now.Kind ? null : body.Kind,
            body.StartsOn == now.StartsOn ? null : body.StartsOn,
            patch.NewValue("endsOn", body.EndsOn, now.EndsOn, cleared),
            patch.NewValue("description", body.Description, now.Description, cleared),
            patch.NewValue("venue", body.Venue, now.Venue, cleared),
            patch.NewValue("carrier", body.Carrier, now.Carrier, cleared),
            patch.NewValue("capacity", body.Capacity, now.Capacity, cleared),
            hosts is null || hosts.SequenceEqual(now.Hosts) ? null : hosts,
            patch.NewValue("seriesId", body.SeriesId, now.SeriesId, cleared),
            patch.NewValue("budgetYuan", body.BudgetYuan, now.BudgetYuan, cleared),
            cleared);
        var changesNothing = cleared.Count == 0 && revised is
        {
            Title: null, Kind: null, StartsOn: null, EndsOn: null, Description: null, Venue: null, Carrier: null, Capacity: null, Hosts: null, SeriesId: null,
            BudgetYuan: null,
        };
        return changesNothing ? null : revised;
    }

    private static bool IsCleared(ReviseParkEventRequest body, string member) => member switch
    {
        "title" => string.IsNullOrWhiteSpace(body.Title),
        "kind" => body.Kind is null,
        _ => body.StartsOn is null,
    };
}
