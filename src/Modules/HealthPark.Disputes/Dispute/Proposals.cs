using System.Text.Json.Nodes;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Disputes.Dispute;

/// <summary>Values that organisations bring for members for which others speak: each is one dispute, however often it is brought.</summary>
public sealed class Proposals(Database database, [FromKeyedServices(DisputesModule.Schema)] ModuleStore store)
{
    // Others of the same organisation may bring other values for the member meanwhile.
    private const int Attempts = 200;

    /// <summary>The dispute of a value: the one that stands, or a new one. An open one with another value is replaced.</summary>
    public async Task<Guid> Open(DisputedValue value, Caller caller, EventMetadata metadata, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await FindStanding(value, caller.OrganizationId, ct) is { } standing)
            {
                if (Says(standing.State, value))
                    return standing.Id;
                await Supersede(standing, metadata);
            }

            var made = DisputeState.Stream.Nothing(Guid.CreateVersion7());
            if (await store.Append(DisputeState.Stream, made, [Opened(value, caller, reason: null)], metadata, null) is AppendOutcome.Appended)
                return made.Id;
        }

        throw new StoreUnavailableException("Too many others are bringing values for this member.");
    }

    /// <summary>The event that opens a dispute.</summary>
    public static DisputeOpened Opened(DisputedValue value, Caller caller, string? reason) => new(
        value.Collection, value.RecordId, value.RecordVersion, value.OwnerOrganizationId, value.Member, value.Present, value.Proposed, value.Qualifiers,
        caller.OrganizationId, caller.ClientId, reason);

    /// <summary>What an organisation has brought for a member: its open dispute, else the last one that was refused; null if there is neither.</summary>
    public async Task<Recorded<DisputeState>?> FindStanding(DisputedValue value, Guid proposer, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            """
            select id from disputes.disputes
             where collection = $1 and record_id = $2 and member = $3 and proposed_by = $4 and state in ('open', 'refused')
             order by state, opened_at desc limit 1
            """,
            row => row.GetGuid(0), ct, value.Collection, value.RecordId, value.Member, proposer);
        return found is [var id] ? await store.Load(DisputeState.Stream, id, UpTo.Now, ct) : null;
    }

    /// <summary>Whether a dispute is about this value. One that was refused is, while the record says what it said then.</summary>
    public static bool Says(DisputeState dispute, DisputedValue value) =>
        JsonNode.DeepEquals(dispute.ProposedValue, value.Proposed) && JsonNode.DeepEquals(dispute.Qualifiers, value.Qualifiers)
        && (dispute.Status == DisputeStatus.Open || JsonNode.DeepEquals(dispute.PresentValue, value.Present));

    /// <summary>Ends an open dispute whose organisation brings another value; one that was answered meanwhile stays as it is.</summary>
    public async Task Supersede(Recorded<DisputeState> dispute, EventMetadata metadata)
    {
        if (dispute.State.Status == DisputeStatus.Open)
            await store.Append(DisputeState.Stream, dispute, [new DisputeSuperseded()], metadata, null);
    }
}
