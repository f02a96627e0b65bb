using System.ComponentModel.DataAnnotations;
using HealthPark.Contracts.Access;
using HealthPark.Disputes.Authority;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Disputes.Features;

/// <summary>Who is to speak for a member.</summary>
/// <param name="OrganizationId">The organisation.</param>
/// <param name="From">The first day (date in Asia/Shanghai); terms that would have begun on that day or later fall away.</param>
/// <param name="Reason">Why, such as the rule or the agreement.</param>
public sealed record NameFieldAuthorityRequest(
    [property: Required] Guid? OrganizationId = null,
    [property: Required] DateOnly? From = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Names the authority of a member.</summary>
public static class NameFieldAuthority
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/v1/field-authorities/{collection}/{member}", Handle)
        .WithName("NameFieldAuthority").RequireScope(Scopes.AuthoritiesWrite).Puts<FieldAuthorityResponse>()
        .Example("""{ "organizationId": "01a201b8-085c-7bdd-be31-514d2aacb653", "from": "2026-07-01", "reason": "以市场监管登记为准" }""");

    /// <summary>Names the organisation that speaks for a member of a collection's records (一数一源).</summary>
    /// <remarks>
    /// While nobody is named, the organisation whose record it is speaks for it. From `from` on, the one named sets the member in every
    /// record that it may see, by batch, source key or PATCH; the park office may, too; values that others bring become disputes. The
    /// organisation whose record it is may still fill a member that has no value, as it does when it makes the record. Steps of a record,
    /// such as stage changes and verification, stay with the organisation whose record it is and the park office.
    ///
    /// A first authority needs no condition; a later one needs `If-Match`.
    /// </remarks>
    public static async Task<IResult> Handle(
        string collection, string member, NameFieldAuthorityRequest body, WriteRequest request, IEnumerable<ICollection> collections,
        Records<FieldAuthorityState, FieldAuthorityEvent> authorities, FieldAuthorities known, IOrganizationDirectory organizations, TimeProvider clock)
    {
        if (!collections.Any(c => c.Name == collection && c.HasValueOf(member)))
            return Rejection.NotFound(new Text("集合或字段", "collection or member")).ToResult();
        if (await known.Find(collection, member, request.Aborted) is { } id)
            return await authorities.Change(request, id, FieldAuthorityResponse.Looks, LookUpAndDecide);
        return Preconditions.Check(request.Context.Request, null, required: false) is { } stale
            ? stale.ToResult()
            : await authorities.Create(request, FieldAuthorityResponse.Looks, LookUpAndDecide);

        async Task<Decision<FieldAuthorityEvent>> LookUpAndDecide(Recorded<FieldAuthorityState> authority) => Decide(
            collection, member, body, authority.State, await organizations.Exists(body.OrganizationId!.Value, request.Aborted), clock.Today());
    }

    internal static Decision<FieldAuthorityEvent> Decide(
        string collection, string member, NameFieldAuthorityRequest body, FieldAuthorityState now, bool organizationExists, DateOnly today)
    {
        if (!organizationExists)
            return Rejection.Invalid("/organizationId", "unknown-reference", new Text("没有这个机构。", "There is no such organisation."));
        var from = body.From!.Value;
        if (now.Terms is [.., var last] && last.OrganizationId == body.OrganizationId && last.From == from)
            return Array.Empty<FieldAuthorityEvent>();
        return now.RefuseFrom(from, today) is { } refused
            ? refused
            : new FieldAuthorityNamed(collection, member, body.OrganizationId!.Value, from, body.Reason!.Trim());
    }
}
