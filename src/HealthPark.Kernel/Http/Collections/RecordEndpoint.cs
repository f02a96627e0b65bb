using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>One record of a collection.</summary>
internal static class RecordEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapGet($"/v1/{collection.Name}/{{id:guid}}", (Guid id, HttpContext context) => collection.Show(context, id))
        .WithName($"Get{collection.Singular}").WithSummary($"Shows one of the {collection.Name}: now, at a version, or as it was known at an instant.")
        .RequireScope(collection.ReadScope).WithMetadata(new RecordsMetadata(_ => collection)).Takes(QueryParameter.OfRecord)
        .Produces(200, collection.Body, "application/json").TakesPurpose(collection);
}
