using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>The client behind a request, as Access knows it.</summary>
/// <param name="ClientId">The API key's id, or the client of a token.</param>
/// <param name="OrganizationId">The organisation for which it acts: its own, or the one that a delegation lets it act for.</param>
/// <param name="IsPartner">Whether it sees and changes its own records only, as a partner does; a dashboard too, which has none.</param>
/// <param name="IsParkOffice">Whether that is the park office.</param>
/// <param name="Scopes">What it may do.</param>
public sealed record Caller(string ClientId, Guid OrganizationId, bool IsPartner, bool IsParkOffice, IReadOnlySet<string> Scopes)
{
    /// <summary>The header that names another organisation, by id or code, for which the client acts in this request.</summary>
    public const string OnBehalfOfHeader = "HealthPark-On-Behalf-Of";

    /// <summary>The delegation by which the client acts for that organisation; null if it acts for its own.</summary>
    public Guid? DelegationId { get; init; }

    /// <summary>Whether the caller may see a record of that organisation.</summary>
    public bool Reaches(Guid ownerOrganizationId) => !IsPartner || ownerOrganizationId == OrganizationId;

    /// <summary>Whether the caller may change a record of that organisation: its own, or any as the park office.</summary>
    public bool MayChange(Guid ownerOrganizationId) => IsParkOffice || ownerOrganizationId == OrganizationId;

    /// <summary>Whether the caller sees what a scope protects in a record of that organisation: with the scope in all, without it in its own.</summary>
    public bool Sees(string scope, Guid ownerOrganizationId) => Scopes.Contains(scope) || ownerOrganizationId == OrganizationId;

    /// <summary>The organisation to whose records reading is limited; null if it is not.</summary>
    public Guid? OnlyOrganization => IsPartner ? OrganizationId : null;

    /// <summary>The caller of this request; null where none is needed and none has shown a key.</summary>
    public static Caller? Find(HttpContext context) => context.Features.Get<Caller>();

    /// <summary>The caller of this request. Only for endpoints that need a key.</summary>
    public static Caller Of(HttpContext context) =>
        Find(context) ?? throw new InvalidOperationException("This endpoint lets callers in without a key.");
}
