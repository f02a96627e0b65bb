using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
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
    public Func<Guid, IReadOnlyList<TEvent>, CancellationToken, Task<IReadOnlyList<FigureChange>>> Preview { get; init; } =
        (_, _, _) => Task.FromResult<IReadOnlyList<FigureChange>>([]);

    /// <summary>Starts a record: 201 with its body.</summary>
    public async Task<IResult> Create<TBody>(
        WriteRequest request, Representation<TState, TBody> looks, Func<Recorded<TState>, Task<Decision<TEvent>>> decide) =>
        await Answer(request, looks, await Create(await request.ToWrite(), looks.Part, decide));

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
        var write = await request.ToWrite();
        return await Answer(request, looks, await Change(write, id, looks.Part, decide, async current =>
        {
            var stale = Preconditions.Check(request.Context.Request, current.Part(looks.Part), needsIfMatch?.Invoke(current.State) ?? true);
            return stale is null ? null : await WithChanges(stale, request, current, looks);
        }));
    }

    /// <summary>Adds a part with an id of its own to a record: 201 with its body. <c>If-Match</c>, if given, names the version of the record itself.</summary>
    /// <param name="request">The request.</param>
    /// <param name="id">The record.</param>
    /// <param name="looks">What is shown of the part with an id.</param>
    /// <param name="last">The id of the part that was added last: what a repeated request made is shown again.</param>
    /// <param name="decide">The decision on the record as it stands and the new part's id.</param>
    public async Task<IResult> Add<TBody>(
        WriteRequest request, Guid id, Func<Guid, Representation<TState, TBody>> looks, Func<TState, Guid> last,
        Func<Recorded<TState>, Guid, Task<Decision<TEvent>>> decide)
    {
        var (write, part) = (await request.ToWrite(), Guid.CreateVersion7());
        var outcome = await Change(
            write, id, looks(part).Part, e => decide(e, part),
            current => Task.FromResult(Preconditions.Check(request.Context.Request, current.Changed, required: false)));
        return await Answer(request, looks(outcome is WriteOutcome<TState, TEvent>.Done { IsReplay: true } done ? last(done.Record.State) : part), outcome);
    }

    /// <summary>Starts a record.</summary>
    /// <param name="write">Who writes, and how.</param>
    /// <param name="part">The part that is shown.</param>
    /// <param name="decide">The decision on the record before its first event.</param>
    public async Task<WriteOutcome<TState, TEvent>> Create(Write write, string part, Func<Recorded<TState>, Task<Decision<TEvent>>> decide) =>
        await Carry(write, part, type.Nothing(Guid.CreateVersion7()), decide)
        ?? throw new InvalidOperationException("A new record's id is taken.");

    /// <summary>Changes a record, or a part of it.</summary>
    /// <param name="write">Who writes, and how.</param>
    /// <param name="id">The record.</param>
    /// <param name="part">The part that is changed.</param>
    /// <param name="decide">The decision on the record as it stands.</param>
    /// <param name="check">What else may speak against a change of the record as it stands.</param>
    public async Task<WriteOutcome<TState, TEvent>> Change(
        Write write, Guid id, string part, Func<Recorded<TState>, Task<Decision<TEvent>>> decide, Func<Recorded<TState>, Task<Rejection?>> check)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await store.Load(type, id, UpTo.Now, write.Aborted);
            if (!current.Exists || !write.Caller.Reaches(Owner(current)))
                return new WriteOutcome<TState, TEvent>.Refused(Rejection.NotFound(Noun));
            if (!write.Caller.MayChange(Owner(current)))
                return new WriteOutcome<TState, TEvent>.Refused(NotYours);
            if (await check(current) is { } refusal)
                return await Refuse(write, refusal);
            if (await Carry(write, part, current, decide) is { } outcome)
                return outcome;
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

    /// <summary>Shows what happened to a record: who, when, for whom, what.</summary>
    public async Task<IResult> ShowHistory(HttpContext context, Guid id)
    {
        await Positions.Demanded(context);
        var upTo = await ReadParameters.UpTo(context);
        if (await Find(context, id, upTo) is null)
            return Rejection.NotFound(Noun).ToResult();
        var events = new List<StoredEvent>();
        await foreach (var stored in store.ReadStream(id, upTo, context.RequestAborted))
            events.Add(stored);
        var names = await context.RequestServices.GetRequiredService<IActorNames>().NamesOf(events.Select(e => e.Metadata.ActorId), context.RequestAborted);
        var history = new RecordHistory([.. events.Select(e => HistoryOf(e, names.GetValueOrDefault(e.Metadata.ActorId)))]);
        return StoredJson.Answer(context, JsonSerializer.Serialize(history, ApiJson.Options));
    }

    /// <summary>A record that the caller may see, as it stood then; null if there is none, or none yet, or it has no such version.</summary>
    public async Task<Recorded<TState>?> Find(HttpContext context, Guid id, UpTo upTo)
    {
        var record = await store.Load(type, id, upTo, context.RequestAborted);
        return record.Exists && (upTo.Version ?? record.Version) == record.Version && Caller.Of(context).Reaches(Owner(record)) ? record : null;
    }

    /// <summary>The organisation to which a record belongs; null if there is no such record.</summary>
    public async Task<Guid?> OwnerOf(Guid id, CancellationToken ct) => await store.Load(type, id, UpTo.Now, ct) is { Exists: true } record ? Owner(record) : null;

    private static HistoryItem HistoryOf(StoredEvent e, ActorName? actor) => new(
        e.Version, e.Position, e.Type.Replace('_', '-'), e.RecordedAt.UtcDateTime, e.Metadata.ActorId, actor?.Client, actor?.Officer,
        e.Metadata.OrganizationId, actor?.Organization, JsonNode.Parse(e.Data)!);

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
    private async Task<WriteOutcome<TState, TEvent>?> Carry(
        Write write, string part, Recorded<TState> current, Func<Recorded<TState>, Task<Decision<TEvent>>> decide)
    {
        var decision = await decide(current);
        if (decision.Rejection is { } rejection)
            return await Refuse(write, rejection);
        var (events, isNew) = (decision.Events, current.Part(part) is null);
        if (write.DryRun)
            return await Would(write, current, isNew, events);
        if (events.Count == 0)
            return new WriteOutcome<TState, TEvent>.Done(current, IsNew: false, IsChange: false, IsReplay: false, current.Position);

        var outcome = await store.Append(type, current, events, write.Metadata, write.Key is { } key ? key with { Status = StatusOf(isNew) } : null);
        return outcome switch
        {
            AppendOutcome.Appended appended => new WriteOutcome<TState, TEvent>.Done(
                ModuleStore.After(type, current, events, appended.Events), isNew, IsChange: true, IsReplay: false, appended.Events[^1].Position),
            AppendOutcome.VersionConflict => null,
            AppendOutcome.ClaimTaken taken => await Refuse(write, await Explain(taken, write)),
            _ => await Replay(outcome, write.Aborted),
        };
    }

    // A refusal is final only if this very request was not carried out before: then its first answer is given again.
    private async Task<WriteOutcome<TState, TEvent>> Refuse(Write write, Rejection rejection) =>
        write is { DryRun: false, Key: { } key } && await store.FindAnswered(key, write.Aborted) is { } answered
            ? await Replay(answered, write.Aborted)
            : new WriteOutcome<TState, TEvent>.Refused(rejection);

    /// <summary>The outcome of a request that was carried out before, or of one whose key was used for another.</summary>
    internal async Task<WriteOutcome<TState, TEvent>> Replay(AppendOutcome outcome, CancellationToken ct)
    {
        if (outcome is not AppendOutcome.Replayed first)
        {
            return new WriteOutcome<TState, TEvent>.Refused(Rejection.Invalid("Idempotency-Key", "idempotency-key-reused", new Text(
                "该 Idempotency-Key 已用于另一个请求。", "This Idempotency-Key was used for another request.")));
        }

        var record = await store.Load(type, first.StreamId, UpTo.AtVersion(first.Version), ct);
        return new WriteOutcome<TState, TEvent>.Done(record, first.Status == 201, IsChange: true, IsReplay: true, first.Position);
    }

    private async Task<Rejection> Explain(AppendOutcome.ClaimTaken taken, Write write) => taken.Claim.IsSourceKey
        ? Rejection.Conflict("source-key-taken", new Text("该来源键已属于另一条记录。", "Another record holds this source key."))
        : await OnClaimTaken(taken, write.Caller, write.Aborted);

    private async Task<WriteOutcome<TState, TEvent>> Would(Write write, Recorded<TState> current, bool isNew, IReadOnlyList<TEvent> events)
    {
        if (events.Count > 0 && await store.FindTakenClaim(type, current, events, write.Metadata, write.Aborted) is { } taken)
            return new WriteOutcome<TState, TEvent>.Refused(await Explain(taken, write));
        var now = DateTimeOffset.UtcNow;
        var stored = events.Select((e, i) => new StoredEvent(
            store.Schema, current.Position, Guid.Empty, current.Id, current.Version + 1 + i, store.Types.NameOf(e), store.Types.Write(e), now, write.Metadata)).ToList();
        return new WriteOutcome<TState, TEvent>.WouldDo(ModuleStore.After(type, current, events, stored), isNew, events);
    }

    private async Task<IResult> Answer<TBody>(WriteRequest request, Representation<TState, TBody> looks, WriteOutcome<TState, TEvent> outcome) => outcome switch
    {
        WriteOutcome<TState, TEvent>.Done done => Answer(request, looks, done),
        WriteOutcome<TState, TEvent>.WouldDo would => Results.Text(await TextOf(looks, would, request.Aborted), "application/json"),
        WriteOutcome<TState, TEvent>.Refused refused => refused.Rejection.ToResult(),
        _ => throw new InvalidOperationException("There is no such outcome."),
    };

    private static IResult Answer<TBody>(WriteRequest request, Representation<TState, TBody> looks, WriteOutcome<TState, TEvent>.Done done)
    {
        var headers = request.Context.Response.Headers;
        headers.ETag = Preconditions.ETag(done.Record.Part(looks.Part)!.Version);
        headers[Positions.Header] = done.Position.ToString(CultureInfo.InvariantCulture);
        if (done.IsReplay)
            headers["Idempotency-Replayed"] = "true";
        if (done.IsNew)
            headers[HeaderNames.Location] = looks.Location(done.Record);
        return Results.Text(looks.Text(done.Record), "application/json", statusCode: StatusOf(done.IsNew));
    }

    /// <summary>The JSON of a dry run's answer.</summary>
    internal async Task<string> TextOf<TBody>(Representation<TState, TBody> looks, WriteOutcome<TState, TEvent>.WouldDo would, CancellationToken ct)
    {
        var answer = new JsonObject
        {
            ["dryRun"] = true,
            ["events"] = new JsonArray([.. would.Events.Select(e => new JsonObject { ["type"] = store.Types.NameOf(e), ["data"] = JsonNode.Parse(store.Types.Write(e)) })]),
            ["record"] = JsonNode.Parse(looks.Text(would.Record)),
            ["figures"] = JsonSerializer.SerializeToNode(await Preview(would.Record.Id, would.Events, ct), ApiJson.Options),
        };
        return answer.ToJsonString(ApiJson.Options);
    }

    private static int StatusOf(bool isNew) => isNew ? 201 : 200;

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
