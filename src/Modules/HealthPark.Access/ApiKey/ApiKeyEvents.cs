namespace HealthPark.Access.ApiKey;

/// <summary>An event of an API key's stream. The key itself is never stored, only its SHA-256.</summary>
public abstract record ApiKeyEvent;

/// <summary>A key was issued.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="OrganizationId">The organisation for which its bearer acts.</param>
/// <param name="Scopes">What its bearer may do.</param>
/// <param name="Officer">The person who answers for its use.</param>
/// <param name="ExpiresAt">When it ends; null for no end.</param>
/// <param name="KeyHash">SHA-256 of the key, lower-case hexadecimal.</param>
/// <param name="Prefix">Its first characters, to recognise it by.</param>
/// <param name="IsEnvironment">Whether it is the administrator key that the program's environment names.</param>
public sealed record ApiKeyIssued(
    string Name, Guid OrganizationId, IReadOnlyList<string> Scopes, string? Officer, DateTimeOffset? ExpiresAt, string KeyHash, string Prefix,
    bool IsEnvironment) : ApiKeyEvent;

/// <summary>A key may do more: the program has gained scopes, and the administrator key holds every one.</summary>
/// <param name="Scopes">All that its bearer may do from then on.</param>
public sealed record ApiKeyScopesExtended(IReadOnlyList<string> Scopes) : ApiKeyEvent;

/// <summary>A key opens from these networks only. Without this event it opens from anywhere.</summary>
/// <param name="Cidrs">IPv4 and IPv6 networks in CIDR notation (RFC 4632).</param>
public sealed record ApiKeyNetworksLimited(IReadOnlyList<string> Cidrs) : ApiKeyEvent;

/// <summary>A key got a new secret. The one before opens for a while yet, the one before that no more.</summary>
/// <param name="KeyHash">SHA-256 of the new secret, lower-case hexadecimal.</param>
/// <param name="Prefix">Its first characters, to recognise it by.</param>
/// <param name="PreviousEndsAt">Until when the secret before opens.</param>
public sealed record ApiKeyRotated(string KeyHash, string Prefix, DateTimeOffset PreviousEndsAt) : ApiKeyEvent;

/// <summary>A key was revoked: it opens nothing any more.</summary>
/// <param name="Reason">Why.</param>
public sealed record ApiKeyRevoked(string Reason) : ApiKeyEvent;
