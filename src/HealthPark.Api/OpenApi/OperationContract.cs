using System.Globalization;
using System.Text.Json.Nodes;
using HealthPark.Kernel.Http;
using HealthPark.Kernel.Http.Collections;
using HealthPark.Kernel.Http.Tables;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HealthPark.Api.OpenApi;

/// <summary>Completes each operation with what all of its kind have: security, headers, conditions, query parameters and problems.</summary>
internal static class OperationContract
{
    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";
    private const string EventStream = "text/event-stream";
    private const string Gone = "It is not served any more: the operation was retired, or the file withdrawn.";

    public static async Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod;
        var writes = metadata.OfType<WriteMetadata>().Any();
        var conditional = metadata.OfType<ConditionalWriteMetadata>().FirstOrDefault();
        var stream = metadata.OfType<StreamMetadata>().FirstOrDefault();
        var isPublic = metadata.OfType<IAllowAnonymous>().Any();
        var isLimited = context.Description.RelativePath?.StartsWith("v1/", StringComparison.Ordinal) == true;
        var hasPath = operation.Parameters?.Any(p => p.In == ParameterLocation.Path) == true;
        operation.Parameters ??= [];

        foreach (var parameter in metadata.OfType<QueryParameters>().SelectMany(p => p.Parameters))
            operation.Parameters.Add(Query(parameter));
        if (metadata.OfType<ScopeRequirement>().FirstOrDefault() is { } requirement)
        {
            operation.Security = [.. requirement.All.Select(scope => new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("apiKey", context.Document)] = [scope] })];
            operation.Description = $"{operation.Description}\n\nScope: {string.Join(" or ", requirement.All.Select(scope => $"`{scope}`"))}.".Trim();
        }

        if (metadata.OfType<PublicRequirement>().Any())
        {
            operation.Security = [[], new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("apiKey", context.Document)] = [] }];
            operation.Description = $"{operation.Description}\n\nPublic: needs no key.".Trim();
        }

        var deprecation = metadata.OfType<Deprecation>().FirstOrDefault();
        if (deprecation is not null)
        {
            operation.Deprecated = true;
            operation.Description = string.Create(CultureInfo.InvariantCulture,
                $"{operation.Description}\n\nDeprecated since {deprecation.Since:yyyy-MM-dd}; from {deprecation.Sunset:yyyy-MM-dd} on it answers 410. Instead: <{deprecation.Link}>.").Trim();
        }

        if (writes)
        {
            operation.Parameters.Add(Query(new QueryParameter("dryRun", "`true`: decide in full, store nothing, and say what would change.", Values: ["true", "false"])));
            operation.Parameters.Add(Header("Idempotency-Key", "A new value for each new operation, the same for its retries; kept for 7 days.",
                required: method == "POST", example: "0b7e2a52-6c1f-4a52-9d55-2f6f0f6f9b1e"));
        }

        if (metadata.OfType<BodyExample>().FirstOrDefault() is { } example)
        {
            foreach (var body in operation.RequestBody?.Content?.Values ?? [])
                body.Example = JsonNode.Parse(example.Json);
        }

        if (metadata.OfType<BatchMetadata>().Any() || metadata.OfType<IAcceptsMetadata>().Any(a => a.RequestType == typeof(Stream)))
            DescribeFile(operation);
        foreach (var header in metadata.OfType<HeaderParameters>().SelectMany(h => h.Headers))
            operation.Parameters.Add(Header(header.Name, header.Description, header.Example, header.Required));
        if (conditional is not null)
        {
            operation.Parameters.Add(Header("If-Match", conditional.IsOptional
                ? "The ETag of what is changed, as it was read; optional."
                : "The ETag of what is changed, as it was read; required once it exists.", example: "\"1\""));
        }

        if (stream is not null)
            operation.Parameters.Add(Header(stream.ResumeHeader, stream.Description, example: "42"));
        if (method == "GET" && !isPublic)
        {
            operation.Parameters.Add(Header("If-None-Match", "The ETag that the client has: 304 if it is still the present one.", example: "\"1\""));
            operation.Parameters.Add(Header(Positions.MinHeader, "A position that the answer must not be older than; 503 if it is not reached within 5 s.", example: "42"));
        }

        operation.Parameters.Add(Header("Accept-Language", "The language of texts for people: zh-CN (default) or en.", example: "zh-CN"));
        if (metadata.OfType<ScopeRequirement>().Any())
        {
            operation.Parameters.Add(Header(Caller.OnBehalfOfHeader,
                "The id or code of the organisation for which the client acts by a delegation; absent: its own. 403 `not-delegated` if no delegation is in force.",
                example: "01a201b8-085c-7bdd-be31-514d2aacb653"));
        }

        operation.Responses ??= new OpenApiResponses();
        if (conditional is not null)
            await AddDryRun(operation, conditional, context, ct);
        var files = metadata.OfType<FileAnswers>().FirstOrDefault();
        if (files is not null)
            await AddFiles(operation, files, context, ct);
        foreach (var (status, response) in operation.Responses)
            DescribeSuccess(status, (OpenApiResponse)response, writes, isPublic);
        if (stream is not null)
            await AddStream(operation, context, ct);
        if (conditional is { IsOptional: true } && operation.Responses["200"] is OpenApiResponse { Headers: { } changed })
            changed[SourceEndpoint.DisputesHeader] = TextHeader("Paths of the disputes that stand for values which were not applied, separated by commas.");
        if (metadata.OfType<FileMetadata>().Any())
            DescribeFile((OpenApiResponse)operation.Responses["200"]);
        foreach (var (status, meaning) in ProblemsOf(method, writes, conditional, files, isPublic, hasPath, isLimited))
            operation.Responses[status] = await ProblemResponse(status, meaning, context, ct);
        if (deprecation is not null || metadata.OfType<GoneMetadata>().Any())
            operation.Responses["410"] = await ProblemResponse("410", Gone, context, ct);

        if (method == "GET" && !isPublic)
        {
            operation.Responses["304"] = new OpenApiResponse
            {
                Description = "The client has it already.",
                Headers = new Dictionary<string, IOpenApiHeader> { ["ETag"] = TextHeader("The tag that the client has.", required: true) },
            };
        }

        foreach (var response in operation.Responses.Values.OfType<OpenApiResponse>())
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            if (isLimited)
                AddRateLimits(response.Headers, required: true);
            if (deprecation is not null)
                AddRetirement(response.Headers);
        }
    }

    private static IEnumerable<(string Status, string Meaning)> ProblemsOf(
        string? method, bool writes, ConditionalWriteMetadata? conditional, FileAnswers? files, bool isPublic, bool hasPath, bool isLimited)
    {
        if (!isPublic)
        {
            yield return ("400", "A parameter, header or body that cannot be understood.");
            yield return ("401", "No valid key, where one is needed or shown.");
            yield return ("403", "The key lacks the scope, does not open from this address, or may not act for the body that it names.");
        }

        if (hasPath)
            yield return ("404", "No such record, or none that the caller may see.");
        if (files is not null)
            yield return ("406", "There is no such form of it as Accept asks for.");
        if (writes)
        {
            yield return ("409", "A rule of the field or the record's state is against it.");
            yield return ("413", "The body is too large: 1 MiB, for a file of records 64 MiB, for evidence 20 MiB.");
            yield return ("415", "The body is of a type that is not taken here.");
            yield return ("422", "A member breaks a rule, or the Idempotency-Key was used for another request.");
        }

        if (conditional is not null)
            yield return ("412", "The record has changed since it was read; `changes` says what, by whom and when.");
        if (conditional is { IsOptional: false })
            yield return ("428", "If-Match is missing.");

        if (isLimited)
            yield return ("429", "The client has sent too many requests in this minute; see Retry-After.");
        yield return ("500", "Something failed on our side.");
        yield return ("503", "The database is away, or a position was not reached in time; see Retry-After.");
    }

    private static Dictionary<string, IOpenApiHeader> HeadersOfProblem(string status)
    {
        var headers = new Dictionary<string, IOpenApiHeader> { ["Content-Language"] = TextHeader("The language of `title` and `detail`.", required: true) };
        if (status == "401")
            headers["WWW-Authenticate"] = TextHeader("How to authenticate: `Bearer`.", required: true);
        if (status is "429" or "503")
            headers["Retry-After"] = TextHeader("After how many seconds to try again.", required: true);
        AddRateLimits(headers, required: false);
        return headers;
    }

    // Problems are shared by all operations, those that are not limited included.
    private static void AddRateLimits(IDictionary<string, IOpenApiHeader> headers, bool required)
    {
        headers["RateLimit-Policy"] = TextHeader("The client's limit: `q` requests in `w` seconds, counted by each node for itself.", required);
        headers["RateLimit"] = TextHeader("What is left of it: `r` requests, and `t` seconds until the window ends.", required);
    }

    private static void AddRetirement(IDictionary<string, IOpenApiHeader> headers)
    {
        headers["Deprecation"] = TextHeader("Since when it should not be used (RFC 9745): `@` and Unix seconds.", required: true);
        headers["Sunset"] = TextHeader("From when on it is not served (RFC 8594).", required: true);
        headers["Link"] = TextHeader("What to use instead: `rel=\"deprecation\"`.", required: true);
    }

    private static void DescribeSuccess(string status, OpenApiResponse response, bool writes, bool isPublic)
    {
        response.Description = status switch
        {
            "201" => "Made.",
            "200" when writes => "Done, or the answer of a dry run.",
            _ => "Here it is.",
        };
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        if (!writes)
        {
            if (!isPublic)
                response.Headers["ETag"] = TextHeader("For If-None-Match.", required: true);
            return;
        }

        var isMade = status == "201"; // a 200 may be the answer of a dry run, which has neither version nor position
        response.Headers["ETag"] = TextHeader("The version of what was changed, for the next If-Match.", isMade);
        response.Headers[Positions.Header] = TextHeader("The position that the write made in the log.", isMade);
        response.Headers["Idempotency-Replayed"] = TextHeader("`true` if this answers a request that was carried out before.");
        if (isMade)
            response.Headers["Location"] = TextHeader("Where it is.", required: true);
    }

    // OpenAPI 3.1 cannot say "one of these a line": the text is opaque to it, and the description says the rest.
    private static void DescribeFile(OpenApiOperation operation)
    {
        foreach (var content in operation.RequestBody!.Content!.Values)
            content.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
    }

    // The stream is opaque text to OpenAPI 3.1; each `data` is a CloudEvent, and the AsyncAPI document says which.
    private static async Task AddStream(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var shown = (OpenApiResponse)operation.Responses!["200"];
        shown.Content![EventStream] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
        shown.Headers!["ETag"] = TextHeader("For If-None-Match; a stream has none.");
        operation.Responses["406"] = await ProblemResponse("406", "None of the types that the client takes.", context, ct);
    }

    private static async Task AddFiles(OpenApiOperation operation, FileAnswers files, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var response = operation.Responses!["200"] as OpenApiResponse ?? new OpenApiResponse();
        operation.Responses["200"] = response;
        response.Content ??= new Dictionary<string, OpenApiMediaType>();
        foreach (var type in files.Types)
        {
            response.Content[type] = new OpenApiMediaType
            {
                Schema = type.EndsWith("ndjson", StringComparison.Ordinal) && files.Line is { } line ? await Reference(line, context, ct)
                    : type.StartsWith("text/", StringComparison.Ordinal) ? new OpenApiSchema { Type = JsonSchemaType.String }
                    : new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" },
            };
        }

        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers["Content-Disposition"] = TextHeader("The name of a file.");
        if (files.Line is not null)
            response.Headers[Positions.Header] = TextHeader("The position of the log at which a file stands.");
    }

    private static void DescribeFile(OpenApiResponse response)
    {
        response.Headers!["Content-Digest"] = TextHeader("The SHA-256 of the file (RFC 9530).", required: true);
        response.Headers["Content-Disposition"] = TextHeader("The file's name (RFC 6266, RFC 8187).", required: true);
        response.Headers["X-Content-Type-Options"] = TextHeader("`nosniff`: the type is the one that it says.", required: true);
    }

    private static async Task AddDryRun(OpenApiOperation operation, ConditionalWriteMetadata write, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var content = ((OpenApiResponse)operation.Responses!["200"]).Content![Json];
        content.Schema = new OpenApiSchema { AnyOf = [content.Schema!, await Reference(write.DryRunAnswer, context, ct)] };
    }

    // Problems of one status look alike everywhere, so the document says it once.
    private static async Task<IOpenApiResponse> ProblemResponse(string status, string meaning, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var name = $"Problem{status}";
        context.Document!.Components ??= new OpenApiComponents();
        context.Document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        if (!context.Document.Components.Responses.ContainsKey(name))
        {
            context.Document.AddComponent(name, (IOpenApiResponse)new OpenApiResponse
            {
                Description = meaning,
                Headers = HeadersOfProblem(status),
                Content = new Dictionary<string, OpenApiMediaType> { [ProblemJson] = new() { Schema = await Reference(typeof(Problem), context, ct) } },
            });
        }

        return new OpenApiResponseReference(name, context.Document);
    }

    private static async Task<IOpenApiSchema> Reference(Type type, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        var name = type.IsGenericType ? $"{type.Name[..type.Name.IndexOf('`')]}Of{type.GetGenericArguments()[0].Name}" : type.Name;
        context.Document!.Components ??= new OpenApiComponents();
        context.Document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (!context.Document.Components.Schemas.ContainsKey(name))
            context.Document.AddComponent(name, (IOpenApiSchema)await context.GetOrCreateSchemaAsync(type, null, ct));
        return new OpenApiSchemaReference(name, context.Document);
    }

    private static OpenApiHeader TextHeader(string description, bool required = false) =>
        new() { Description = description, Required = required, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiParameter Query(QueryParameter parameter) => new()
    {
        Name = parameter.Name,
        In = ParameterLocation.Query,
        Required = parameter.Required,
        Description = parameter.Description,
        Example = parameter.Example is null ? null : JsonValue.Create(parameter.Example),
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            Enum = parameter.Values is null ? null : [.. parameter.Values.Select(v => (JsonNode)JsonValue.Create(v)!)],
        },
    };

    private static OpenApiParameter Header(string name, string description, string example, bool required = false) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Example = JsonValue.Create(example),
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };
}
