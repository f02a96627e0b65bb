using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
        services.TryAddSingleton<PersonalReads>();
        services.TryAddSingleton<PersonErasure>();
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

    /// <summary>Maps the list of who was shown personal members of a record of a collection.</summary>
    /// <param name="routes">Where to map it.</param>
    /// <param name="name">The collection's name.</param>
    /// <param name="scope">The scope that it needs.</param>
    public static void MapPersonalReads(this IEndpointRouteBuilder routes, string name, string scope) =>
        PersonalReadsEndpoint.Map(routes, routes.ServiceProvider.GetServices<ICollection>().First(c => c.Name == name), scope);

    // Where what is shown has personal members.
    internal static void TakesPurpose(this RouteHandlerBuilder endpoint, ICollection collection)
    {
        if (PersonalMembers.Of(collection.Body).Count > 0)
            endpoint.TakesHeaders(PersonalReads.Parameter);
    }
}
