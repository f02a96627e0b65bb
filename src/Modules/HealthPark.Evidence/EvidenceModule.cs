using HealthPark.Contracts;
using HealthPark.Contracts.Evidence;
using HealthPark.EventStore;
using HealthPark.Evidence.Evidence;
using HealthPark.Evidence.Features;
using HealthPark.Evidence.Integration;
using HealthPark.Evidence.ReadModels;
using HealthPark.Kernel.Http.Collections;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Evidence;

/// <summary>Files that prove what records say. Every collection has them: a module joins by being a collection.</summary>
public static class EvidenceModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "evidence";

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("evidence_attached", EvidenceEventsJson.Stored.EvidenceAttached)
        .Add("evidence_withdrawn", EvidenceEventsJson.Stored.EvidenceWithdrawn);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(EvidenceModule).Assembly, Events, EvidenceState.Stream);
        services.AddSingleton(p => new Records<EvidenceState, EvidenceEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), EvidenceState.Stream)
        {
            Noun = EvidenceAccess.Noun,
            Owner = evidence => evidence.State.Attached!.OwnerOrganizationId,
        });
        services.AddSingleton<IEvidenceDirectory, EvidenceDirectory>();
        services.AddSingleton<EvidenceFiles>().AddSingleton<IIntegrityCheck>(p => p.GetRequiredService<EvidenceFiles>());
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/evidence", EvidenceResponse.Looks.Stored!, typeof(EvidenceContractEvent),
            stored => EvidenceChanges.Publish(Events.Read(stored.Type, stored.Data))));
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(EvidenceJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints: two for each collection, and those of a file itself.</summary>
    public static void MapEvidence(this IEndpointRouteBuilder routes)
    {
        var collections = routes.ServiceProvider.GetServices<ICollection>().ToList();
        var group = routes.MapGroup("").WithTags("Evidence").AddEndpointFilter(Validation.Filter);
        foreach (var collection in collections)
        {
            AttachEvidence.Map(group, collection);
            ListEvidence.Map(group, collection);
        }

        IReadOnlyList<string> readScopes = [.. collections.Select(c => c.ReadScope).Distinct()], writeScopes = [.. collections.Select(c => c.WriteScope).Distinct()];
        GetEvidence.Map(group, readScopes);
        GetEvidenceContent.Map(group, readScopes);
        WithdrawEvidence.Map(group, writeScopes);
    }
}
