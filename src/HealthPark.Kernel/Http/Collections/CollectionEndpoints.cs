using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>How a module joins what every collection has.</summary>
public static class CollectionEndpoints
{
    /// <summary>Adds a collection.</summary>
    public static IServiceCollection AddCollection(this IServiceCollection services, Func<IServiceProvider, ICollection> collection) =>
        services.AddSingleton(collection);

    /// <summary>Maps batch and source keys for a collection.</summary>
    /// <param name="routes">Where to map them.</param>
    /// <param name="collection">The collection's name.</param>
    /// <param name="plural">The plural of its records in operation ids, such as <c>Enterprises</c>.</param>
    public static void MapCollection(this IEndpointRouteBuilder routes, string collection, string plural)
    {
        var found = routes.ServiceProvider.GetServices<ICollection>().First(c => c.Name == collection);
        BatchEndpoint.Map(routes, found, plural);
        SourceEndpoint.Map(routes, found, plural);
    }
}
