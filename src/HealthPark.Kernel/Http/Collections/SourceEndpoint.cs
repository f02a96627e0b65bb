using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>A record under the key by which another system knows it: put twice, it is one record.</summary>
public static class SourceEndpoint
{
    private const string Description = """
        The key belongs to the caller's organisation and to the system that the path names; the record keeps it. The first request makes
        the record, or takes over one of the caller's that says the same of itself (such as the same code); later ones change it:
        members present are set, null clears, absent members stay as they are. `If-Match` is optional. Repeating a request changes
        nothing.

        A value of a member for which another organisation speaks (`/v1/field-authorities`) is not applied: the answer is the record as it
        stands, and its header `HealthPark-Disputes` names the disputes that the authority accepts or refuses.
        """;

    /// <summary>The header that names the disputes which a write opened.</summary>
    public const string DisputesHeader = "HealthPark-Disputes";

    internal static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapPut($"/v1/sources/{{system}}/{collection.Name}/{{externalId}}",
            (string system, string externalId, WriteRequest request) => Handle(collection, system, externalId, request))
        .WithName($"Put{collection.Plural}BySource").WithSummary("Makes or changes the record that another system knows under a key of its own.").WithDescription(Description)
        .RequireScope(collection.WriteScope)
        .WithMetadata(new AcceptsMetadata(["application/json"], collection.ChangeBody))
        .PutsBySource(collection.Body);

    private static async Task<IResult> Handle(ICollection collection, string system, string externalId, WriteRequest request)
    {
        var write = await request.ToWrite();
        var key = SourceKeys.Of(write.Caller, system, externalId);
        var submission = new Submission(await ReadBody(request.Context), key, part => Preconditions.Check(request.Context.Request, part, required: false));
        var submitted = await collection.Submit(write with { Metadata = write.Metadata with { SourceKey = key } }, submission);
        if (submitted.Rejection is { } rejection)
            return rejection.ToResult();
        if (write.DryRun)
            return Results.Text(submitted.Body, "application/json");

        var headers = request.Context.Response.Headers;
        headers.ETag = submitted.ETag;
        headers[Positions.Header] = submitted.Position.ToString(CultureInfo.InvariantCulture);
        if (submitted.IsReplay)
            headers["Idempotency-Replayed"] = "true";
        if (submitted.Disputes.Count > 0)
            headers[DisputesHeader] = string.Join(", ", submitted.Disputes);
        if (submitted.Outcome == SubmissionOutcome.Created)
            headers[HeaderNames.Location] = submitted.Location;
        return Results.Text(submitted.Body, "application/json", statusCode: submitted.Outcome == SubmissionOutcome.Created ? 201 : 200);
    }

    private static async Task<JsonObject> ReadBody(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
            throw new BadHttpRequestException("The content type must be application/json.", 415);
        context.Request.Body.Position = 0; // the fingerprint has read it
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        return StrictDocument.Parse(buffer.GetBuffer().AsSpan(0, (int)buffer.Length)) as JsonObject ?? throw new JsonException("The body is not an object.");
    }
}

/// <summary>Keys under which other systems know records.</summary>
internal static class SourceKeys
{
    private const int MostSystem = 60;
    private const int MostExternalId = 200;

    /// <summary>The key of an organisation's system; two organisations' systems of one name do not meet.</summary>
    /// <exception cref="RejectedException">A part of it is not usable.</exception>
    public static string Of(Caller caller, string system, string externalId)
    {
        if (system.Length is 0 or > MostSystem || !system.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_'))
        {
            throw new RejectedException(Rejection.Malformed("system", "invalid-system", new Text(
                $"须为 1 至 {MostSystem} 个字母、数字、连字符、点或下划线。", $"Must be 1 to {MostSystem} letters, digits, hyphens, full stops or underscores.")));
        }

        if (externalId.Length is 0 or > MostExternalId || externalId.Any(char.IsControl))
        {
            throw new RejectedException(Rejection.Malformed("externalId", "invalid-external-id", new Text(
                $"须为 1 至 {MostExternalId} 个字符,不含控制字符。", $"Must be 1 to {MostExternalId} characters without control characters.")));
        }

        return $"{caller.OrganizationId}/{system}/{externalId}";
    }
}
