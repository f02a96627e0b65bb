using System.Text.Json;
using HealthPark.Access.Organization;
using HealthPark.EventStore;

namespace HealthPark.Access.Delegation;

/// <summary>Who acts for whom: what becomes of a client that names a body for which it acts.</summary>
internal sealed class Delegations(Database database, LogSignal signal, TimeProvider clock)
{
    private const int LongestName = 200;

    private readonly ShortMemory<(Guid Delegate, string Body), IReadOnlyList<Known>> _known = new(signal, clock);

    private sealed record Known(Guid Id, Guid OrganizationId, string Kind, IReadOnlyList<string> Scopes, DateOnly From, DateOnly Until);

    /// <summary>
    /// The client as it acts for a body, by the delegation in force today that was granted last: it holds what both its key and the
    /// delegation give it. Null if there is none.
    /// </summary>
    /// <param name="client">The client, as it acts for its own organisation.</param>
    /// <param name="body">The id or code of the body.</param>
    /// <param name="ct">Cancels the look-up.</param>
    public async Task<Caller?> ActFor(Caller client, string body, CancellationToken ct)
    {
        if (body.Length > LongestName)
            return null;
        var (given, today) = (await _known.Find((client.OrganizationId, body), () => Load(client.OrganizationId, body, ct)), clock.Today());
        return given?.FirstOrDefault(d => d.From <= today && today <= d.Until) is { } delegation
            ? OrganizationKinds.CallerOf(client.ClientId, delegation.OrganizationId, delegation.Kind, delegation.Scopes.Where(client.Scopes.Contains))
                with { DelegationId = delegation.Id }
            : null;
    }

    private async Task<IReadOnlyList<Known>?> Load(Guid delegateId, string body, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            """
            select d.id, o.id, o.kind, d.scopes::text, d.valid_from, d.valid_until
              from access.delegations d join access.organizations o on o.id = d.organization_id
             where d.delegate_organization_id = $1 and (o.id = $2 or o.code = $3) and d.revoked_at is null
             order by d.id desc
            """,
            row => new Known(
                row.GetGuid(0), row.GetGuid(1), row.GetString(2), JsonSerializer.Deserialize(row.GetString(3), AccessJson.Default.IReadOnlyListString)!,
                row.GetFieldValue<DateOnly>(4), row.GetFieldValue<DateOnly>(5)),
            ct, delegateId, Guid.TryParse(body, out var id) ? id : Guid.Empty, body);
        return found.Count > 0 ? found : null;
    }
}
