using HealthPark.Carriers.Carrier;

namespace HealthPark.Carriers.Features;

/// <summary>Shows a suitability survey.</summary>
public static class GetSuitabilitySurvey
{
    private static readonly Text Noun = new("适宜性评估", "suitability survey");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/carriers/{id:guid}/suitability-surveys/{surveyId:guid}", Handle)
        .WithName("GetSuitabilitySurvey").RequireScope(Scopes.CarriersRead).Shows<SuitabilitySurveyResponse>()
        .Takes(QueryParameter.AsOf, QueryParameter.Version, QueryParameter.Fields);

    /// <summary>Shows a suitability survey of a carrier.</summary>
    public static Task<IResult> Handle(Guid id, Guid surveyId, HttpContext context, Records<CarrierState, CarrierEvent> carriers) =>
        carriers.Show(context, id, SuitabilitySurveyResponse.Looks(surveyId), c => c.Survey(surveyId) is not null, Noun);
}
