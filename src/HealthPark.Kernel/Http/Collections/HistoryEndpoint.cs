using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>What happened to a record of a collection.</summary>
internal static class HistoryEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapGet($"/v1/{collection.Name}/{{id:guid}}/history", (Guid id, HttpContext context) => collection.ShowHistory(context, id))
        .WithName($"Get{collection.Singular}History").WithSummary("Shows what happened to a record: who, when, for whom, what.")
        .RequireScope(collection.ReadScope).WithMetadata(new RecordsMetadata(_ => collection)).Takes(QueryParameter.AsOf, QueryParameter.Version).Shows<RecordHistory>().TakesPurpose(collection);
}
