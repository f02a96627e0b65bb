using HealthPark.EventStore;

namespace HealthPark.Integrity;

/// <summary>
/// Who may have a receipt of an event: whoever may read its record. The endpoints that show records say so themselves, so that a kind of record
/// that is added is known here without being named.
/// </summary>
public sealed class RecordKinds(EndpointDataSource endpoints, IServiceProvider services)
{
    private readonly Lazy<Dictionary<(string Schema, string StreamType), (IOwnedRecords Records, ScopeRequirement Scope)>> _kinds = new(() => Find(endpoints, services));

    /// <summary>Why a caller gets no receipt of these events, which are of one record; null if it does.</summary>
    internal async Task<Rejection?> Refuse(Caller caller, IReadOnlyList<ChainLink> write, CancellationToken ct)
    {
        var first = write[0];
        if (!_kinds.Value.TryGetValue((first.Event.Schema, first.StreamType), out var kind))
        {
            // Of what has no page of its own, such as the progress of a task: whoever wrote it, and whoever sees all.
            var isReached = Guid.TryParse(first.Event.Metadata.OrganizationId, out var writer) ? caller.Reaches(writer) : caller.IsParkOffice;
            return isReached ? null : Rejection.NotFound(ReceiptResponse.Noun);
        }

        if (!await kind.Records.IsSeenBy(caller, first.Event.StreamId, ct))
            return Rejection.NotFound(ReceiptResponse.Noun);
        if (!kind.Scope.All.Any(caller.Scopes.Contains))
            return Rejection.MissingScope(kind.Scope.Scope);

        // A hash tells whoever knows the rest of an event whether a guess at a hidden member is right. Whoever wrote it need not guess.
        if (first.Event.Metadata.ActorId == caller.ClientId)
            return null;
        var owner = await kind.Records.OwnerOf(first.Event.StreamId, ct) ?? Guid.Empty;
        return write.Select(link => kind.Records.ScopeLacking(caller, owner, link.Event)).OfType<string>().FirstOrDefault() is { } lacking
            ? Rejection.MissingScope(lacking)
            : null;
    }

    private static Dictionary<(string, string), (IOwnedRecords, ScopeRequirement)> Find(EndpointDataSource endpoints, IServiceProvider services)
    {
        var kinds = new Dictionary<(string, string), (IOwnedRecords, ScopeRequirement)>();
        foreach (var endpoint in endpoints.Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods is ["GET"] && endpoint.RoutePattern.RawText?.EndsWith("/{id:guid}", StringComparison.Ordinal) == true
                && endpoint.Metadata.GetMetadata<RecordsMetadata>()?.Of(services) is { } records && endpoint.Metadata.GetMetadata<ScopeRequirement>() is { } scope)
                kinds[(records.Schema, records.StreamType)] = (records, scope);
        }

        return kinds;
    }
}
