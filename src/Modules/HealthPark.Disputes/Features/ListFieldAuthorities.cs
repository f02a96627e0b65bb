namespace HealthPark.Disputes.Features;

/// <summary>Lists the authorities that were named.</summary>
public static class ListFieldAuthorities
{
    private static readonly ListDefinition Authorities = new ListDefinition(typeof(FieldAuthorityResponse), "disputes.field_authorities", null)
        .OneOf("collection", "collection", "Members of these collections")
        .OneOf("member", "member", "These members");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/field-authorities", Handle)
        .WithName("ListFieldAuthorities").RequireScope(Scopes.AuthoritiesRead).Shows<Page<FieldAuthorityResponse>>().Takes(Authorities.Parameters);

    /// <summary>Lists the members for which an organisation was named, with their terms. All who may read see all.</summary>
    public static Task<IResult> Handle(HttpContext context, CancellationToken ct) => Authorities.Answer(context, ct);
}
