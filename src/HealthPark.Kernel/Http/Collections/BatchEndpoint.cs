using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>A file of records: one outcome for each of its lines.</summary>
internal static class BatchEndpoint
{
    private const long MostBytes = 64 * 1024 * 1024;

    private const string Description = """
        The body is NDJSON, one record a line, at most 1 MiB a line and 64 MiB in all; it is received in full before the first record
        is written. Each line makes or changes one record on its own: a line that is refused does not hold up the others.

        A line means the record with its `id`; else the one that the system named by `system` knows under the line's `externalId`;
        else the one that has the same natural key (such as its code); else a new one. Members present are set, null
        clears, absent members stay as they are. `version` makes the change conditional, as `If-Match` does. Members that only the
        system sets may be there as they were read: a record that is sent back as it was read changes nothing.

        The answer is NDJSON, one outcome for each line, in order, while the file is worked through: `created`, `updated`,
        `unchanged`, `rejected` or `duplicate-suspected`, with `errors` that point into the line. A transfer that was cut off is taken
        up again by sending the same file with the same `Idempotency-Key` (within 7 days): lines that were carried out answer as
        they did. With `dryRun=true` nothing is stored.
        """;

    public static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapPost($"/v1/{collection.Name}/batch", (HttpContext context, BatchRequest request) => Handle(collection, context, request))
        .WithName($"Import{collection.Plural}").WithSummary("Brings in records from a file.").WithDescription(Description)
        .RequireScope(collection.WriteScope)
        .WithMetadata(new AcceptsMetadata([NdJson], collection.ChangeBody), new BatchMetadata(collection), new FileSizeLimit(MostBytes))
        .Produces<BatchLine>(200, NdJson);

    internal const string NdJson = "application/x-ndjson";

    private static async Task<IResult> Handle(ICollection collection, HttpContext context, BatchRequest request)
    {
        // The whole file first: what is wrong with it as a whole is said before anything is written.
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Request.Body.Position = 0;
        return new BatchAnswer(new Batch(collection, request, context), NdJsonLines.Read(context.Request.Body, context.RequestAborted));
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
/// <param name="Line">Its number in the file, from 1; empty lines count.</param>
/// <param name="Outcome">`created`, `updated`, `unchanged`, `rejected` or `duplicate-suspected`.</param>
/// <param name="Id">The record; absent if the line was refused, or is new and nothing was stored.</param>
/// <param name="Errors">What is wrong, with JSON pointers into the line; absent if nothing is.</param>
/// <param name="Candidates">Paths of the records that it looks like, those that the caller may see; only where a duplicate is suspected.</param>
/// <param name="Existing">Path of the record that holds the same key, if the caller may see it.</param>
public sealed record BatchLine(
    long Line, string Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemError>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Candidates = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Existing = null);
