using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.EventStore;

/// <summary>How a program and its modules join the event store.</summary>
public static class EventStoreServices
{
    /// <summary>Adds the log, its one writer, and what keeps them in order.</summary>
    public static IServiceCollection AddEventStore(this IServiceCollection services)
    {
        services.AddSingleton<Database>();
        services.AddSingleton<PersonKeys>();
        services.AddSingleton<SigningKeys>();
        services.AddSingleton<EventLog>();
        services.AddSingleton<HashChains>();
        services.AddSingleton<Migrations>();
        services.AddSingleton<Projections>();
        services.AddSingleton<LogSignal>().AddHostedService(p => p.GetRequiredService<LogSignal>());
        services.AddSingleton<Appender>().AddHostedService(p => p.GetRequiredService<Appender>());
        services.AddHostedService<IdempotencyKeyExpiry>();
        return services;
    }

    /// <summary>Adds a module's streams, keyed by its schema.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="schema">The module's schema; also the key under which its <see cref="ModuleStore"/> is found.</param>
    /// <param name="assembly">Where its <c>Schema/*.sql</c> files are embedded.</param>
    /// <param name="types">Its events.</param>
    /// <param name="streamTypes">Its <see cref="StreamType{TState, TEvent}"/>s.</param>
    public static IServiceCollection AddModuleStore(
        this IServiceCollection services, string schema, Assembly assembly, EventTypes types, params IReadOnlyList<object> streamTypes)
    {
        services.AddKeyedSingleton(schema, (p, _) => new ModuleStore(
            p.GetRequiredService<Database>(), p.GetRequiredService<Appender>(), schema, assembly, types, streamTypes));
        services.AddSingleton(p => p.GetRequiredKeyedService<ModuleStore>(schema));
        return services;
    }

    /// <summary>Adds a subscription and runs it.</summary>
    public static IServiceCollection AddSubscription<THandler>(this IServiceCollection services) where THandler : SubscriptionHandler
    {
        services.AddSingleton<THandler>();
        services.AddSingleton<SubscriptionHandler>(p => p.GetRequiredService<THandler>());
        services.AddSingleton<Subscription<THandler>>().AddHostedService(p => p.GetRequiredService<Subscription<THandler>>());
        return services;
    }
}
