using HealthPark.Integrity.Features;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Integrity;

/// <summary>
/// What shows that the log was altered: a signed checkpoint of every day, signed receipts of writes, and the keys by which both are verified. Its
/// tables stand beside the log and beside the keys: it speaks of the log and is no part of it.
/// </summary>
public static class IntegrityModule
{
    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddIntegrity(this IServiceCollection services)
    {
        services.AddSingleton<CheckpointSigner>().AddHostedService(p => p.GetRequiredService<CheckpointSigner>());
        services.AddSingleton<IIntegrityCheck, CheckpointCheck>();
        services.AddSingleton<RecordKinds>();
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(IntegrityJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapIntegrity(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Integrity");
        ListKeys.Map(group);
        ListCheckpoints.Map(group);
        GetCheckpoint.Map(group);
        GetReceipt.Map(group, [.. Scopes.All.Where(scope => scope.EndsWith(":read", StringComparison.Ordinal))]);
    }
}
