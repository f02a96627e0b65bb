using HealthPark.Contracts;
using HealthPark.Contracts.Enterprises;
using HealthPark.Contracts.Plan;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.Enterprises.Integration;
using HealthPark.Enterprises.ReadModels;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthPark.Enterprises;

/// <summary>The park's enterprises: their way in, what describes them, their scale and revenue, and what the park office makes of it.</summary>
public static class EnterprisesModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "enterprises";

    internal static readonly Text Noun = new("企业", "enterprise");

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("enterprise_registered", EnterpriseEventsJson.Stored.EnterpriseRegistered)
        .Add("enterprise_description_revised", EnterpriseEventsJson.Stored.EnterpriseDescriptionRevised)
        .Add("enterprise_uscc_recorded", EnterpriseEventsJson.Stored.EnterpriseUsccRecorded)
        .Add("enterprise_reclassified", EnterpriseEventsJson.Stored.EnterpriseReclassified)
        .Add("enterprise_negotiation_started", EnterpriseEventsJson.Stored.EnterpriseNegotiationStarted)
        .Add("enterprise_signed", EnterpriseEventsJson.Stored.EnterpriseSigned)
        .Add("enterprise_landed", EnterpriseEventsJson.Stored.EnterpriseLanded)
        .Add("enterprise_operation_started", EnterpriseEventsJson.Stored.EnterpriseOperationStarted)
        .Add("enterprise_moved_out", EnterpriseEventsJson.Stored.EnterpriseMovedOut)
        .Add("enterprise_deregistered", EnterpriseEventsJson.Stored.EnterpriseDeregistered)
        .Add("enterprise_date_corrected", EnterpriseEventsJson.Stored.EnterpriseDateCorrected)
        .Add("enterprise_verified", EnterpriseEventsJson.Stored.EnterpriseVerified)
        .Add("enterprise_returned", EnterpriseEventsJson.Stored.EnterpriseReturned)
        .Add("enterprise_voided", EnterpriseEventsJson.Stored.EnterpriseVoided)
        .Add("enterprise_merged", EnterpriseEventsJson.Stored.EnterpriseMerged)
        .Add("enterprise_took_over", EnterpriseEventsJson.Stored.EnterpriseTookOver)
        .Add("scale_status_declared", EnterpriseEventsJson.Stored.ScaleStatusDeclared)
        .Add("scale_status_verified", EnterpriseEventsJson.Stored.ScaleStatusVerified)
        .Add("scale_status_returned", EnterpriseEventsJson.Stored.ScaleStatusReturned)
        .Add("revenue_declared", EnterpriseEventsJson.Stored.RevenueDeclared)
        .Add("revenue_verified", EnterpriseEventsJson.Stored.RevenueVerified)
        .Add("revenue_returned", EnterpriseEventsJson.Stored.RevenueReturned);

    internal static readonly StreamType<EnterpriseState, EnterpriseEvent> Stream = new StreamType<EnterpriseState, EnterpriseEvent>
    {
        Name = "enterprise",
        Initial = EnterpriseState.Initial,
        Evolve = EnterpriseState.Evolve,
        PartsOf = EnterpriseState.PartsOf,
        Claims = ClaimsOf,
    }.Inline(EnterpriseRow.Table, EnterpriseRow.Of);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddEnterprises(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(EnterprisesModule).Assembly, Events, Stream);
        services.AddStateMachine(EnterpriseStages.Machine);
        services.AddSingleton<EnterpriseNames>().AddSingleton<IEnterpriseDirectory, EnterpriseDirectory>();
        services.AddSingleton(p =>
        {
            var store = p.GetRequiredKeyedService<ModuleStore>(Schema);
            return new Records<EnterpriseState, EnterpriseEvent>(p.GetRequiredService<Database>(), store, Stream)
            {
                Noun = Noun,
                Owner = enterprise => enterprise.State.OwnerOrganizationId,
                OnClaimTaken = (taken, caller, ct) => Duplicate(store, taken, caller, ct),
                Preview = (id, events, ct) => p.GetRequiredService<IFigurePreview>()
                    .Preview(id, [.. events.Select(EnterpriseChanges.Publish).OfType<ContractEvent>()], ct),
            };
        });
        services.AddCollection(p => new Collection<EnterpriseState, EnterpriseEvent, RegisterEnterpriseRequest, ReviseEnterpriseRequest, EnterpriseResponse>(
            p.GetRequiredService<Records<EnterpriseState, EnterpriseEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            EnterpriseResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = "enterprises",
            Singular = "Enterprise",
            Plural = "Enterprises",
            List = EnterpriseRow.List,
            ReadScope = Scopes.EnterprisesRead,
            WriteScope = Scopes.EnterprisesWrite,
            Create = (body, caller, e, ct) => RegisterEnterprise.LookUpAndDecide(body, caller, e, p.GetRequiredService<EnterpriseNames>(), p.GetRequiredService<TimeProvider>(), ct),
            Revise = (patch, caller, e, ct) => ReviseEnterprise.LookUpAndDecide(patch, caller, e, p.GetRequiredService<EnterpriseNames>(), p.GetRequiredService<TimeProvider>(), ct),
            NaturalKeys = EnterpriseKeys.Of,
            FindByNaturalKeys = p.GetRequiredService<EnterpriseNames>().FindByKeys,
        });
        services.AddSubscription<MergerFollower>();
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/enterprises", EnterpriseResponse.Looks.Stored!, typeof(EnterpriseContractEvent),
            stored => EnterpriseChanges.Publish((EnterpriseEvent)Events.Read(stored.Type, stored.Data))));
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(EnterprisesJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapEnterprises(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Enterprises").AddEndpointFilter(Validation.Filter);
        RegisterEnterprise.Map(group);
        GetEnterpriseByUscc.Map(group);
        ReviseEnterprise.Map(group);
        ChangeStage.Map(group);
        VerifyEnterprise.Map(group);
        VoidEnterprise.Map(group);
        MergeEnterprise.Map(group);
        DeclareScaleStatus.Map(group);
        VerifyScaleStatus.Map(group);
        GetScaleStatus.Map(group);
        ListScaleStatuses.Map(group);
        DeclareRevenue.Map(group);
        VerifyRevenue.Map(group);
        GetRevenueDeclaration.Map(group);
        ListRevenueDeclarations.Map(group);
        group.MapCollection("enterprises");
    }

    // A void record holds nothing, one that was merged neither. One that is confirmed distinct shares its name, so it does not claim it.
    private static IEnumerable<Claim> ClaimsOf(EnterpriseState enterprise)
    {
        if (enterprise.Stage == EnterpriseStage.Voided)
            yield break;
        if (enterprise.Uscc is { } uscc)
            yield return new Claim("uscc", uscc);
        if (enterprise.DistinctReason is null)
            yield return new Claim("name", NameFolding.Fold(enterprise.Name));
    }

    private static async Task<Rejection> Duplicate(ModuleStore store, AppendOutcome.ClaimTaken taken, Caller caller, CancellationToken ct)
    {
        var holder = await store.Load(Stream, taken.HolderId, UpTo.Now, ct);
        if (taken.Claim.Kind == "name")
            return Decisions.RefuseNamesakes([new Namesake(holder.Id, holder.State.OwnerOrganizationId)], null, null, caller.Reaches)!;
        var rejection = Rejection.Conflict("duplicate", new Text(
            $"统一社会信用代码 {taken.Claim.Key} 已属于另一条企业记录。", $"Another record holds the unified social credit code {taken.Claim.Key}."));
        return caller.Reaches(holder.State.OwnerOrganizationId) ? rejection.With("existing", $"/v1/enterprises/{holder.Id}") : rejection;
    }
}
