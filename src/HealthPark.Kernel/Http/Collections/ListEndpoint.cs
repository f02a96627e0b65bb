using HealthPark.Kernel.Http.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>The list of a collection's records.</summary>
internal static class ListEndpoint
{
    private const string Description = """
        Voided records are listed too. Records without the date by which is sorted count
        as the latest.

        As `Accept` says, the answer is a page of JSON, or the whole list as a file: NDJSON, CSV or XLSX, with the same filters and order
        and without `limit`, `cursor` and `count`. A file is one snapshot: its `HealthPark-Position` is the position of the log at which
        it stands, and the change feed after that position brings it up to date. A table has a column for each member, named as it, in
        the form that `POST …/batch` takes: sent back as it is, it changes nothing.
        """;

    public static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapGet($"/v1/{collection.Name}", (HttpContext context, CancellationToken ct) => Handle(collection, context, ct))
        .WithName($"List{collection.Plural}").WithSummary(collection.List.IsSeenByAll ? $"Lists {collection.Name}." : $"Lists {collection.Name}: a partner's own, or all.")
        .WithDescription((collection.List.IsSeenByAll ? "All see all records. " : "A partner sees its own records, others see all. ") + Description)
        .RequireScope(collection.ReadScope).Takes(collection.List.Parameters)
        .Produces(200, typeof(Page<>).MakeGenericType(collection.Body), MediaTypes.Json)
        .WithMetadata(new FileAnswers(MediaTypes.NdJson, MediaTypes.Csv, MediaTypes.Xlsx) { Line = collection.Body }).TakesPurpose(collection);

    private static Task<IResult> Handle(ICollection collection, HttpContext context, CancellationToken ct)
    {
        context.Response.Headers.Append("Vary", "Accept");
        return Negotiation.Choose(context.Request, MediaTypes.Json, MediaTypes.NdJson, MediaTypes.Csv, MediaTypes.Xlsx) is not MediaTypes.Json and var type
            ? ListExport.Of(collection, context, type)
            : collection.List.Answer(context, ct);
    }
}
