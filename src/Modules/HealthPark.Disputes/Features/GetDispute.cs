using HealthPark.Disputes.Dispute;

namespace HealthPark.Disputes.Features;

/// <summary>Shows a dispute.</summary>
public static class GetDispute
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/disputes/{id:guid}", Handle)
        .WithName("GetDispute").RequireScope(Scopes.DisputesRead).Shows<DisputeResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows a dispute.</summary>
    /// <remarks>An organisation sees those that it brought, those that it must answer, and those about its own records; the park office all.</remarks>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<DisputeState, DisputeEvent> disputes) =>
        disputes.Show(context, id, DisputeResponse.Looks);
}
