using System.ComponentModel.DataAnnotations;
using HealthPark.ParkEvents.Series;

namespace HealthPark.ParkEvents.Features;

/// <summary>A new series of park events.</summary>
/// <param name="Title">What it is called. No other series may have this name.</param>
/// <param name="IntervalMonths">How many months lie between two of its events (定期), 1 to 120; absent where it is not settled.</param>
/// <param name="Description">What it is about.</param>
public sealed record StartEventSeriesRequest(
    [property: Required, StringLength(200)] string? Title = null,
    [property: Range(1, 120)] int? IntervalMonths = null,
    [property: StringLength(2000)] string? Description = null) : IRequestBody;

/// <summary>Starts a series of park events.</summary>
public static class StartEventSeries
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/event-series", Handle)
        .WithName("StartEventSeries").RequireScope(Scopes.EventsWrite).Creates<EventSeriesResponse>()
        .Example("""{ "title": "示例:医疗大健康产业大会", "intervalMonths": 12 }""");

    /// <summary>Starts a series of park events, such as a yearly conference.</summary>
    /// <remarks>Park events join it by their `seriesId`; `GET /v1/events?seriesId=` lists them. Another series of the same title is 409 `duplicate`.</remarks>
    public static Task<IResult> Handle(StartEventSeriesRequest body, WriteRequest request, Records<EventSeriesState, EventSeriesEvent> series) =>
        series.Create(request, EventSeriesResponse.Looks, _ => Task.FromResult(Decide(body, request.Caller.OrganizationId)));

    internal static Decision<EventSeriesEvent> Decide(StartEventSeriesRequest body, Guid ownerOrganizationId) =>
        new EventSeriesStarted(ownerOrganizationId, body.Title!.Trim(), body.IntervalMonths, body.Description);
}
