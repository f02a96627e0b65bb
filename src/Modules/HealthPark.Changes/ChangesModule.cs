using HealthPark.Changes.Features;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Changes;

/// <summary>What other systems follow the park by: every public change of every module, in one order.</summary>
public static class ChangesModule
{
    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<ChangeFeed>()
        .AddSingleton<ChangeTail>().AddHostedService(p => p.GetRequiredService<ChangeTail>())
        .AddSingleton<ChangeStream>();

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapChanges(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Changes");
        FollowChanges.Map(group);
        ProveChanges.Map(group);
        ListEventTypes.Map(group);
        GetEventSchema.Map(group);
    }
}
