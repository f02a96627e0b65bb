using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.Contracts.Enterprises;

/// <summary>Records of a module that name enterprises.</summary>
/// <param name="Schema">The module's schema.</param>
/// <param name="Table">Its read model, with a column <c>enterprises</c>: the enterprises that a record names, as JSON (see <see cref="EnterpriseReferences.Json"/>).</param>
/// <param name="Stream">Their streams.</param>
/// <param name="Replace">The event by which a record names another enterprise in the place of one.</param>
/// <param name="Named">The enterprises that a record names.</param>
public sealed record EnterpriseReferences<TState, TEvent>(
    string Schema, string Table, StreamType<TState, TEvent> Stream, Func<TState, Guid, Guid, TEvent> Replace, Func<TState, IEnumerable<Guid?>> Named)
    where TState : notnull
    where TEvent : notnull;

/// <summary>
/// Where an enterprise was merged into another, the records that named it name the other. Also those that were written while it was
/// merged, and looked it up a moment before: hence the module's own events are followed too.
/// </summary>
public sealed class EnterpriseFollower<TState, TEvent>(
    EnterpriseReferences<TState, TEvent> references, IServiceProvider services, IEnterpriseDirectory enterprises, IEnumerable<ChangeSource> sources)
    : SubscriptionHandler
    where TState : notnull
    where TEvent : notnull
{
    private const int Attempts = 20;

    private readonly ChangeSource _changes = sources.Single(s => s.Events == typeof(EnterpriseContractEvent));

    /// <inheritdoc/>
    public override string Name => $"{references.Stream.Name}-enterprises";

    /// <inheritdoc/>
    public override string Schema => references.Schema;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Sources => [_changes.Schema, references.Schema];

    /// <inheritdoc/>
    public override IReadOnlyList<string> Tables => [];

    /// <inheritdoc/>
    public override async Task Handle(NpgsqlConnection connection, string schema, IReadOnlyList<StoredEvent> events, CancellationToken ct)
    {
        var merged = events.Where(e => e.Schema == _changes.Schema && _changes.Publish(e) is EnterpriseMergedV1).Select(e => e.StreamId).Distinct();
        var touched = events.Where(e => e.Schema == references.Schema).Select(e => e.StreamId).Distinct();
        var naming = await connection.Query(
            $"""
            select r.id, enterprise::uuid from {references.Schema}.{references.Table} r cross join lateral jsonb_array_elements_text(enterprises) enterprise
             where r.enterprises ?| $1 or r.id = any($2)
            """,
            row => (Record: row.GetGuid(0), Enterprise: row.GetGuid(1)), ct, merged.Select(id => id.ToString()).ToArray(), touched.ToArray());
        if (naming.Count == 0)
            return;
        var successors = await enterprises.Successors([.. naming.Select(n => n.Enterprise).Distinct()], ct);
        foreach (var record in naming.Where(n => successors.ContainsKey(n.Enterprise)).Select(n => n.Record).Distinct())
            await Follow(record, successors, ct);
    }

    // An append of its own, before the checkpoint moves: done again after a crash, it finds nothing left to replace.
    private async Task Follow(Guid id, IReadOnlyDictionary<Guid, Guid> successors, CancellationToken ct)
    {
        var store = services.GetRequiredKeyedService<ModuleStore>(references.Schema);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var record = await store.Load(references.Stream, id, UpTo.Now, ct);
            var replacements = references.Named(record.State).OfType<Guid>().Distinct().Where(successors.ContainsKey)
                .Select(enterprise => references.Replace(record.State, enterprise, successors[enterprise])).ToList();
            if (replacements.Count == 0)
                return;
            if (await store.Append(references.Stream, record, replacements, new EventMetadata("system:merged-enterprises"), key: null) is AppendOutcome.Appended)
                return;
        }

        throw new StoreUnavailableException("Too many others are changing a record that names an enterprise that was merged.");
    }
}

/// <summary>How a module declares that its records name enterprises.</summary>
public static class EnterpriseReferences
{
    /// <summary>Keeps a module's references to enterprises in step with their mergers.</summary>
    public static IServiceCollection FollowEnterprises<TState, TEvent>(this IServiceCollection services, EnterpriseReferences<TState, TEvent> references)
        where TState : notnull
        where TEvent : notnull =>
        services.AddSingleton(references).AddSubscription<EnterpriseFollower<TState, TEvent>>();

    /// <summary>The column in which a read model keeps what its records name.</summary>
    public static ReadModelTable<TRow> Enterprises<TRow>(this ReadModelTable<TRow> table, Func<TRow, IEnumerable<Guid?>> named) =>
        table.Column("enterprises", "jsonb", row => Json(named(row)));

    /// <summary>Enterprises as JSON.</summary>
    public static string Json(IEnumerable<Guid?> enterprises) =>
        $"[{string.Join(',', enterprises.OfType<Guid>().Distinct().Select(id => $"\"{id}\""))}]";
}
