using System.Text.Json.Serialization;
using HealthPark.Kernel.Http.Tables;
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
        The body is NDJSON, one record a line, or a table (CSV or XLSX, its first sheet), one record a row; at most 1 MiB a line and
        64 MiB in all. It is received in full before the first record is written. Each line makes or changes one record on its own: a
        line that is refused does not hold up the others.

        A line means the record with its `id`; else the one that the system named by `system` knows under the line's `externalId`;
        else the one that has the same natural key (such as its code); else a new one. Members present are set, null
        clears, absent members stay as they are. `version` makes the change conditional, as `If-Match` does. Members that only the
        system sets may be there as they were read: a record that is sent back as it was read changes nothing.

        A value of a member for which another organisation speaks (`/v1/field-authorities`; where none is named, the one whose record it
        is) is not applied: `disputed` points to it, and `disputes` names the dispute that its authority accepts or refuses. The other
        members of the line are applied. This holds for every record that the caller may see; the park office speaks for all members.

        A table's first row names the columns by the names of the members, in any order; a name that is not known refuses the file.
        An empty cell, or a column that is not there, leaves the member as it is; `(clear)` or `(清空)` clears it. Several texts stand in
        one cell, parted by semicolons (`\;` is part of a text). Dates are `YYYY-MM-DD` or as a spreadsheet writes them (`2026/3/1`,
        `2026年3月1日`); true is `true` or `是`; what has members of its own is JSON. An apostrophe before `=`, `+`, `-`, `@` or such a mark
        is not part of the text. CSV is UTF-8, with a byte order mark or without; comma, semicolon or tab as its header shows.
        `GET …/template` gives an empty table, and an export by `Accept` one that can be changed and sent back.

        The answer is NDJSON, one outcome for each line, in order, while the file is worked through: `created`, `updated`,
        `unchanged`, `rejected` or `duplicate-suspected`, with `errors` that point into the line. A transfer that was cut off is taken
        up again by sending the same file with the same `Idempotency-Key` (within 7 days): lines that were carried out answer as
        they did. If the database is away meanwhile, the answer pauses and goes on when it is back, within two minutes. With
        `dryRun=true` nothing is stored.
        """;

    public static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapPost($"/v1/{collection.Name}/batch", (HttpContext context, BatchRequest request) => Handle(collection, context, request))
        .WithName($"Import{collection.Plural}").WithSummary("Brings in records from a file.").WithDescription(Description)
        .RequireScope(collection.WriteScope)
        .WithMetadata(new AcceptsMetadata([MediaTypes.NdJson, MediaTypes.Csv, MediaTypes.Xlsx], collection.ChangeBody), new BatchMetadata(collection), new FileSizeLimit(MostBytes))
        .Produces<BatchLine>(200, MediaTypes.NdJson);

    private static async Task<IResult> Handle(ICollection collection, HttpContext context, BatchRequest request)
    {
        var lines = await Open(collection, context);
        return new BatchAnswer(new Batch(collection, request, context), lines);
    }

    // The whole file first: what is wrong with it as a whole is said before anything is written.
    private static async Task<IAsyncEnumerable<Line>> Open(ICollection collection, HttpContext context)
    {
        var (body, ct) = (context.Request.Body, context.RequestAborted);
        if (Is(MediaTypes.Csv))
            await CsvRows.CheckEncoding(body, ct);
        else
            await body.CopyToAsync(Stream.Null, ct);
        body.Position = 0;
        if (Is(MediaTypes.Csv))
            return TableLines.Read(CsvRows.Read(body, ct), TableForm.Of(collection), ct);
        if (!Is(MediaTypes.Xlsx))
            return NdJsonLines.Read(body, ct);
        var workbook = WorkbookRows.Open(body);
        context.Response.RegisterForDispose(workbook);
        return TableLines.Read(workbook.Read(), TableForm.Of(collection), ct);

        bool Is(string type) => MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var given) && given.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase);
    }

    private sealed class BatchAnswer(Batch batch, IAsyncEnumerable<Line> lines) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using var outcomes = batch.Outcomes(lines).GetAsyncEnumerator(httpContext.RequestAborted);
            // The first window before the status: a file that cannot be read at all is a problem.
            var any = await outcomes.MoveNextAsync();
            var response = httpContext.Response;
            response.ContentType = MediaTypes.NdJson;
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
/// <param name="Line">Its number in the file, from 1; empty lines count. Of a record of several lines, the one on which it begins; of a workbook, its row.</param>
/// <param name="Outcome">`created`, `updated`, `unchanged`, `rejected` or `duplicate-suspected`.</param>
/// <param name="Id">The record; absent if the line was refused, or is new and nothing was stored.</param>
/// <param name="Errors">What is wrong, with JSON pointers into the line; absent if nothing is.</param>
/// <param name="Candidates">Paths of the records that it looks like, those that the caller may see; only where a duplicate is suspected.</param>
/// <param name="Existing">Path of the record that holds the same key, if the caller may see it.</param>
/// <param name="Disputed">JSON pointers to the values that were not applied, as another organisation speaks for them; absent if there are none, and where the line was carried out before.</param>
/// <param name="Disputes">Paths of the disputes that were opened for them, or stand already; absent if there are none, and in a dry run.</param>
public sealed record BatchLine(
    long Line, string Outcome,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Guid? Id = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ProblemError>? Errors = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Candidates = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Existing = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Disputed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Disputes = null);
