using System.Text.Json.Nodes;

namespace HealthPark.Kernel.Http;

/// <summary>What happened to a record, in order.</summary>
/// <param name="Items">Its events.</param>
public sealed record RecordHistory(IReadOnlyList<HistoryItem> Items);

/// <summary>One event of a record.</summary>
/// <param name="Version">Its place in the record's history, from 1; `?version=` shows the record as it stood then.</param>
/// <param name="Position">Its place in the log of the whole system; `?asOf=` takes it.</param>
/// <param name="Type">What happened, such as `enterprise-landed`.</param>
/// <param name="RecordedAt">When it was recorded (RFC 3339, UTC).</param>
/// <param name="ActorId">The API key that acted, or `system:…`.</param>
/// <param name="Actor">That key's name; null if it is not known.</param>
/// <param name="Officer">The officer who answers for that key, if named.</param>
/// <param name="OrganizationId">The organisation for which it acted.</param>
/// <param name="Organization">That organisation's name.</param>
/// <param name="Delegation">The delegation by which the client of another organisation acted for it; null if it acted for its own.</param>
/// <param name="Data">What the event says. Members that the reader may not see are absent.</param>
public sealed record HistoryItem(
    long Version, long Position, string Type, DateTime RecordedAt, string ActorId, string? Actor, string? Officer, string? OrganizationId,
    string? Organization, string? Delegation, JsonNode Data);

/// <summary>Knows who stands behind the clients that acted.</summary>
public interface IActorNames
{
    /// <summary>Names for clients that acted: API key ids to the key's and its officer's name, and the clients of tokens.</summary>
    Task<IReadOnlyDictionary<string, ActorName>> NamesOf(IEnumerable<string> clientIds, CancellationToken ct);

    /// <summary>Names of the organisations for which they acted, by id.</summary>
    Task<IReadOnlyDictionary<string, string>> OrganizationsOf(IEnumerable<string> organizationIds, CancellationToken ct);
}

/// <summary>Who stands behind a client.</summary>
/// <param name="Client">The API key's name; for a token, its issuer and client.</param>
/// <param name="Officer">The officer who answers for it, if named.</param>
public sealed record ActorName(string Client, string? Officer);
