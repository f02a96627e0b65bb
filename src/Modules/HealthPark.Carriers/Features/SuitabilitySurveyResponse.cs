using HealthPark.Carriers.Carrier;
using HealthPark.EventStore;

namespace HealthPark.Carriers.Features;

/// <summary>A suitability survey (适宜性评估) of a carrier.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="CarrierId">The carrier.</param>
/// <param name="On">The day (date in Asia/Shanghai, as all dates here).</param>
/// <param name="Floor">The floor, if only one was surveyed; null for the carrier as a whole.</param>
/// <param name="FloorHeightMetres">Floor height (层高) in m.</param>
/// <param name="LoadKilonewtonsPerSquareMetre">What the floor bears (荷载), in kN/m².</param>
/// <param name="Power">The power supply, in words.</param>
/// <param name="Drainage">The drainage, in words.</param>
/// <param name="Criteria">By what it was judged, with the points given.</param>
/// <param name="Finding">Whether it is fit for what it was judged for.</param>
/// <param name="Note">What a reader should know.</param>
/// <param name="RecordedAt">When it was recorded (RFC 3339, UTC).</param>
/// <param name="Version">The version of that; the ETag is made from it. A survey never changes: another one corrects it.</param>
public sealed record SuitabilitySurveyResponse(
    Guid Id, Guid CarrierId, DateOnly On, string? Floor, decimal FloorHeightMetres, decimal LoadKilonewtonsPerSquareMetre, string? Power, string? Drainage,
    IReadOnlyList<Criterion> Criteria, SuitabilityFinding Finding, string? Note, DateTime RecordedAt, long Version)
{
    internal static Representation<CarrierState, SuitabilitySurveyResponse> Looks(Guid surveyId) => new(
        SuitabilitySurvey.Part(surveyId), record => Of(record, surveyId), CarriersJson.Api.SuitabilitySurveyResponse,
        record => $"/v1/carriers/{record.Id}/suitability-surveys/{surveyId}");

    internal static SuitabilitySurveyResponse Of(Recorded<CarrierState> record, Guid surveyId)
    {
        var (s, part) = (record.State.Survey(surveyId)!, record.Part(SuitabilitySurvey.Part(surveyId))!);
        return new(
            s.Id, record.Id, s.On, s.Floor, s.FloorHeightMetres, s.LoadKilonewtonsPerSquareMetre, s.Power, s.Drainage, s.Criteria, s.Finding, s.Note,
            part.RecordedAt.UtcDateTime, part.Version);
    }
}
