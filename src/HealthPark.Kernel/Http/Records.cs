using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http;

/// <summary>
/// The HTTP face of one kind of record: how a request becomes events and an answer. Modules give the decision and the looks; load,
/// conditions, idempotency, retry, dry run and replay are here, once.
/// </summary>
public sealed class Records<TState, TEvent>(Database database, ModuleStore store, StreamType<TState, TEvent> type) : IOwnedRecords, IEndpointParameterMetadataProvider
    where TState : notnull
    where TEvent : notnull
{
    // A write without If-Match goes on from wherever the stream stands; with this many others in its way something is wrong.
    private const int Attempts = 200;

    private readonly Turns _turns = new();

    /// <inheritdoc/>
    public required Text Noun { get; init; }

    /// <inheritdoc/>
    public string Schema => store.Schema;

    /// <inheritdoc/>
    public string StreamType => type.Name;

    /// <summary>The organisation to which a record belongs.</summary>
    public required Func<Recorded<TState>, Guid> Owner { get; init; }

    /// <summary>Who may see a record, where more or fewer may than reach its owner.</summary>
    public Func<Recorded<TState>, Caller, ValueTask<bool>>? SeenBy { get; init; }

    /// <summary>What to say when another record holds what this one claims.</summary>
    public Func<AppendOutcome.ClaimTaken, Caller, CancellationToken, Task<Rejection>> OnClaimTaken { get; init; } =
        (taken, _, _) => Task.FromResult(Rejection.Conflict("duplicate", new Text($"{taken.Claim.Key} 已被占用。", $"{taken.Claim.Key} is taken.")));

    /// <summary>Which of the plan's figures a write would move, for dry runs.</summary>
    public Func<Guid, IReadOnlyList<TEvent>, CancellationToken, Task<IReadOnlyList<FigureChange>>> Preview { get; init; } =
        (_, _, _) => Task.FromResult<IReadOnlyList<FigureChange>>([]);

    /// <summary>The keys that seal the personal members of its events; for records that have some.</summary>
    public PersonKeys? Persons { get; init; }

    /// <summary>The record that another system knows under a key; null if there is none of this kind.</summary>
    internal Task<Guid?> FindBySourceKey(string key, CancellationToken ct) => store.FindBySourceKey(type.Name, key, ct);

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
    /// <param name="mayTry">Who may, of those that see it; absent: its owner and the park office.</param>
    public async Task<IResult> Change<TBody>(
        WriteRequest request, Guid id, Representation<TState, TBody> looks, Func<Recorded<TState>, Task<Decision<TEvent>>> decide,
        Func<TState, bool>? needsIfMatch = null, Func<Recorded<TState>, bool>? mayTry = null)
    {
        var write = await request.ToWrite();
        return await Answer(request, looks, await Change(write, id, looks.Part, decide, async current =>
        {
            var stale = Preconditions.Check(request.Context.Request, current.Part(looks.Part), needsIfMatch?.Invoke(current.State) ?? true);
            return stale is null ? null : await WithChanges(stale, request, current, looks);
        }, mayTry));
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
    public async Task<WriteOutcome<TState, TEvent>> Create(Write write, string part, Func<Recorded<TState>, Task<Decision<TEvent>>> decide)
    {
        // Another writer may be faster on the record of a companion.
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await Carry(write, part, type.Nothing(Guid.CreateVersion7()), decide) is { } outcome)
                return outcome;
        }

        throw new StoreUnavailableException("Too many others are changing what this record takes part in.");
    }

    /// <summary>Changes a record, or a part of it.</summary>
    /// <param name="write">Who writes, and how.</param>
    /// <param name="id">The record.</param>
    /// <param name="part">The part that is changed.</param>
    /// <param name="decide">The decision on the record as it stands.</param>
    /// <param name="check">What else may speak against a change of the record as it stands.</param>
    /// <param name="mayTry">Who may, of those that see it; absent: its owner and the park office.</param>
    public async Task<WriteOutcome<TState, TEvent>> Change(
        Write write, Guid id, string part, Func<Recorded<TState>, Task<Decision<TEvent>>> decide, Func<Recorded<TState>, Task<Rejection?>> check,
        Func<Recorded<TState>, bool>? mayTry = null)
    {
        using var turn = write.DryRun ? null : await _turns.Take(id, write.Aborted);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var current = await store.Load(type, id, UpTo.Now, write.Aborted);
            if (!current.Exists || !await Sees(write.Caller, current))
                return new WriteOutcome<TState, TEvent>.Refused(Rejection.NotFound(Noun));
            if (!(mayTry?.Invoke(current) ?? write.Caller.MayChange(Owner(current))))
                return new WriteOutcome<TState, TEvent>.Refused(Rejection.NotYours);
            if (await check(current) is { } refusal)
                return await Refuse(write, refusal);
            if (await Carry(write, part, current, decide) is { } outcome)
                return outcome;
        }

        throw new StoreUnavailableException("Too many others are changing this record.");
    }

    /// <summary>Shows a record, or a part of it: now, at a version, or as it was known at an instant.</summary>
    /// <param name="context">The request, with <c>asOf</c> or <c>version</c>, and <c>fields</c>.</param>
    /// <param name="id">The record.</param>
    /// <param name="looks">What is shown.</param>
    /// <param name="exists">Whether the part exists; null for the record itself.</param>
    /// <param name="partNoun">What the part is called.</param>
    public async Task<IResult> Show<TBody>(HttpContext context, Guid id, Representation<TState, TBody> looks, Func<TState, bool>? exists = null, Text? partNoun = null)
    {
        await Positions.Demanded(context);
        var upTo = await ReadParameters.UpTo(context, "fields");
        var view = ReaderView.Of(context, typeof(TBody));
        if (looks.Stored is { } stored && upTo == UpTo.Now && SeenBy is null)
            return await ShowStored(context, id, stored, view);
        if (await Find(context, id, upTo) is not { } record)
            return Rejection.NotFound(Noun).ToResult();
        if (exists is not null && !exists(record.State))
            return Rejection.NotFound(partNoun ?? Noun).ToResult();
        var owner = Owner(record);
        var shown = await view.Open(context, store.Schema, [(id, view.Show(looks.Text(record), owner))]);
        return StoredJson.Answer(context, view.ETag(record.Part(looks.Part)!.Version, owner), shown[0]);
    }

    /// <summary>Shows a list of parts of a record: now, at a version, or as it was known at an instant.</summary>
    /// <param name="context">The request, with <c>asOf</c> or <c>version</c>.</param>
    /// <param name="id">The record.</param>
    /// <param name="parts">The list.</param>
    /// <param name="json">Its JSON shape.</param>
    public async Task<IResult> ShowParts<TParts>(HttpContext context, Guid id, Func<Recorded<TState>, TParts> parts, JsonTypeInfo<TParts> json)
    {
        await Positions.Demanded(context);
        if (await Find(context, id, await ReadParameters.UpTo(context)) is not { } record)
            return Rejection.NotFound(Noun).ToResult();
        var text = JsonSerializer.Serialize(parts(record), json);
        return StoredJson.Answer(context, Mask.For(typeof(TParts), Caller.Of(context), Owner(record))?.Apply(text) ?? text);
    }

    /// <summary>Shows what happened to a record: who, when, for whom, what.</summary>
    public async Task<IResult> ShowHistory(HttpContext context, Guid id)
    {
        await Positions.Demanded(context);
        var upTo = await ReadParameters.UpTo(context);
        if (await Find(context, id, upTo) is not { } record)
            return Rejection.NotFound(Noun).ToResult();
        var events = new List<StoredEvent>();
        await foreach (var stored in store.ReadStream(id, upTo, context.RequestAborted))
            events.Add(stored);
        var names = context.RequestServices.GetRequiredService<IActorNames>();
        var actors = await names.NamesOf(events.Select(e => e.Metadata.ActorId), context.RequestAborted);
        var organizations = await names.OrganizationsOf(events.Select(e => e.Metadata.OrganizationId).OfType<string>(), context.RequestAborted);
        var (caller, owner) = (Caller.Of(context), Owner(record));
        var withPersonal = store.Types.EventClasses.Any(type => PersonalMembers.Of(type).Count > 0) && PersonalReads.PurposeOf(context) is not null;
        IReadOnlyList<string> data = [.. events.Select(e => DataFor(caller, owner, e, withPersonal))];
        if (withPersonal)
        {
            data = await context.RequestServices.GetRequiredService<PersonalReads>().Open(
                context, store.Schema, [.. events.Zip(data, (e, text) => (id, store.Types.Read(e.Type, e.Data).GetType(), text))]);
        }

        var history = new RecordHistory([.. events.Select((e, i) => new HistoryItem(
            e.Version, e.Position, e.Type.Replace('_', '-'), e.RecordedAt.UtcDateTime, e.Metadata.ActorId,
            actors.GetValueOrDefault(e.Metadata.ActorId)?.Client, actors.GetValueOrDefault(e.Metadata.ActorId)?.Officer, e.Metadata.OrganizationId,
            organizations.GetValueOrDefault(e.Metadata.OrganizationId ?? ""), e.Metadata.Delegation, JsonNode.Parse(data[i])!))]);
        return StoredJson.Answer(context, JsonSerializer.Serialize(history, ApiJson.Options));
    }

    /// <summary>A record that the caller may see, as it stood then; null if there is none, or none yet, or it has no such version.</summary>
    public async Task<Recorded<TState>?> Find(HttpContext context, Guid id, UpTo upTo)
    {
        var record = await store.Load(type, id, upTo, context.RequestAborted);
        return record.Exists && (upTo.Version ?? record.Version) == record.Version && await Sees(Caller.Of(context), record) ? record : null;
    }

    /// <summary>A record that the caller may see, as it stands; null if there is none.</summary>
    public async Task<Recorded<TState>?> Find(Caller caller, Guid id, CancellationToken ct)
    {
        var record = await store.Load(type, id, UpTo.Now, ct);
        return record.Exists && await Sees(caller, record) ? record : null;
    }

    /// <inheritdoc/>
    public async Task<Guid?> OwnerOf(Guid id, CancellationToken ct) => await store.Load(type, id, UpTo.Now, ct) is { Exists: true } record ? Owner(record) : null;

    /// <inheritdoc/>
    public async Task<bool> IsSeenBy(Caller caller, Guid id, CancellationToken ct) => await Find(caller, id, ct) is not null;

    /// <inheritdoc/>
    public string? ScopeLacking(Caller caller, Guid owner, StoredEvent stored) =>
        Mask.For(store.Types.Read(stored.Type, stored.Data).GetType(), caller, owner, withPersonal: true)?.Lacking.FirstOrDefault();

    /// <summary>Says of an endpoint that takes these records that they are what an id in its path means.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new RecordsMetadata(services => services.GetRequiredService<Records<TState, TEvent>>()));

    /// <summary>The JSON text of a record as the caller sees it.</summary>
    internal string TextOf<TBody>(Caller caller, Representation<TState, TBody> looks, Recorded<TState> record)
    {
        var text = looks.Text(record);
        return Mask.For(typeof(TBody), caller, Owner(record))?.Apply(text) ?? text;
    }

    /// <summary>The entity tag of that.</summary>
    internal string TagOf<TBody>(Caller caller, Representation<TState, TBody> looks, Recorded<TState> record) =>
        Preconditions.ETag(record.Part(looks.Part)!.Version, Mask.For(typeof(TBody), caller, Owner(record))?.Variant);

    // What an event stored in an old shape says is masked in today's, which is the one that declares what is sensitive.
    private string DataFor(Caller caller, Guid owner, StoredEvent stored, bool withPersonal)
    {
        if (!store.Types.EventClasses.Any(type => Mask.For(type, caller, owner, withPersonal) is not null))
            return stored.Data;
        var e = store.Types.Read(stored.Type, stored.Data);
        return Mask.For(e.GetType(), caller, owner, withPersonal)?.Apply(store.Types.Write(e)) ?? stored.Data;
    }

    // The present goes to the socket as it is stored, unless something of it is masked: one look-up by key.
    private async Task<IResult> ShowStored(HttpContext context, Guid id, StoredBody stored, ReaderView view)
    {
        await using var connection = await Positions.OpenForReading(context);
        var rows = await connection.Query(
            $"select {stored.OwnerColumn}, version, body::text from {stored.Table} where id = $1",
            row => (Owner: row.GetGuid(0), Version: row.GetInt64(1), Body: row.GetString(2)), context.RequestAborted, id);
        if (rows is not [var found] || !Caller.Of(context).Reaches(found.Owner))
            return Rejection.NotFound(Noun).ToResult();
        var shown = await view.Open(context, store.Schema, [(id, view.Show(found.Body, found.Owner))]);
        return StoredJson.Answer(context, view.ETag(found.Version, found.Owner), shown[0]);
    }

    private ValueTask<bool> Sees(Caller caller, Recorded<TState> record) =>
        SeenBy?.Invoke(record, caller) ?? ValueTask.FromResult(caller.Reaches(Owner(record)));

    // Null when another writer was faster: the caller loads and decides again.
    private async Task<WriteOutcome<TState, TEvent>?> Carry(
        Write write, string part, Recorded<TState> current, Func<Recorded<TState>, Task<Decision<TEvent>>> decide)
    {
        var decision = await decide(current);
        if (decision.Rejection is { } rejection)
            return await Refuse(write, rejection);
        var isNew = current.Part(part) is null;
        var (events, tokens) = Persons is null
            ? (decision.Events, [])
            : await PersonalSeal.Seal(Persons, store.Types, current.Id, decision.Events, write.DryRun, write.Aborted);
        if (write.DryRun)
            return await Would(write, current, isNew, events);
        if (events.Count == 0)
            return new WriteOutcome<TState, TEvent>.Done(current, IsNew: false, IsChange: false, IsReplay: false, current.Position);

        var outcome = await store.Append(type, current, events, write.Metadata, write.Key is { } key ? key with { Status = StatusOf(isNew) } : null, decision.Companion);
        if (Persons is not null && outcome is not AppendOutcome.Appended && (!current.Exists || tokens.Count > 0))
            await Persons.Drop(current.Exists ? null : current.Id, await PersonErasure.Free(database, store, tokens, write.Aborted), write.Aborted);
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
        return new WriteOutcome<TState, TEvent>.WouldDo(After(current, events, write.Metadata), isNew, events);
    }

    /// <summary>The record as it would stand after events that nobody stored.</summary>
    internal Recorded<TState> After(Recorded<TState> current, IReadOnlyList<TEvent> events, EventMetadata metadata)
    {
        var now = DateTimeOffset.UtcNow;
        var stored = events.Select((e, i) => new StoredEvent(
            store.Schema, current.Position, Guid.Empty, current.Id, current.Version + 1 + i, store.Types.NameOf(e), store.Types.Write(e), now, metadata)).ToList();
        return ModuleStore.After(type, current, events, stored);
    }

    private async Task<IResult> Answer<TBody>(WriteRequest request, Representation<TState, TBody> looks, WriteOutcome<TState, TEvent> outcome) => outcome switch
    {
        WriteOutcome<TState, TEvent>.Done done => Answer(request, looks, done),
        WriteOutcome<TState, TEvent>.WouldDo would => Results.Text(await TextOf(request.Caller, looks, would, request.Aborted), "application/json"),
        WriteOutcome<TState, TEvent>.Refused refused => refused.Rejection.ToResult(),
        _ => throw new InvalidOperationException("There is no such outcome."),
    };

    private IResult Answer<TBody>(WriteRequest request, Representation<TState, TBody> looks, WriteOutcome<TState, TEvent>.Done done)
    {
        var headers = request.Context.Response.Headers;
        headers.ETag = TagOf(request.Caller, looks, done.Record);
        headers[Positions.Header] = done.Position.ToString(CultureInfo.InvariantCulture);
        if (done.IsReplay)
            headers["Idempotency-Replayed"] = "true";
        if (done.IsNew)
            headers[HeaderNames.Location] = looks.Location(done.Record);
        return Results.Text(TextOf(request.Caller, looks, done.Record), "application/json", statusCode: StatusOf(done.IsNew));
    }

    /// <summary>The JSON of a dry run's answer.</summary>
    internal async Task<string> TextOf<TBody>(
        Caller caller, Representation<TState, TBody> looks, WriteOutcome<TState, TEvent>.WouldDo would, CancellationToken ct, IReadOnlyList<string>? disputed = null)
    {
        var owner = Owner(would.Record);
        var answer = new JsonObject
        {
            ["dryRun"] = true,
            ["events"] = new JsonArray([.. would.Events.Select(e => new JsonObject { ["type"] = store.Types.NameOf(e), ["data"] = DataFor(e) })]),
            ["record"] = JsonNode.Parse(TextOf(caller, looks, would.Record)),
            ["figures"] = JsonSerializer.SerializeToNode(await Preview(would.Record.Id, would.Events, ct), ApiJson.Options),
        };
        if (disputed?.Count > 0)
            answer["disputed"] = new JsonArray([.. disputed.Select(pointer => (JsonNode)pointer)]);
        return answer.ToJsonString(ApiJson.Options);

        JsonNode? DataFor(TEvent e) => JsonNode.Parse(Mask.For(e.GetType(), caller, owner)?.Apply(store.Types.Write(e)) ?? store.Types.Write(e));
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
