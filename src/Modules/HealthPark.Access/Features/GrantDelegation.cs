using System.ComponentModel.DataAnnotations;
using HealthPark.Access.Delegation;
using HealthPark.Access.Organization;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Access.Features;

/// <summary>A delegation: clients of one organisation are to act for another.</summary>
/// <param name="OrganizationId">The body acted for; never the park office.</param>
/// <param name="DelegateOrganizationId">The one whose clients act.</param>
/// <param name="Scopes">What they may do for it; none of the park office's own, and none that the caller does not hold.</param>
/// <param name="From">The first day (Asia/Shanghai); today if absent.</param>
/// <param name="Until">The last day (Asia/Shanghai), at most three years after the first.</param>
/// <param name="Reason">Why, such as the letter by which the body asked for it.</param>
public sealed record GrantDelegationRequest(
    [property: Required] Guid? OrganizationId = null,
    [property: Required] Guid? DelegateOrganizationId = null,
    [property: Required, MaxLength(100)] IReadOnlyList<string>? Scopes = null,
    DateOnly? From = null,
    [property: Required] DateOnly? Until = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Lets the clients of one organisation act for another.</summary>
public static class GrantDelegation
{
    private const int MostYears = 3;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/delegations", Handle)
        .WithName("GrantDelegation").RequireScope(Scopes.DelegationsWrite).Creates<DelegationResponse>()
        .Example("""{ "organizationId": "01a201b8-085c-7bdd-be31-514d2aacb653", "delegateOrganizationId": "01a201b8-0aa1-70f2-8d5c-0f6f6f1c2a77", "scopes": ["enterprises:read", "enterprises:write"], "until": "2027-12-31", "reason": "示例:受托代报" }""");

    /// <summary>Lets the clients of one organisation act for another, for a time.</summary>
    /// <remarks>
    /// A client of the delegate acts for the body by the header `HealthPark-On-Behalf-Of` with the body's id or code, on any request: what it
    /// makes belongs to the body, it reaches what the body reaches, and it holds the scopes that both its key and the delegation give. Each
    /// event names the client and the delegation. Where several delegations are in force, the last granted counts. Scopes of the park
    /// office are never delegated, and nobody acts for the park office.
    /// </remarks>
    public static Task<IResult> Handle(
        GrantDelegationRequest body, WriteRequest request, Records<DelegationState, DelegationEvent> delegations,
        [FromKeyedServices(AccessModule.Schema)] ModuleStore store, TimeProvider clock)
    {
        return delegations.Create(request, DelegationResponse.Looks, async _ => Decide(
            body, await Find(body.OrganizationId!.Value), await Find(body.DelegateOrganizationId!.Value), request.Caller.Scopes, clock.Today()));

        async Task<OrganizationState?> Find(Guid id) =>
            await store.Load(OrganizationState.Stream, id, UpTo.Now, request.Aborted) is { Exists: true } found ? found.State : null;
    }

    internal static Decision<DelegationEvent> Decide(
        GrantDelegationRequest body, OrganizationState? organization, OrganizationState? @delegate, IReadOnlySet<string> callersScopes, DateOnly today)
    {
        var errors = new List<FieldError>();
        if (organization is null)
            errors.Add(new FieldError("/organizationId", "unknown-organization", UnknownOrganization));
        else if (organization.Kind == OrganizationKinds.ParkOffice)
            errors.Add(new FieldError("/organizationId", "not-delegable", new Text("园区办公室的职权不能委托。", "Nobody acts for the park office.")));
        if (@delegate is null)
            errors.Add(new FieldError("/delegateOrganizationId", "unknown-organization", UnknownOrganization));
        else if (body.DelegateOrganizationId == body.OrganizationId)
            errors.Add(new FieldError("/delegateOrganizationId", "same-organization", new Text("不能委托给自己。", "An organisation needs no delegation to act for itself.")));
        errors.AddRange(body.Scopes!.Select((scope, i) => CheckScope(scope, $"/scopes/{i}", organization)).OfType<FieldError>());
        if (body.Scopes!.Count == 0)
            errors.Add(new FieldError("/scopes", "required", new Text("至少给出一个权限。", "At least one scope is needed.")));
        var (from, until) = (body.From ?? today, body.Until!.Value);
        if (from < today)
            errors.Add(new FieldError("/from", "in-the-past", new Text("不能早于今天。", "Must not lie before today.")));
        if (until < from)
            errors.Add(new FieldError("/until", "before-from", new Text("不能早于起始日期。", "Must not lie before the first day.")));
        else if (until > LastDay(from))
            errors.Add(new FieldError("/until", "too-long", new Text($"委托期最长 {MostYears} 年。", $"A delegation lasts {MostYears} years at most.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (body.Scopes.FirstOrDefault(scope => !callersScopes.Contains(scope)) is { } missing)
        {
            return new Rejection(403, "scope-not-held", new Text(
                $"您没有 {missing} 权限,不能授予他人。", $"You do not hold {missing}, so you cannot give it to others."));
        }

        return new DelegationGranted(
            body.OrganizationId!.Value, body.DelegateOrganizationId!.Value, [.. body.Scopes.Distinct()], from, until, body.Reason!.Trim());
    }

    private static DateOnly LastDay(DateOnly from) => from > DateOnly.MaxValue.AddYears(-MostYears) ? DateOnly.MaxValue : from.AddYears(MostYears);

    private static FieldError? CheckScope(string scope, string pointer, OrganizationState? organization)
    {
        if (!Scopes.All.Contains(scope))
            return new FieldError(pointer, "unknown-scope", Validation.OneOf(Scopes.All));
        if (Scopes.ParkOfficeOnly.Contains(scope))
            return new FieldError(pointer, "scope-not-allowed", new Text($"{scope} 不能委托。", $"{scope} cannot be delegated."));
        return organization is null || OrganizationKinds.MayHold(organization.Kind, scope)
            ? null
            : new FieldError(pointer, "scope-not-allowed", new Text($"该机构本身不能有 {scope} 权限。", $"The body itself may not hold {scope}."));
    }

    private static Text UnknownOrganization { get; } = new("没有这个机构。", "There is no such organisation.");
}
