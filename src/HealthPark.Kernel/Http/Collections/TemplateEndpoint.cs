using HealthPark.Kernel.Http.Tables;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>An empty table to fill in and bring back.</summary>
internal static class TemplateEndpoint
{
    private const string Description = """
        CSV, or as `Accept` says XLSX: a header of the members that can be brought in, and `externalId`, the record's key in the system that
        it comes from. The workbook explains each column on its second sheet, codes with their labels, in the language of
        `Accept-Language`. Filled in, the file goes to `POST …/batch`.
        """;

    public static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapGet($"/v1/{collection.Name}/template", (HttpContext context) => Handle(collection, context))
        .WithName($"Get{collection.Plural}Template").WithSummary($"Gives an empty table for bringing in {collection.Name}.").WithDescription(Description)
        .RequireScope(collection.ReadScope)
        .WithMetadata(new FileAnswers(MediaTypes.Csv, MediaTypes.Xlsx));

    private static IResult Handle(ICollection collection, HttpContext context)
    {
        ReadParameters.Only(context);
        var type = Negotiation.Choose(context.Request, MediaTypes.Csv, MediaTypes.Xlsx);
        var (form, language) = (TableForm.Of(collection), Languages.Of(context.Request));
        var headers = context.Response.Headers;
        // The same columns in the same language are the same template, whenever its archive was packed.
        headers.ETag = "W/" + StoredJson.TagOf($"{type} {language} {string.Join(' ', form.Taken)}");
        headers.ContentLanguage = language.Tag();
        headers.Append("Vary", "Accept, Accept-Language");
        if (Preconditions.NotModified(context.Request, headers.ETag!))
            return Results.StatusCode(304);
        headers.ContentDisposition = MediaTypes.Attachment($"{collection.Name}-template", type);
        return Results.Bytes(type == MediaTypes.Csv ? Template.ToCsv(form) : Template.ToWorkbook(form, collection, language), MediaTypes.WithCharset(type));
    }
}
