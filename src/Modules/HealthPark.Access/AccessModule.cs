using HealthPark.Access.ApiKey;
using HealthPark.Access.Delegation;
using HealthPark.Access.Features;
using HealthPark.Access.Integration;
using HealthPark.Access.Organization;
using HealthPark.Access.Tokens;
using HealthPark.Contracts;
using HealthPark.Contracts.Access;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Access;

/// <summary>Who may use the API: organisations, their keys, and who acts for whom.</summary>
public static class AccessModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "access";

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("organization_registered", AccessJson.Api.OrganizationRegistered)
        .Add("api_key_issued", AccessJson.Api.ApiKeyIssued)
        .Add("api_key_scopes_extended", AccessJson.Api.ApiKeyScopesExtended)
        .Add("api_key_networks_limited", AccessJson.Api.ApiKeyNetworksLimited)
        .Add("api_key_rotated", AccessJson.Api.ApiKeyRotated)
        .Add("api_key_revoked", AccessJson.Api.ApiKeyRevoked)
        .Add("delegation_granted", AccessJson.Api.DelegationGranted)
        .Add("delegation_revoked", AccessJson.Api.DelegationRevoked);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(AccessModule).Assembly, Events, OrganizationState.Stream, ApiKeyState.Stream, DelegationState.Stream);
        services.AddSingleton(p => new Records<OrganizationState, OrganizationEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), OrganizationState.Stream)
        {
            Noun = new Text("机构", "organisation"),
            Owner = organization => organization.Id,
            OnClaimTaken = (taken, caller, _) => Task.FromResult(Duplicate(taken, caller)),
        });
        services.AddSingleton(p => new Records<ApiKeyState, ApiKeyEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), ApiKeyState.Stream)
        {
            Noun = new Text("密钥", "API key"),
            Owner = key => key.State.Issued!.OrganizationId,
        });
        services.AddSingleton(p => new Records<DelegationState, DelegationEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), DelegationState.Stream)
        {
            Noun = new Text("委托", "delegation"),
            Owner = delegation => delegation.State.Granted!.OrganizationId,
        });
        services.AddSingleton<OrganizationDirectory>()
            .AddSingleton<IOrganizationDirectory>(p => p.GetRequiredService<OrganizationDirectory>())
            .AddSingleton<IActorNames>(p => p.GetRequiredService<OrganizationDirectory>());
        services.AddSingleton(p => new AdministratorKey(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), p.GetRequiredService<OrganizationDirectory>(),
            p.GetRequiredService<IConfiguration>()));
        services.AddSingleton<IStartupTask>(p => p.GetRequiredService<AdministratorKey>());

        services.AddSingleton(new ChangeSource(
            Schema, "/v1/organizations", OrganizationResponse.Looks.Stored!, typeof(OrganizationContractEvent),
            stored => OrganizationChanges.Publish(Events.Read(stored.Type, stored.Data))));

        services.AddCodeList(OrganizationKinds.Codes);
        services.AddHttpContextAccessor();
        services.AddSingleton<KeyRing>().AddSingleton<TokenDoor>().AddSingleton<Delegations>();
        services.AddSingleton<CallerWatch>().AddSingleton<ICallerWatch>(p => p.GetRequiredService<CallerWatch>())
            .AddHostedService(p => p.GetRequiredService<CallerWatch>());
        services.AddWebEncoders();
        services.AddAuthenticationCore(o =>
        {
            o.AddScheme<BearerAuthentication>(BearerAuthentication.Name, null);
            o.DefaultScheme = BearerAuthentication.Name;
        });
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationHandler, ScopeHandler>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AccessProblems>();
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(AccessJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapAccess(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Access").AddEndpointFilter(Validation.Filter);
        RegisterOrganization.Map(group);
        GetOrganization.Map(group);
        ListOrganizations.Map(group);
        IssueApiKey.Map(group);
        GetApiKey.Map(group);
        ListApiKeys.Map(group);
        RotateApiKey.Map(group);
        RevokeApiKey.Map(group);
        GrantDelegation.Map(group);
        GetDelegation.Map(group);
        ListDelegations.Map(group);
        GetDelegationHistory.Map(group);
        RevokeDelegation.Map(group);
    }

    private static Rejection Duplicate(AppendOutcome.ClaimTaken taken, Caller caller)
    {
        var rejection = Rejection.Conflict("duplicate", new Text("同名机构已经登记。", "An organisation of that name is registered already."));
        return caller.Reaches(taken.HolderId) ? rejection.With("existing", $"/v1/organizations/{taken.HolderId}") : rejection;
    }
}
