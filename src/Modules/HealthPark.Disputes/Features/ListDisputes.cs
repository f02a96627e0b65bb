using HealthPark.Disputes.Authority;
using HealthPark.Disputes.Dispute;

namespace HealthPark.Disputes.Features;

/// <summary>Lists disputes.</summary>
public static class ListDisputes
{
    private static readonly ListDefinition Disputes = new ListDefinition(typeof(DisputeResponse), "disputes.disputes", null)
        .OneOf("collection", "collection", "Disputes about records of these collections")
        .OneOf("recordId", "record_id", "Disputes about these records")
        .OneOf("member", "member", "Disputes about these members")
        .OneOf("state", "state", "Disputes in these states", Kebab.All<DisputeStatus>())
        .OneOf("proposedBy", "proposed_by", "Disputes that these organisations brought")
        .Sort("openedAt", "opened_at", "timestamptz");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/disputes", Handle)
        .WithName("ListDisputes").RequireScope(Scopes.DisputesRead).Shows<Page<DisputeResponse>>().Takes(Disputes.Parameters);

    /// <summary>Lists disputes.</summary>
    /// <remarks>An organisation sees those that it brought, those that it must answer, and those about its own records; the park office all.</remarks>
    public static async Task<IResult> Handle(HttpContext context, FieldAuthorities authorities, CancellationToken ct) =>
        await Disputes.Answer(context, ct, await authorities.RowsSeenBy(Caller.Of(context), ct));
}
