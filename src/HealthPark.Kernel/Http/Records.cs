using System.Text.Json.Nodes;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http;

/// <summary>
/// The HTTP face of one kind of record: how a request becomes events and an answer. Modules give the decision and the looks; load,
/// conditions, idempotency, retry, dry run and replay are here, once.
/// </summary>
public sealed class Records<TState, TEvent>(Database database, ModuleStore store, StreamType<TState, TEvent> type)
    where TState : notnull
    where TEvent : notnull
{
    // A write without If-Match goes on from wherever the stream stands; with this many others in its way something is wrong.
    private const int Attempts = 200;

    /// <summary>What a record is called, for people.</summary>
    public required Text Noun { get; init; }

    /// <summary>The organisation to which a record belongs.</summary>
    public required Func<Recorded<TState>, Guid> Owner { get; init; }

    /// <summary>What to say when another record holds what this one claims.</summary>
    public Func<AppendOutcome.ClaimTaken, Caller, CancellationToken, Task<Rejection>> OnClaimTaken { get; init; } =
        (taken, _, _) => Task.FromResult(Rejection.Conflict("duplicate", new Text($"{taken.Claim.Key} 已被占用。", $"{taken.Claim.Key} is taken.")));

    /// <summary>Which of the plan's figures a write would move, for dry runs.</summary>
    public Func<Recorded<TState>, IReadOnlyList<TEvent>, CancellationToken, Task<IReadOnlyList<FigureChange>>> Preview { get; init; } =
        (_, _, _) => Task.FromResult<IReadOnlyList<FigureChange>>([]);

    /// <summary>Starts a record: 201 with its body.</summary>
    public async Task<IResult> Create<TBody>(
        WriteRequest request, Representation<TState, TBody> looks, Func<Recorded<TState>, Task<Decision<TEvent>>> decide) =>
        await Write(request, looks, type.Nothing(Guid.CreateVersion7()), decide)
        ?? throw new InvalidOperationException("A new record's id is taken.");

    /// <summary>Changes a record, or a part of it: 200 with its body, or 201 when the part is new.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The record.</param>
    /// <param name="looks">What is changed and shown.</param>
    /// <param name="decide">The decision on the record as it stands.</param>
    /// <param name="needsIfMatch">Whether a change of what exists must name the version it was based on.</param>
    public async Task<IResult> Change<TBody>(
        WriteRequest request, Guid id, Representation<TState, TBody> looks, Func<Recorded<TState>, Task<Decision<TEvent>>> decide,
        Func<TState, bool>? needsIfMatch = null)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await store.Load(type, id, UpTo.Now, request.Aborted);
            if (!current.Exists || !request.Caller.Reaches(Owner(current)))
                return Rejection.NotFound(Noun).ToResult();
            if (!request.Caller.MayChange(Owner(current)))
                return NotYours.ToResult();
            var stale = Preconditions.Check(request.Context.Request, current.Part(looks.Part), needsIfMatch?.Invoke(current.State) ?? true);
            if (stale is not null)
                return await Refuse(request, looks, await WithChanges(stale, request, current, looks));
            if (await Write(request, looks, current, decide) is { } result)
                return result;
        }

        throw new StoreUnavailableException("Too many others are changing this record.");
    }

    /// <summary>Shows a record, or a part of it: now, at a version, or as it was known at an instant.</summary>
    /// <param name="context">The request, with <c>asOf</c> or <c>version</c>.</param>
    /// <param name="id">The record.</param>
    /// <param name="looks">What is shown.</param>
    /// <param name="exists">Whether the part exists; null for the record itself.</param>
    /// <param name="partNoun">What the part is called.</param>
    public async Task<IResult> Show<TBody>(HttpContext context, Guid id, Representation<TState, TBody> looks, Func<TState, bool>? exists = null, Text? partNoun = null)
    {
        await Positions.Demanded(context);
        var upTo = await ReadParameters.UpTo(context);
        if (looks.Stored is { } stored && upTo == UpTo.Now)
            return await ShowStored(context, id, stored);
        if (await Find(context, id, upTo) is not { } record)
            return Rejection.NotFound(Noun).ToResult();
        if (exists is not null && !exists(record.State))
            return Rejection.NotFound(partNoun ?? Noun).ToResult();
        var etag = Preconditions.ETag(record.Part(looks.Part)!.Version);
        return StoredJson.Answer(context, etag, looks.Text(record));
    }

    /// <summary>A record that the caller may see, as it stood then; null if there is none, or none yet, or it has no such version.</summary>
    public async Task<Recorded<TState>?> Find(HttpContext context, Guid id, UpTo upTo)
    {
        var record = await store.Load(type, id, upTo, context.RequestAborted);
        return record.Exists && (upTo.Version ?? record.Version) == record.Version && Caller.Of(context).Reaches(Owner(record)) ? record : null;
    }

    // The present goes to the socket as it is stored: one look-up by key.
    private async Task<IResult> ShowStored(HttpContext context, Guid id, StoredBody stored)
    {
        await using var connection = await database.Source.OpenConnectionAsync(context.RequestAborted);
        var rows = await connection.Query(
            $"select {stored.OwnerColumn}, version, body::text from {stored.Table} where id = $1",
            row => (Owner: row.GetGuid(0), Version: row.GetInt64(1), Body: row.GetString(2)), context.RequestAborted, id);
        return rows is [var found] && Caller.Of(context).Reaches(found.Owner)
            ? StoredJson.Answer(context, Preconditions.ETag(found.Version), found.Body)
            : Rejection.NotFound(Noun).ToResult();
    }

    private static Rejection NotYours { get; } = new(403, "not-yours", new Text(
        "只有记录所属机构和园区办公室可以更改此记录。", "Only the organisation whose record it is, and the park office, may change it."));

    // Null when another writer was faster: the caller loads and decides again.
    private async Task<IResult?> Write<TBody>(
        WriteRequest request, Representation<TState, TBody> looks, Recorded<TState> current, Func<Recorded<TState>, Task<Decision<TEvent>>> decide)
    {
        var decision = await decide(current);
        if (decision.Rejection is { } rejection)
            return await Refuse(request, looks, rejection);
        if (request.DryRun)
            return await WouldWrite(request, looks, current, decision.Events);
        var isNew = current.Part(looks.Part) is null;
        if (decision.Events.Count == 0)
            return Answer(request, looks, current, 200, current.Position);

        var status = isNew ? 201 : 200;
        var outcome = await store.Append(type, current, decision.Events, request.Metadata, await request.Idempotency(status));
        return outcome switch
        {
            AppendOutcome.Appended appended => Answer(
                request, looks, ModuleStore.After(type, current, decision.Events, appended.Events), status, appended.Events[^1].Position),
            AppendOutcome.VersionConflict => null,
            AppendOutcome.ClaimTaken taken => await Refuse(request, looks, await OnClaimTaken(taken, request.Caller, request.Aborted)),
            _ => await Replay(request, looks, outcome),
        };
    }

    // A refusal is final only if this very request was not carried out before: then its first answer is given again.
    private async Task<IResult> Refuse<TBody>(WriteRequest request, Representation<TState, TBody> looks, Rejection rejection) =>
        await request.Idempotency(0) is { } key && await store.FindAnswered(key, request.Aborted) is { } answered
            ? await Replay(request, looks, answered)
            : rejection.ToResult();

    private async Task<IResult> Replay<TBody>(WriteRequest request, Representation<TState, TBody> looks, AppendOutcome outcome)
    {
        if (outcome is not AppendOutcome.Replayed first)
        {
            return Rejection.Invalid("Idempotency-Key", "idempotency-key-reused", new Text(
                "该 Idempotency-Key 已用于另一个请求。", "This Idempotency-Key was used for another request.")).ToResult();
        }

        request.Context.Response.Headers["Idempotency-Replayed"] = "true";
        var record = await store.Load(type, first.StreamId, UpTo.AtVersion(first.Version), request.Aborted);
        return Answer(request, looks, record, first.Status, first.Position);
    }

    private static IResult Answer<TBody>(WriteRequest request, Representation<TState, TBody> looks, Recorded<TState> record, int status, long position)
    {
        var headers = request.Context.Response.Headers;
        headers.ETag = Preconditions.ETag(record.Part(looks.Part)!.Version);
        headers[Positions.Header] = position.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (status == 201)
            headers[HeaderNames.Location] = looks.Location(record);
        return Results.Text(looks.Text(record), "application/json", statusCode: status);
    }

    private async Task<IResult> WouldWrite<TBody>(
        WriteRequest request, Representation<TState, TBody> looks, Recorded<TState> current, IReadOnlyList<TEvent> events)
    {
        if (events.Count > 0 && await store.FindTakenClaim(type, current, events, request.Metadata, request.Aborted) is { } taken)
            return (await OnClaimTaken(taken, request.Caller, request.Aborted)).ToResult();
        var now = DateTimeOffset.UtcNow;
        var stored = events.Select((e, i) => new StoredEvent(
            store.Schema, current.Position, Guid.Empty, current.Id, current.Version + 1 + i, store.Types.NameOf(e), store.Types.Write(e), now, request.Metadata)).ToList();
        var answer = new JsonObject
        {
            ["dryRun"] = true,
            ["events"] = new JsonArray([.. stored.Select(e => new JsonObject { ["type"] = e.Type, ["data"] = JsonNode.Parse(e.Data) })]),
            ["record"] = JsonNode.Parse(looks.Text(ModuleStore.After(type, current, events, stored))),
            ["figures"] = System.Text.Json.JsonSerializer.SerializeToNode(await Preview(current, events, request.Aborted), ApiJson.Options),
        };
        return Results.Text(answer.ToJsonString(ApiJson.Options), "application/json");
    }

    // 412 says which members changed since the version that the writer knew, by whom and when.
    private async Task<Rejection> WithChanges<TBody>(Rejection stale, WriteRequest request, Recorded<TState> current, Representation<TState, TBody> looks)
    {
        if (stale.Status != 412 || Preconditions.VersionNamed(request.Context.Request) is not { } known || known >= current.Version)
            return stale;
        var changes = new List<object>();
        var record = type.Nothing(current.Id);
        var before = new JsonObject();
        await foreach (var stored in store.ReadStream(current.Id, UpTo.Now, request.Aborted))
        {
            record = type.Fold(record, (TEvent)store.Types.Read(stored.Type, stored.Data), stored);
            if (record.Part(looks.Part)?.Version != stored.Version)
                continue; // an event of another part
            var after = JsonNode.Parse(looks.Text(record))!.AsObject();
            if (stored.Version > known)
            {
                changes.Add(new
                {
                    pointers = after.Where(m => !JsonNode.DeepEquals(m.Value, before[m.Key])).Select(m => "/" + m.Key).ToArray(),
                    actorId = stored.Metadata.ActorId,
                    organizationId = stored.Metadata.OrganizationId,
                    at = stored.RecordedAt.UtcDateTime,
                });
            }

            before = after;
        }

        return stale.With("changes", changes);
    }
}
