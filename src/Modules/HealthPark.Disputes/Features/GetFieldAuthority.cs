using HealthPark.Disputes.Authority;

namespace HealthPark.Disputes.Features;

/// <summary>Shows who speaks for a member.</summary>
public static class GetFieldAuthority
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/field-authorities/{collection}/{member}", Handle)
        .WithName("GetFieldAuthority").RequireScope(Scopes.AuthoritiesRead).Shows<FieldAuthorityResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows who speaks for a member of a collection's records.</summary>
    /// <remarks>404 while nobody was ever named: then the organisation whose record it is speaks for it.</remarks>
    public static async Task<IResult> Handle(
        string collection, string member, HttpContext context, Records<FieldAuthorityState, FieldAuthorityEvent> authorities, FieldAuthorities known,
        CancellationToken ct) =>
        await known.Find(collection, member, ct) is { } id
            ? await authorities.Show(context, id, FieldAuthorityResponse.Looks)
            : Rejection.NotFound(authorities.Noun).ToResult();
}
