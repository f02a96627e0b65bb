using HealthPark.Evidence.Evidence;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Evidence.Features;

/// <summary>Shows what is known of a piece of evidence.</summary>
public static class GetEvidence
{
    internal static void Map(IEndpointRouteBuilder routes, IReadOnlyList<string> readScopes) => routes.MapGet("/v1/evidence/{id:guid}", Handle)
        .WithName("GetEvidence").RequireAnyScope(readScopes).Shows<EvidenceResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows what is known of a file: its name, type, size, digest, who attached it to which record, and whether it was withdrawn.</summary>
    /// <remarks>Whoever may read the record may read its evidence: the scope is that of the record's collection.</remarks>
    public static async Task<IResult> Handle(
        Guid id, HttpContext context, Records<EvidenceState, EvidenceEvent> evidence, IEnumerable<ICollection> collections) =>
        await EvidenceAccess.Find(context, id, evidence, collections) is null
            ? Rejection.NotFound(EvidenceAccess.Noun).ToResult()
            : await evidence.Show(context, id, EvidenceResponse.Looks);
}
