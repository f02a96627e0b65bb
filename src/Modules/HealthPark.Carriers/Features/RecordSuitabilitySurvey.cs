using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;

namespace HealthPark.Carriers.Features;

/// <summary>A criterion by which a carrier or its renovation is judged. The plan states no limits: what is asked comes with each judgement.</summary>
/// <param name="Name">What is looked at.</param>
/// <param name="Limit">What is asked, in your words.</param>
/// <param name="Score">The points given, from 0, at most 2 decimals.</param>
/// <param name="OutOf">The most points there are.</param>
/// <param name="Met">Whether what is asked is there.</param>
public sealed record CriterionRequest(
    [property: Required, StringLength(100)] string? Name = null,
    [property: StringLength(200)] string? Limit = null,
    decimal? Score = null,
    decimal? OutOf = null,
    bool? Met = null) : IRequestBody;

/// <summary>A suitability survey (适宜性评估).</summary>
/// <param name="On">The day.</param>
/// <param name="FloorHeightMetres">Floor height (层高) in m, the least where floors differ.</param>
/// <param name="LoadKilonewtonsPerSquareMetre">What the floor bears (荷载), in kN/m², the least where floors differ.</param>
/// <param name="Finding">Whether it is fit for what it was judged for.</param>
/// <param name="Floor">The floor, if only one was surveyed; absent for the carrier as a whole.</param>
/// <param name="Power">The power supply, in words.</param>
/// <param name="Drainage">The drainage, in words.</param>
/// <param name="Criteria">By what it was judged, with the points given.</param>
/// <param name="Note">What a reader should know; required for `unsuitable`: why.</param>
public sealed record RecordSuitabilitySurveyRequest(
    [property: Required] DateOnly? On = null,
    [property: Required] decimal? FloorHeightMetres = null,
    [property: Required] decimal? LoadKilonewtonsPerSquareMetre = null,
    [property: Required, AllowedValues("suitable", "unsuitable")] string? Finding = null,
    [property: StringLength(20)] string? Floor = null,
    [property: StringLength(500)] string? Power = null,
    [property: StringLength(500)] string? Drainage = null,
    [property: MaxLength(30)] IReadOnlyList<CriterionRequest>? Criteria = null,
    [property: StringLength(500)] string? Note = null) : IRequestBody;

/// <summary>Records a suitability survey.</summary>
public static class RecordSuitabilitySurvey
{
    internal const string Operation = "RecordSuitabilitySurvey";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/carriers/{id:guid}/suitability-surveys", Handle)
        .WithName(Operation).RequireScope(Scopes.CarriersWrite).Adds<SuitabilitySurveyResponse>()
        .Example("""{ "on": "2026-03-01", "floorHeightMetres": 4.5, "loadKilonewtonsPerSquareMetre": 5, "power": "双回路", "criteria": [{ "name": "层高", "limit": "不低于 4.2 米", "score": 8, "outOf": 10, "met": true }], "finding": "suitable" }""");

    /// <summary>Records a suitability survey of a carrier, or of one of its floors.</summary>
    /// <remarks>
    /// The carrier's owner and the park office may. The plan has carriers with a good basis for renovation turned into research space "in view of
    /// floor height, load" (结合载体资源的层高、荷载等情况), and states no limits: the survey says what was asked. The latest finding on a carrier as a
    /// whole moves it from `surveyed` to `suitable` or `unsuitable`, and between these two: nothing else does. A survey of one floor, one that is older
    /// than the step by which the carrier stands there, and one of a carrier that is past these states are kept and move nothing. What is not
    /// built yet is 409 `not-built-yet`.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, RecordSuitabilitySurveyRequest body, WriteRequest request, Records<CarrierState, CarrierEvent> carriers, TimeProvider clock) =>
        carriers.Add(
            request, id, SuitabilitySurveyResponse.Looks, carrier => carrier.Surveys[^1].Id,
            (carrier, surveyId) => Task.FromResult(Decide(body, surveyId, carrier.State, clock.Today())));

    internal static Decision<CarrierEvent> Decide(RecordSuitabilitySurveyRequest body, Guid surveyId, CarrierState now, DateOnly today)
    {
        if (Decisions.RefuseRetired(now) is { } retired)
            return retired;
        if (now.Status is CarrierStatus.Reserved or CarrierStatus.Planned or CarrierStatus.Transferred or CarrierStatus.Building)
            return Rejection.Conflict("not-built-yet", new Text("该地块尚未建成,不能评估。", "The parcel is not built yet; there is nothing to survey."));
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors);
        Unit.Units.CheckMeasures(body.FloorHeightMetres, body.LoadKilonewtonsPerSquareMetre, errors);
        var criteria = Criterion.Read(body.Criteria, errors);
        var finding = Kebab.Parse<SuitabilityFinding>(body.Finding)!.Value;
        var (floor, note) = (Given(body.Floor), Given(body.Note));
        if (finding == SuitabilityFinding.Unsuitable && note is null)
            errors.Add(new FieldError("/note", "required", new Text("须说明理由。", "This needs a reason.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        List<CarrierEvent> events =
        [
            new SuitabilitySurveyed(
                surveyId, body.On!.Value, floor, body.FloorHeightMetres!.Value, body.LoadKilonewtonsPerSquareMetre!.Value, Given(body.Power), Given(body.Drainage),
                criteria, finding, note),
        ];
        var to = finding == SuitabilityFinding.Suitable ? CarrierStatus.Suitable : CarrierStatus.Unsuitable;
        if (floor is null && !(body.On < now.StatusOn) && CarrierStatuses.Machine.NextOf(now.Status, Operation).Contains(to))
            events.Add(new CarrierStatusChanged(to, body.On.Value, note));
        return events;
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
