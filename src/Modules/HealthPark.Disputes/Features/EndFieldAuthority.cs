using System.ComponentModel.DataAnnotations;
using HealthPark.Disputes.Authority;

namespace HealthPark.Disputes.Features;

/// <summary>The end of a member's authority.</summary>
/// <param name="Reason">Why.</param>
/// <param name="From">The first day (date in Asia/Shanghai) without it; today if absent.</param>
public sealed record EndFieldAuthorityRequest(
    [property: Required, StringLength(500)] string? Reason = null,
    DateOnly? From = null) : IRequestBody;

/// <summary>Ends the authority of a member.</summary>
public static class EndFieldAuthority
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/field-authorities/{collection}/{member}/ending", Handle)
        .WithName("EndFieldAuthority").RequireScope(Scopes.AuthoritiesWrite).Changes<FieldAuthorityResponse>()
        .Example("""{ "reason": "数据共享协议终止", "from": "2027-01-01" }""");

    /// <summary>Ends the authority of a member: from a day on the organisation whose record it is speaks for it again.</summary>
    /// <remarks>Needs `If-Match`. Disputes that are open then are answered by that organisation.</remarks>
    public static async Task<IResult> Handle(
        string collection, string member, EndFieldAuthorityRequest body, WriteRequest request, Records<FieldAuthorityState, FieldAuthorityEvent> authorities,
        FieldAuthorities known, TimeProvider clock) =>
        await known.Find(collection, member, request.Aborted) is { } id
            ? await authorities.Change(request, id, FieldAuthorityResponse.Looks, authority => Task.FromResult(Decide(body, authority.State, clock.Today())))
            : Rejection.NotFound(authorities.Noun).ToResult();

    internal static Decision<FieldAuthorityEvent> Decide(EndFieldAuthorityRequest body, FieldAuthorityState now, DateOnly today)
    {
        if (now.Terms is [.., { OrganizationId: null }])
            return Array.Empty<FieldAuthorityEvent>();
        var from = body.From ?? today;
        return now.RefuseFrom(from, today) is { } refused ? refused : new FieldAuthorityEnded(from, body.Reason!.Trim());
    }
}
