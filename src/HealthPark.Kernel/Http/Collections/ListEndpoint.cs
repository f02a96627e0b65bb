using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>The list of a collection's records.</summary>
internal static class ListEndpoint
{
    private const string Description = """
        A partner sees its own records, others see all. Voided records are listed too. Records without the date by which is sorted count
        as the latest.
        """;

    public static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapGet($"/v1/{collection.Name}", (HttpContext context, CancellationToken ct) => collection.List.Answer(context, ct, collection.Body))
        .WithName($"List{collection.Plural}").WithSummary($"Lists {collection.Name}: a partner's own, or all.").WithDescription(Description)
        .RequireScope(collection.ReadScope).Takes(collection.List.Parameters)
        .Produces(200, typeof(Page<>).MakeGenericType(collection.Body), "application/json");
}
