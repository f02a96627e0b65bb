using HealthPark.Contracts.Plan;
using HealthPark.EventStore;
using HealthPark.Plan.Features;
using HealthPark.Plan.Integration;
using HealthPark.Plan.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Plan;

/// <summary>The three-year action plan: what it says, and how far the park has come, with proof.</summary>
public static class PlanModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "plan";

    /// <summary>The module's events: none yet; it follows those of the others.</summary>
    public static readonly EventTypes Events = new();

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddPlan(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(PlanModule).Assembly, Events);
        services.AddSingleton(_ => PlanData.Load());
        services.AddSubscription<LedgerProjection>();
        services.AddSingleton<PlanLedger>();
        services.AddCodeList(Standing.Statuses);
        services.AddSingleton(p => new PlanReads(p.GetRequiredService<PlanLedger>()));
        services.AddSingleton<IFigurePreview, FigurePreview>();
        services.AddSingleton<IStartupTask, PlanUnitsAsOrganizations>();
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(PlanJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapPlan(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Plan");
        GetScorecard.Map(group);
        GetContributions.Map(group);
        GetDifference.Map(group);
        GetSeries.Map(group);
        ReferenceData.Map(group);
    }
}
