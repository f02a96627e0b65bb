using System.Globalization;
using System.Text;
using HealthPark.Enterprises;
using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.Plan;
using HealthPark.Plan.Features;
using HealthPark.Plan.Ledger;
using HealthPark.Talent;
using HealthPark.Talent.Talent;
using HealthPark.Transfers;
using HealthPark.Transfers.Transfer;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace HealthPark.IntegrationTests.Plan;

/// <summary>The enterprises, transfers and talents, and the plan that follows them, on a database of their own, without the web around them.</summary>
internal sealed class PlanWorld : IAsyncDisposable
{
    public static readonly Caller Office = new("test", Guid.Empty, IsPartner: false, IsParkOffice: true, Scopes.All.ToHashSet());

    private readonly ServiceProvider _services;

    private PlanWorld(ServiceProvider services) => _services = services;

    /// <summary>One of the partners; stories have the first ones own records.</summary>
    public static Caller Partner(int number) => Office with { OrganizationId = Stories.Owner(number), IsPartner = true, IsParkOffice = false };

    public PlanData Plan => Get<PlanData>();

    public PlanLedger Ledger => Get<PlanLedger>();

    public Projections Projections => Get<Projections>();

    public NpgsqlDataSource Source => Get<Database>().Source;

    private ModuleStore Store => _services.GetRequiredKeyedService<ModuleStore>(EnterprisesModule.Schema);

    public static async Task<PlanWorld> Start()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddEventStore();
        services.AddEnterprises();
        services.AddTransfers();
        services.AddTalent();
        services.AddPlan();
        var world = new PlanWorld(services.BuildServiceProvider());
        // What is tested here is arithmetic, not what survives a crash.
        var address = new NpgsqlConnectionStringBuilder(await TestPostgres.CreateDatabase()) { Options = "-c synchronous_commit=off" };
        world.Get<Database>().Open(address.ConnectionString);
        await world.Get<Migrations>().Apply(CancellationToken.None);
        foreach (var background in world._services.GetServices<IHostedService>())
            await background.StartAsync(CancellationToken.None);
        return world;
    }

    /// <summary>An enterprise as the log has it.</summary>
    public Task<Recorded<EnterpriseState>> Load(Guid id) => Store.Load(EnterprisesModule.Stream, id, UpTo.Now, CancellationToken.None);

    /// <summary>Appends what was decided.</summary>
    /// <returns>The record with it; null if it was refused because another one holds its code or name.</returns>
    public async Task<Recorded<EnterpriseState>?> Append(Recorded<EnterpriseState> record, IReadOnlyList<EnterpriseEvent> events) =>
        await Store.Append(EnterprisesModule.Stream, record, events, new EventMetadata("test"), null) is AppendOutcome.Appended appended
            ? ModuleStore.After(EnterprisesModule.Stream, record, events, appended.Events)
            : null;

    /// <summary>Appends what was decided on a transfer: stories make each of another title, so it is not refused.</summary>
    public async Task<Recorded<TransferState>> Append(Recorded<TransferState> record, IReadOnlyList<TransferEvent> events)
    {
        var outcome = await _services.GetRequiredKeyedService<ModuleStore>(TransfersModule.Schema)
            .Append(TransfersModule.Stream, record, events, new EventMetadata("test"), null);
        return ModuleStore.After(TransfersModule.Stream, record, events, outcome.ShouldBeOfType<AppendOutcome.Appended>().Events);
    }

    /// <summary>Appends what was decided on a talent.</summary>
    public async Task<Recorded<TalentState>> Append(Recorded<TalentState> record, IReadOnlyList<TalentEvent> events)
    {
        var outcome = await _services.GetRequiredKeyedService<ModuleStore>(TalentModule.Schema)
            .Append(TalentModule.Stream, record, events, new EventMetadata("test"), null);
        return ModuleStore.After(TalentModule.Stream, record, events, outcome.ShouldBeOfType<AppendOutcome.Appended>().Events);
    }

    /// <summary>The end of the log, which the ledger has reached.</summary>
    public async Task<long> Settled()
    {
        var head = await Get<EventLog>().Head(CancellationToken.None);
        await Ledger.WaitFor(head, CancellationToken.None);
        return head;
    }

    /// <summary>The present instant by the database's clock, as <c>asOf</c> takes it.</summary>
    public async Task<string> Instant() =>
        (await Get<EventLog>().Now(CancellationToken.None)).Instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The answer to a question about the plan, byte for byte.</summary>
    public async Task<string> Ask(Func<HttpContext, PlanData, PlanReads, Task<IResult>> endpoint, string query, Caller? caller = null)
    {
        var context = new DefaultHttpContext { RequestServices = _services };
        context.Features.Set(caller ?? Office);
        context.Request.QueryString = new QueryString(query);
        using var body = new MemoryStream();
        context.Response.Body = body;
        await (await endpoint(context, Plan, Get<PlanReads>())).ExecuteAsync(context);
        context.Response.StatusCode.ShouldBe(200);
        return Encoding.UTF8.GetString(body.ToArray());
    }

    /// <summary>Forgets all records, so that the next story starts from nothing. Positions go on.</summary>
    /// <returns>The position before the next story's first event.</returns>
    public async Task<long> Forget()
    {
        var head = await Settled();
        await Execute(
            """
            truncate enterprises.mt_streams, enterprises.mt_events, enterprises.claims, enterprises.enterprises,
                     transfers.mt_streams, transfers.mt_events, transfers.claims, transfers.transfers,
                     talent.mt_streams, talent.mt_events, talent.claims, talent.talents,
                     plan.contributions, plan.figure_totals, plan.counted_records, plan.record_names
            """);
        return head;
    }

    public async Task Execute(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var background in _services.GetServices<IHostedService>().Reverse())
            await background.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    private T Get<T>() where T : notnull => _services.GetRequiredService<T>();
}
