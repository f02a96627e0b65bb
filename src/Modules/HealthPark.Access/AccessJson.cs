using System.Text.Json.Serialization;
using HealthPark.Access.ApiKey;
using HealthPark.Access.Delegation;
using HealthPark.Access.Features;
using HealthPark.Access.Organization;

namespace HealthPark.Access;

/// <summary>The JSON of the module's events and bodies.</summary>
[JsonSerializable(typeof(OrganizationRegistered))]
[JsonSerializable(typeof(ApiKeyIssued))]
[JsonSerializable(typeof(ApiKeyScopesExtended))]
[JsonSerializable(typeof(ApiKeyNetworksLimited))]
[JsonSerializable(typeof(ApiKeyRotated))]
[JsonSerializable(typeof(ApiKeyRevoked))]
[JsonSerializable(typeof(DelegationGranted))]
[JsonSerializable(typeof(DelegationRevoked))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(RegisterOrganizationRequest))]
[JsonSerializable(typeof(OrganizationResponse))]
[JsonSerializable(typeof(IssueApiKeyRequest))]
[JsonSerializable(typeof(RotateApiKeyRequest))]
[JsonSerializable(typeof(RevokeApiKeyRequest))]
[JsonSerializable(typeof(ApiKeyResponse))]
[JsonSerializable(typeof(GrantDelegationRequest))]
[JsonSerializable(typeof(RevokeDelegationRequest))]
[JsonSerializable(typeof(DelegationResponse))]
internal sealed partial class AccessJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly AccessJson Api = new(ApiJson.NewOptions());
}
