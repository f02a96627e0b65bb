using System.Net;
using HealthPark.Changes.Features;
using HealthPark.Changes.Webhook;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Changes;

/// <summary>What other systems follow the park by: every public change of every module, in one order, asked for or posted to them.</summary>
public static class ChangesModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "changes";

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("webhook_registered", ChangesJson.Api.WebhookRegistered)
        .Add("webhook_moved", ChangesJson.Api.WebhookMoved)
        .Add("webhook_types_chosen", ChangesJson.Api.WebhookTypesChosen)
        .Add("webhook_described", ChangesJson.Api.WebhookDescribed)
        .Add("webhook_secret_rotated", ChangesJson.Api.WebhookSecretRotated)
        .Add("webhook_deactivated", ChangesJson.Api.WebhookDeactivated)
        .Add("webhook_suspended", ChangesJson.Api.WebhookSuspended)
        .Add("webhook_activated", ChangesJson.Api.WebhookActivated)
        .Add("webhook_delivery_replayed", ChangesJson.Api.WebhookDeliveryReplayed)
        .Add("webhook_rewound", ChangesJson.Api.WebhookRewound);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddChanges(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(ChangesModule).Assembly, Events, WebhookState.Stream);
        services.AddSingleton<ChangeFeed>().AddSingleton<ChangeStream>();
        services.AddSingleton<ChangeTail>().AddHostedService(p => p.GetRequiredService<ChangeTail>());
        services.AddSingleton(p => new Records<WebhookState, WebhookEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), WebhookState.Stream)
        {
            Noun = WebhookResponse.Noun,
            Owner = webhook => webhook.State.Registered!.OrganizationId,
        });
        services.AddSingleton<ResolveHost>(Dns.GetHostAddressesAsync);
        services.AddSingleton<Receivers>().AddSingleton<SigningSecrets>().AddSingleton<DeliveryQueue>().AddSingleton<WebhookSender>();
        services.AddSubscription<WebhookOrders>();
        services.AddSingleton(p => new WebhookReads(p.GetRequiredService<Database>(), p.GetRequiredService<Subscription<WebhookOrders>>()));
        services.AddHostedService<WebhookDispatcher>();
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(ChangesJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapChanges(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Changes");
        FollowChanges.Map(group);
        ProveChanges.Map(group);
        ListEventTypes.Map(group);
        GetEventSchema.Map(group);

        var webhooks = routes.MapGroup("").WithTags("Webhooks").AddEndpointFilter(Validation.Filter);
        RegisterWebhook.Map(webhooks);
        GetWebhook.Map(webhooks);
        ListWebhooks.Map(webhooks);
        ReviseWebhook.Map(webhooks);
        RotateWebhookSecret.Map(webhooks);
        DeactivateWebhook.Map(webhooks);
        ActivateWebhook.Map(webhooks);
        RewindWebhook.Map(webhooks);
        ListDeliveries.Map(webhooks);
        GetDelivery.Map(webhooks);
        ReplayDelivery.Map(webhooks);
    }
}
