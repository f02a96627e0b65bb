using HealthPark.Carriers.Carrier;

namespace HealthPark.Carriers.Features;

/// <summary>A carrier's suitability surveys.</summary>
/// <param name="Items">The surveys, in the order in which they were recorded.</param>
public sealed record SuitabilitySurveyList(IReadOnlyList<SuitabilitySurveyResponse> Items);

/// <summary>Lists suitability surveys.</summary>
public static class ListSuitabilitySurveys
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/carriers/{id:guid}/suitability-surveys", Handle)
        .WithName("ListSuitabilitySurveys").RequireScope(Scopes.CarriersRead).Shows<SuitabilitySurveyList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists a carrier's suitability surveys.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<CarrierState, CarrierEvent> carriers) => carriers.ShowParts(
        context, id, c => new SuitabilitySurveyList([.. c.State.Surveys.Select(s => SuitabilitySurveyResponse.Of(c, s.Id))]), CarriersJson.Api.SuitabilitySurveyList);
}
