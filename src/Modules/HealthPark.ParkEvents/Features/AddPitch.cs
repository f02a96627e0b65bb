using System.ComponentModel.DataAnnotations;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>A project to be pitched at a roadshow.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="EnterpriseId">The enterprise that pitches. One that the caller may see.</param>
/// <param name="TransferId">The transfer that is pitched. One that the caller may see.</param>
/// <param name="DealId">The deal that it is. One that the caller may see.</param>
/// <param name="AskYuan">The money that is asked for, in CNY yuan, at most 2 decimals.</param>
public sealed record AddPitchRequest(
    [property: Required, StringLength(200)] string? Title = null,
    Guid? EnterpriseId = null,
    Guid? TransferId = null,
    Guid? DealId = null,
    decimal? AskYuan = null) : IRequestBody;

/// <summary>Adds a pitch to a roadshow.</summary>
public static class AddPitch
{
    /// <summary>The kind of park event at which projects are pitched.</summary>
    internal const string Roadshow = "roadshow";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/pitches", Handle)
        .WithName("AddPitch").RequireScope(Scopes.EventsWrite).Adds<PitchResponse>()
        .Example("""{ "title": "示例:类器官药敏检测", "askYuan": 5000000 }""");

    /// <summary>Adds a pitch to a roadshow.</summary>
    /// <remarks>Follow-ups are due 30, 90 and 180 days after the roadshow's last day. Only a park event of the kind `roadshow` has pitches: 409 `not-a-roadshow`.</remarks>
    public static async Task<IResult> Handle(
        Guid id, AddPitchRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, ReferenceLookup lookup)
    {
        var references = await lookup.Find(request.Caller, request.Aborted, body.EnterpriseId, body.TransferId, dealId: body.DealId);
        return await parkEvents.Add(
            request, id, PitchResponse.Looks, e => e.Pitches[^1].Id, (e, pitchId) => Task.FromResult(Decide(body, pitchId, e.State, references)));
    }

    internal static Decision<ParkEventEvent> Decide(AddPitchRequest body, Guid pitchId, ParkEventState now, References references)
    {
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        if (now.Kind != Roadshow)
            return Rejection.Conflict("not-a-roadshow", new Text("只有路演才有路演项目。", "Only a roadshow has pitches."));
        var errors = new List<FieldError>();
        references.CheckEnterprise(body.EnterpriseId, errors);
        references.CheckTransfer(body.TransferId, errors);
        references.CheckDeal(body.DealId, errors);
        Money.Check("/askYuan", body.AskYuan, errors);
        return errors.Count > 0
            ? Rejection.Invalid(errors)
            : new PitchAdded(pitchId, body.Title!.Trim(), body.EnterpriseId, body.TransferId, body.AskYuan, body.DealId);
    }
}
