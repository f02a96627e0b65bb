using System.Runtime.CompilerServices;
using System.Text.Json;
using HealthPark.Disputes.Dispute;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Disputes.Authority;

/// <summary>
/// Who speaks for which member today. What was looked up is kept for an instant only: an authority that is named on one node holds on
/// all of them within a second, and at once where the log's signal reaches.
/// </summary>
public sealed class FieldAuthorities : IFieldAuthorities
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMilliseconds(500);

    private readonly Database _database;
    private readonly Proposals _proposals;
    private readonly TimeProvider _clock;
    private StrongBox<Known?> _known = new();

    /// <summary>Nothing is looked up before it is asked for.</summary>
    public FieldAuthorities(Database database, Proposals proposals, LogSignal signal, TimeProvider clock)
    {
        (_database, _proposals, _clock) = (database, proposals, clock);
        // A new box, so that a look-up begun before the change cannot leave its result behind.
        signal.Changed += schemas =>
        {
            if (schemas.Count == 0 || schemas.Contains(DisputesModule.Schema))
                Interlocked.Exchange(ref _known, new());
        };
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<string, Guid>> Of(string collection, CancellationToken ct)
    {
        var today = _clock.Today();
        return (await Load(ct)).Where(m => m.Collection == collection)
            .Select(m => (m.Member, FieldAuthorityState.On(today, m.Terms)?.OrganizationId))
            .Where(m => m.OrganizationId is not null)
            .ToDictionary(m => m.Member, m => m.OrganizationId!.Value);
    }

    /// <summary>Whether a caller answers for the member that is disputed: as its authority, or as the park office.</summary>
    public async ValueTask<bool> Answers(DisputeState dispute, Caller caller) =>
        caller.IsParkOffice
        || (await Of(dispute.Collection, CancellationToken.None)).GetValueOrDefault(dispute.Member, dispute.OwnerOrganizationId) == caller.OrganizationId;

    /// <summary>Whether a caller may see a dispute: it has brought it, must answer it, or it is about a record of its own.</summary>
    public async ValueTask<bool> Sees(DisputeState dispute, Caller caller) =>
        dispute.ProposedBy == caller.OrganizationId || dispute.OwnerOrganizationId == caller.OrganizationId || await Answers(dispute, caller);

    /// <summary>The conditions on rows of disputes that say the same; none for the park office, which sees all.</summary>
    public async Task<IReadOnlyList<Condition>> RowsSeenBy(Caller caller, CancellationToken ct)
    {
        if (caller.IsParkOffice)
            return [];
        var today = _clock.Today();
        var spokenFor = (await Load(ct)).Where(m => FieldAuthorityState.On(today, m.Terms)?.OrganizationId == caller.OrganizationId).ToList();
        return
        [
            new Condition(
                null, "($ in (proposed_by, owner_organization_id) or (collection, member) in (select * from unnest($, $)))",
                caller.OrganizationId, spokenFor.Select(m => m.Collection).ToArray(), spokenFor.Select(m => m.Member).ToArray()),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> Dispute(Write write, IReadOnlyList<DisputedValue> values)
    {
        // The line's own key: when it is sent again, this is how its disputes are found.
        var metadata = write.Metadata with { CausationId = write.Key?.Key ?? write.Metadata.CausationId, SourceKey = null };
        var paths = new List<string>();
        foreach (var value in values)
            paths.Add($"/v1/disputes/{await _proposals.Open(value, write.Caller, metadata, write.Aborted)}");
        return paths;
    }

    /// <inheritdoc/>
    public async Task<ILookup<string, string>> OpenedUnder(string clientId, IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        await using var connection = await _database.Source.OpenConnectionAsync(ct);
        var opened = await connection.Query(
            """
            select causation_id, stream_id from disputes.mt_events
             where type = 'dispute_opened' and causation_id = any($1) and headers ->> 'actor' = $2 order by seq_id
            """,
            row => (Key: row.GetString(0), Path: $"/v1/disputes/{row.GetGuid(1)}"), ct, keys.ToArray(), clientId);
        return opened.ToLookup(o => o.Key, o => o.Path);
    }

    /// <summary>The record that holds a member's authority; null if none was ever named.</summary>
    public async Task<Guid?> Find(string collection, string member, CancellationToken ct)
    {
        await using var connection = await _database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            "select id from disputes.field_authorities where collection = $1 and member = $2", row => (Guid?)row.GetGuid(0), ct, collection, member);
        return found.FirstOrDefault();
    }

    private async ValueTask<IReadOnlyList<NamedMember>> Load(CancellationToken ct)
    {
        var box = _known;
        if (box.Value is { } known && _clock.GetElapsedTime(known.FoundAt) < KeptFor)
            return known.Members;
        var asked = _clock.GetTimestamp();
        await using var connection = await _database.Source.OpenConnectionAsync(ct);
        var members = await connection.Query(
            "select collection, member, terms::text from disputes.field_authorities",
            row => new NamedMember(
                row.GetString(0), row.GetString(1), JsonSerializer.Deserialize(row.GetString(2), DisputesJson.Api.IReadOnlyListFieldAuthorityTerm)!),
            ct);
        box.Value = new Known(members, asked);
        return members;
    }

    private sealed record NamedMember(string Collection, string Member, IReadOnlyList<FieldAuthorityTerm> Terms);

    private sealed record Known(IReadOnlyList<NamedMember> Members, long FoundAt);
}
