using HealthPark.Contracts;
using HealthPark.Contracts.Disputes;
using HealthPark.Disputes.Authority;
using HealthPark.Disputes.Dispute;
using HealthPark.Disputes.Features;
using HealthPark.Disputes.Integration;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Disputes;

/// <summary>
/// One source for each figure (一数一源): who speaks for a member of a collection's records, and the disputes that other values become.
/// </summary>
public static class DisputesModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "disputes";

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("field_authority_named", DisputesEventsJson.Stored.FieldAuthorityNamed)
        .Add("field_authority_ended", DisputesEventsJson.Stored.FieldAuthorityEnded)
        .Add("dispute_opened", DisputesEventsJson.Stored.DisputeOpened)
        .Add("dispute_accepted", DisputesEventsJson.Stored.DisputeAccepted)
        .Add("dispute_refused", DisputesEventsJson.Stored.DisputeRefused)
        .Add("dispute_withdrawn", DisputesEventsJson.Stored.DisputeWithdrawn)
        .Add("dispute_superseded", DisputesEventsJson.Stored.DisputeSuperseded);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddDisputes(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(DisputesModule).Assembly, Events, FieldAuthorityState.Stream, DisputeState.Stream);
        services.AddStateMachine(DisputeStatuses.Machine);
        services.AddSingleton<Proposals>();
        services.AddSingleton<FieldAuthorities>().AddSingleton<IFieldAuthorities>(p => p.GetRequiredService<FieldAuthorities>());
        services.AddSingleton(p => new Records<FieldAuthorityState, FieldAuthorityEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), FieldAuthorityState.Stream)
        {
            Noun = new Text("字段权威来源", "named authority of this member"),
            Owner = _ => Guid.Empty, // the park office's to name, and for all to see
            SeenBy = (_, _) => ValueTask.FromResult(true),
            OnClaimTaken = (_, _, _) => Task.FromResult(Rejection.Conflict("duplicate", new Text(
                "另一请求刚刚指定了该字段的权威来源;请读取后再提交。", "Another request has just named an authority of this member; read it and try again."))),
        });
        services.AddSingleton(p => new Records<DisputeState, DisputeEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), DisputeState.Stream)
        {
            Noun = new Text("争议", "dispute"),
            Owner = dispute => dispute.State.OwnerOrganizationId,
            SeenBy = (dispute, caller) => p.GetRequiredService<FieldAuthorities>().Sees(dispute.State, caller),
            OnClaimTaken = (taken, _, _) => Task.FromResult(OpenDispute.Duplicate(taken.HolderId)),
        });
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/disputes", new StoredBody("disputes.disputes", "owner_organization_id"), typeof(DisputeContractEvent),
            stored => DisputeChanges.Publish(Events.Read(stored.Type, stored.Data))));
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(DisputesJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapDisputes(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Disputes").AddEndpointFilter(Validation.Filter);
        NameFieldAuthority.Map(group);
        EndFieldAuthority.Map(group);
        GetFieldAuthority.Map(group);
        ListFieldAuthorities.Map(group);
        OpenDispute.Map(group);
        DecideDispute.Map(group);
        WithdrawDispute.Map(group);
        GetDispute.Map(group);
        ListDisputes.Map(group);
    }
}
