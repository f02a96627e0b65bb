using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>How a module joins what every collection has.</summary>
public static class CollectionEndpoints
{
    /// <summary>Adds a collection.</summary>
    public static IServiceCollection AddCollection<TState, TEvent, TNew, TChange, TBody>(
        this IServiceCollection services, Func<IServiceProvider, Collection<TState, TEvent, TNew, TChange, TBody>> collection)
        where TState : notnull
        where TEvent : notnull
        where TNew : class, IRequestBody
        where TChange : class, IRequestBody
    {
        services.AddSingleton(p =>
        {
            var made = collection(p);
            made.Authorities = p.GetRequiredService<IFieldAuthorities>();
            return made;
        });
        services.AddSingleton<ICollection>(p => p.GetRequiredService<Collection<TState, TEvent, TNew, TChange, TBody>>());
        return services.AddSingleton<IRevision<TChange>>(p => p.GetRequiredService<Collection<TState, TEvent, TNew, TChange, TBody>>());
    }

    /// <summary>Maps what every collection has: its list and exports, its template, its records and their histories, batch and source keys.</summary>
    /// <param name="routes">Where to map them.</param>
    /// <param name="name">The collection's name.</param>
    public static void MapCollection(this IEndpointRouteBuilder routes, string name)
    {
        var collection = routes.ServiceProvider.GetServices<ICollection>().First(c => c.Name == name);
        ListEndpoint.Map(routes, collection);
        TemplateEndpoint.Map(routes, collection);
        RecordEndpoint.Map(routes, collection);
        HistoryEndpoint.Map(routes, collection);
        BatchEndpoint.Map(routes, collection);
        SourceEndpoint.Map(routes, collection);
    }
}
