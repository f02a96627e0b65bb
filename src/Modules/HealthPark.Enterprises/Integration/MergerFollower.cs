using HealthPark.Contracts.Enterprises;
using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.Enterprises.Integration;

/// <summary>
/// Where an enterprise was merged into another, the records of other modules that named it name the other. Also those that were written
/// while it was merged, and looked it up a moment before: hence their events are followed too.
/// </summary>
internal sealed class MergerFollower(IEnumerable<IEnterpriseReferences> references, IServiceProvider services, IEnterpriseDirectory enterprises) : SubscriptionHandler
{
    private static readonly string Merged = EnterprisesModule.Events.NameOf(new EnterpriseMerged(Guid.Empty, ""));

    public override string Name => "merged-enterprises";

    public override string Schema => EnterprisesModule.Schema;

    public override IReadOnlyList<string> Sources => [Schema, .. references.Select(r => r.Schema).Distinct()];

    public override IReadOnlyList<string> Tables => [];

    public override async Task Handle(NpgsqlConnection connection, string schema, IReadOnlyList<StoredEvent> events, CancellationToken ct)
    {
        var merged = events.Where(e => e.Type == Merged).Select(e => e.StreamId.ToString()).Distinct().ToArray();
        foreach (var naming in references)
        {
            var touched = events.Where(e => e.Schema == naming.Schema).Select(e => e.StreamId).Distinct().ToArray();
            if (merged.Length > 0 || touched.Length > 0)
                await Follow(connection, naming, merged, touched, ct);
        }
    }

    // Each append is a transaction of its own, before the checkpoint moves: done again after a crash, it finds nothing left to replace.
    private async Task Follow(NpgsqlConnection connection, IEnterpriseReferences naming, string[] merged, Guid[] touched, CancellationToken ct)
    {
        var named = await connection.Query(
            $"""
            select r.id, enterprise::uuid from {naming.Schema}.{naming.Table} r cross join lateral jsonb_array_elements_text(enterprises) enterprise
             where r.enterprises ?| $1 or r.id = any($2)
            """,
            row => (Record: row.GetGuid(0), Enterprise: row.GetGuid(1)), ct, merged, touched);
        if (named.Count == 0)
            return;
        var successors = await enterprises.Successors([.. named.Select(n => n.Enterprise).Distinct()], ct);
        var store = services.GetRequiredKeyedService<ModuleStore>(naming.Schema);
        foreach (var record in named.Where(n => successors.ContainsKey(n.Enterprise)).Select(n => n.Record).Distinct())
            await naming.Replace(store, record, successors, ct);
    }
}
