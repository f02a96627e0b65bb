using HealthPark.Evidence.ReadModels;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Evidence.Features;

/// <summary>Lists a record's evidence.</summary>
internal static class ListEvidence
{
    public static void Map(IEndpointRouteBuilder routes, ICollection collection) => routes
        .MapGet($"/v1/{collection.Name}/{{id:guid}}/evidence", (Guid id, HttpContext context, EvidenceFiles files) => Handle(collection, id, context, files))
        .WithName($"List{collection.Singular}Evidence").WithSummary("Lists the files that prove what the record says.")
        .WithDescription("All of them in the order in which they were attached, withdrawn ones included.")
        .RequireScope(collection.ReadScope).WithMetadata(new RecordsMetadata(_ => collection)).Shows<EvidenceList>();

    private static async Task<IResult> Handle(ICollection collection, Guid id, HttpContext context, EvidenceFiles files)
    {
        ReadParameters.Only(context);
        await Positions.Demanded(context);
        if (await collection.OwnerSeen(Caller.Of(context), id, context.RequestAborted) is null)
            return Rejection.NotFound(collection.Noun).ToResult();
        return StoredJson.Answer(context, $"{{\"items\":[{string.Join(',', await files.Of(collection.Name, id, context.RequestAborted))}]}}");
    }
}
