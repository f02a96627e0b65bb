using System.Reflection;
using System.Text.Json.Nodes;
using HealthPark.Changes;
using HealthPark.Contracts;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace HealthPark.Api.OpenApi;

/// <summary>The contract: what the endpoints declare about themselves, as an OpenAPI 3.1 document.</summary>
internal static class Contract
{
    /// <summary>Whether the build runs this program only to read its contract from it.</summary>
    public static bool IsBeingBuilt { get; } = Assembly.GetEntryAssembly()?.GetName().Name == "GetDocument.Insider";

    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        // Any JSON has no shape to share; as a component, null would be both "null" and "any", and oneOf allows one.
        options.CreateSchemaReferenceId = type =>
            type.Type == typeof(JsonNode) || type.Type == typeof(JsonObject) ? null : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer((document, _, _) =>
        {
            Introduce(document);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer(ListEvents);
        options.AddOperationTransformer(OperationContract.Complete);
        options.AddSchemaTransformer(SchemaContract.Complete);
    }

    // An event's data are any of what the modules publish; which one it is, the type beside them says.
    private static async Task ListEvents(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken ct)
    {
        var anyOf = new List<IOpenApiSchema>();
        foreach (var type in context.ApplicationServices.GetServices<ChangeSource>().SelectMany(EventNames.ClassesOf))
        {
            document.AddComponent<IOpenApiSchema>(type.Name, await context.GetOrCreateSchemaAsync(type, null, ct));
            anyOf.Add(new OpenApiSchemaReference(type.Name, document));
        }

        ((OpenApiSchema)document.Components!.Schemas![nameof(ContractEvent)]).AnyOf = anyOf;
    }

    private static void Introduce(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "HealthPark.Api",
            Version = "v1",
            Contact = new OpenApiContact { Name = "园区办公室 (park office)" },
            Description = """
                System of record and integration API of a district's health-industry park: enterprises, research transfers and talents,
                their verification, and the plan's scorecard with its proof, at any past instant.

                Every call that is not public carries `Authorization: Bearer …`: an API key `hp_…`, or an access token (JWT, RFC 9068) of a
                configured issuer. Every 4xx and 5xx answer is a problem (RFC 9457) whose `code` is stable and whose texts follow
                `Accept-Language` (zh-CN or en). Every POST carries an `Idempotency-Key`; changes carry `If-Match`. A write answers
                `HealthPark-Position`; a read that carries it as `HealthPark-Min-Position` is never older.

                A client acts for another organisation by `HealthPark-On-Behalf-Of`, where a delegation lets it. A record that the caller does
                not reach is 404, as one that there is not. Members described as sensitive are absent for those who lack their scope;
                personal ones also where the header `HealthPark-Purpose` does not say for what they are needed.

                Lists are JSON pages, or whole files by `Accept` (CSV, XLSX, NDJSON). Changes are followed at `/v1/changes`, as pages or as a
                stream, or posted to a webhook; their shapes are in the AsyncAPI document at `/asyncapi/v1.json`.
                """,
        };
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            ["apiKey"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                BearerFormat = "hp_… or JWT",
                Description = "An API key, or an access token of a configured issuer, with the scope that the operation names.",
            },
        };
    }
}
