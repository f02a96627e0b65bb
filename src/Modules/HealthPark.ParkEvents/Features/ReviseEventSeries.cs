using System.ComponentModel.DataAnnotations;
using HealthPark.Kernel.Http.Collections;
using HealthPark.ParkEvents.Series;

namespace HealthPark.ParkEvents.Features;

/// <summary>Changes to a series (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Title">What it is called; cannot be cleared.</param>
/// <param name="IntervalMonths">How many months lie between two of its events, 1 to 120.</param>
/// <param name="Description">What it is about.</param>
public sealed record ReviseEventSeriesRequest(
    [property: StringLength(200)] string? Title = null,
    [property: Range(1, 120)] int? IntervalMonths = null,
    [property: StringLength(2000)] string? Description = null) : IRequestBody;

/// <summary>Changes a series of park events.</summary>
public static class ReviseEventSeries
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/event-series/{id:guid}", Handle)
        .WithName("ReviseEventSeries").RequireScope(Scopes.EventsWrite).Revises<ReviseEventSeriesRequest, EventSeriesResponse>()
        .Example("""{ "intervalMonths": 6 }""");

    /// <summary>Changes a series of park events.</summary>
    /// <remarks>Needs `If-Match`.</remarks>
    public static Task<IResult> Handle(Guid id, MergePatch<ReviseEventSeriesRequest> patch, WriteRequest request, IRevision<ReviseEventSeriesRequest> series) =>
        series.Revise(request, id, patch);

    internal static Decision<EventSeriesEvent> Decide(MergePatch<ReviseEventSeriesRequest> patch, EventSeriesState now)
    {
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        if (patch.Sets("title") && string.IsNullOrWhiteSpace(body.Title))
            errors.Add(new FieldError("/title", "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        var cleared = new List<string>();
        var title = body.Title?.Trim();
        var revised = new EventSeriesRevised(
            title == now.Title ? null : title,
            patch.NewValue("intervalMonths", body.IntervalMonths, now.IntervalMonths, cleared),
            patch.NewValue("description", body.Description, now.Description, cleared),
            cleared);
        return cleared.Count == 0 && revised is { Title: null, IntervalMonths: null, Description: null } ? Array.Empty<EventSeriesEvent>() : revised;
    }
}
