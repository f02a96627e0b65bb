using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.Contracts.Access;
using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Enterprises.Features;

/// <summary>What happened to an enterprise, in order.</summary>
/// <param name="Items">Its events.</param>
public sealed record EnterpriseHistory(IReadOnlyList<HistoryItem> Items);

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
/// <param name="Data">What the event says.</param>
public sealed record HistoryItem(
    long Version, long Position, string Type, DateTime RecordedAt, string ActorId, string? Actor, string? Officer, string? OrganizationId,
    string? Organization, JsonNode Data);

/// <summary>Shows what happened to an enterprise.</summary>
public static class GetEnterpriseHistory
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/enterprises/{id:guid}/history", Handle)
        .WithName("GetEnterpriseHistory").RequireScope(Scopes.EnterprisesRead).Shows<EnterpriseHistory>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows what happened to an enterprise: who, when, for whom, what.</summary>
    public static async Task<IResult> Handle(
        Guid id, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises, IOrganizationDirectory organizations,
        [FromKeyedServices(EnterprisesModule.Schema)] ModuleStore store, CancellationToken ct)
    {
        await Positions.Demanded(context);
        var upTo = await ReadParameters.UpTo(context);
        if (await enterprises.Find(context, id, upTo) is null)
            return Rejection.NotFound(EnterprisesModule.Noun).ToResult();
        var events = new List<StoredEvent>();
        await foreach (var stored in store.ReadStream(id, upTo, ct))
            events.Add(stored);
        var names = await organizations.NamesOf(events.Select(e => e.Metadata.ActorId), ct);
        var history = new EnterpriseHistory([.. events.Select(e => Item(e, names.GetValueOrDefault(e.Metadata.ActorId)))]);
        return StoredJson.Answer(context, JsonSerializer.Serialize(history, EnterprisesJson.Api.EnterpriseHistory));
    }

    private static HistoryItem Item(StoredEvent e, ActorName? actor) => new(
        e.Version, e.Position, e.Type.Replace('_', '-'), e.RecordedAt.UtcDateTime, e.Metadata.ActorId, actor?.Client, actor?.Officer,
        e.Metadata.OrganizationId, actor?.Organization, JsonNode.Parse(e.Data)!);
}
