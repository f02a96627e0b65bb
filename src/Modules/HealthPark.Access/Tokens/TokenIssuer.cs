namespace HealthPark.Access.Tokens;

/// <summary>An OAuth 2 issuer whose access tokens (RFC 9068) are let in: one item of the setting <c>Issuers</c>.</summary>
internal sealed class TokenIssuer
{
    /// <summary>A short name for actors' ids; the issuer's host if absent.</summary>
    public string? Name { get; set; }

    /// <summary>The address below which <c>.well-known/openid-configuration</c> stands.</summary>
    public string? Authority { get; set; }

    /// <summary>The address of the metadata (RFC 8414), where it is not below the authority.</summary>
    public string? MetadataAddress { get; set; }

    /// <summary>The address of the keys (RFC 7517), where there are no metadata.</summary>
    public string? JwksUri { get; set; }

    /// <summary>What <c>iss</c> must be.</summary>
    public string Issuer { get; set; } = "";

    /// <summary>What <c>aud</c> must name.</summary>
    public string Audience { get; set; } = "";

    /// <summary>How far its clock may be from ours.</summary>
    public int ClockSkewSeconds { get; set; } = 60;

    /// <summary>The claim that names the organisation, by its id or code here.</summary>
    public string OrganizationClaim { get; set; } = "organization";

    /// <summary>The name under which its clients act.</summary>
    public string ShortName => Name ?? (Uri.TryCreate(Issuer, UriKind.Absolute, out var uri) ? uri.Host : Issuer);

    /// <summary>Where its metadata stand; null if its keys' address is given.</summary>
    public Uri? Metadata => JwksUri is not null ? null : AddressOf(MetadataAddress ?? $"{Authority?.TrimEnd('/')}/.well-known/openid-configuration");

    /// <summary>Where its keys stand; null if the metadata say so.</summary>
    public Uri? Jwks => JwksUri is null ? null : AddressOf(JwksUri);

    /// <summary>Refuses settings that could not work, or not safely.</summary>
    public TokenIssuer Checked()
    {
        if (Issuer.Length == 0 || Audience.Length == 0 || ClockSkewSeconds is < 0 or > 600)
            throw new InvalidOperationException("Issuers: each needs Issuer and Audience, and a ClockSkewSeconds of 0 to 600.");
        _ = Jwks ?? Metadata;
        return this;
    }

    // Keys that come over a line that others can write to are no keys.
    private static Uri AddressOf(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))
            ? uri
            : throw new InvalidOperationException($"Issuers: {text} is not an https address (Authority, MetadataAddress or JwksUri).");
}
