using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>A file of records: one outcome for each of its lines.</summary>
internal static class BatchEndpoint
{
    private const long MostBytes = 64 * 1024 * 1024;

    private const string Description = """
        The body is NDJSON (one record a line) or CSV (RFC 4180, UTF-8 with or without BOM, first line the names of members), at most
        64 MiB; it is received in full before the first record is written. Each line makes or changes one record on its own: a line
        that is refused does not hold up the others.

        A line means the record with its `id`; else the one that the system named by `system` knows under the line's `externalId`;
        else the one that has the same natural key (such as its code); else a new one. Members present are set, null (an empty cell)
        clears, absent members stay as they are. `version` makes the change conditional, as `If-Match` does. Members that only the
        system sets may be there as they were exported: an export that is brought in again changes nothing.

        The answer is NDJSON, one outcome for each line, in order, while the file is worked through: `created`, `updated`,
        `unchanged`, `rejected` or `duplicate-suspected`, with `errors` that point into the line. A transfer that was cut off is taken
        up again by sending the same file with the same `Idempotency-Key` (within 7 days): lines that were carried out answer as
        they did. With `dryRun=true` nothing is stored.
        """;

    public static void Map(IEndpointRouteBuilder routes, ICollection collection, string name) => routes
        .MapPost($"/v1/{collection.Name}/batch", (HttpContext context, BatchRequest request) => Handle(collection, context, request))
        .WithName($"Import{name}").WithSummary("Brings in records from a file.").WithDescription(Description)
        .RequireScope(collection.WriteScope)
        .WithMetadata(new AcceptsMetadata([NdJson, Csv], collection.ChangeBody), new BatchMetadata(collection), new BatchSizeLimit())
        .Produces<BatchLine>(200, NdJson);

    internal const string NdJson = "application/x-ndjson";
    internal const string Csv = "text/csv";

    private static async Task<IResult> Handle(ICollection collection, HttpContext context, BatchRequest request)
    {
        // The whole file first: what is wrong with it as a whole is said before anything is written.
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Request.Body.Position = 0;
        var lines = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? type.MediaType.Value switch
        {
            NdJson => NdJsonLines.Read(context.Request.Body, context.RequestAborted),
            _ => throw NotATable(),
        }
        : throw NotATable();
        return new BatchAnswer(new Batch(collection, request, context), lines);
    }

    private static RejectedException NotATable() => new(new Rejection(415, "unsupported-media-type", new Text(
        $"内容类型须为 {NdJson} 或 {Csv}。", $"The content type must be {NdJson} or {Csv}.")));

    private sealed class BatchSizeLimit : IRequestSizeLimitMetadata
    {
        public long? MaxRequestBodySize => MostBytes;
    }

    private sealed class BatchAnswer(Batch batch, IAsyncEnumerable<Line> lines) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using var outcomes = batch.Outcomes(lines).GetAsyncEnumerator(httpContext.RequestAborted);
            // The first window before the status: a file that cannot be read at all is a problem.
            var any = await outcomes.MoveNextAsync();
            var response = httpContext.Response;
            response.ContentType = NdJson;
            response.Headers.ContentLanguage = Languages.Of(httpContext.Request).Tag();
            response.Headers.Append("Vary", "Accept-Language");
            httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            for (; any; any = await outcomes.MoveNextAsync())
            {
                await response.Body.WriteAsync(outcomes.Current, httpContext.RequestAborted);
                await response.Body.FlushAsync(httpContext.RequestAborted);
            }
        }
    }
}

/// <summary>Says of an endpoint that it takes a file of a collection's records.</summary>
public sealed record BatchMetadata(ICollection Collection);

/// <summary>What became of a line.</summary>
/// <param name="Line">Its number in the file, from 1; the header of a CSV file counts.</param>
/// <param name="Outcome">`created`, `updated`, `unchanged`, `rejected` or `duplicate-suspected`.</param>
/// <param name="Id">The record; absent if the line was refused, or is new and nothing was stored.</param>
/// <param name="Errors">What is wrong, with JSON pointers into the line; absent if nothing is.</param>
/// <param name="Candidates">Paths of the records that it looks like, those that the caller may see; only where a duplicate is suspected.</param>
/// <param name="Existing">Path of the record that holds the same key, if the caller may see it.</param>
public sealed record BatchLine(
    long Line, string Outcome,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] Guid? Id = null,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemError>? Errors = null,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Candidates = null,
    [property: System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] string? Existing = null);

/// <summary>A line of a file: a record's members, or what is wrong with it as it stands.</summary>
internal sealed record Line(long Number, JsonObject? Members, IReadOnlyList<FieldError> Errors, ReadOnlyMemory<byte> Content);
