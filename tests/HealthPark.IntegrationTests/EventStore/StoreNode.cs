using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace HealthPark.IntegrationTests.EventStore;

/// <summary>One process of the program, with three modules and two subscriptions; several can share a database.</summary>
internal sealed class StoreNode : IAsyncDisposable
{
    public static readonly string[] Schemas = ["north", "south", "east"];

    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly IHost _host;

    private StoreNode(IHost host) => _host = host;

    public Database Database => Get<Database>();

    public NpgsqlDataSource Source => Database.Source;

    public EventLog Log => Get<EventLog>();

    public Appender Appender => Get<Appender>();

    public Projections Projections => Get<Projections>();

    public HashChains Chains => Get<HashChains>();

    public Migrations Migrations => Get<Migrations>();

    public LogSignal Signal => Get<LogSignal>();

    public Interference Interference => Get<Interference>();

    public Subscription<CopyAll> CopyAll => Get<Subscription<CopyAll>>();

    public Subscription<CopyNorth> CopyNorth => Get<Subscription<CopyNorth>>();

    public ModuleStore North => Module("north");

    public ModuleStore South => Module("south");

    public ModuleStore East => Module("east");

    public ModuleStore Module(string schema) => _host.Services.GetRequiredKeyedService<ModuleStore>(schema);

    /// <summary>A node whose database is not migrated and whose services do not run yet.</summary>
    public static StoreNode Build(string connectionString, bool subscriptions = true)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<Interference>().AddEventStore();
        foreach (var schema in Schemas)
            builder.Services.AddModuleStore(schema, typeof(Note).Assembly, Note.Events, Note.Stream);
        if (subscriptions)
            builder.Services.AddSubscription<CopyAll>().AddSubscription<CopyNorth>();
        var node = new StoreNode(builder.Build());
        node.Database.Open(connectionString);
        return node;
    }

    public static async Task<StoreNode> Start(
        string connectionString,
        bool subscriptions = true,
        Func<string, IReadOnlyList<StoredEvent>, CancellationToken, Task>? onBatch = null)
    {
        var node = Build(connectionString, subscriptions);
        node.Interference.OnBatch = onBatch ?? node.Interference.OnBatch;
        await node.Migrations.Apply(default);
        await node._host.StartAsync();
        return node;
    }

    /// <summary>What a stopping program does first; its database stays open.</summary>
    public Task StopServices() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await StopServices();
        await ((IAsyncDisposable)_host).DisposeAsync(); // ends the pools too
    }

    private T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();
}
