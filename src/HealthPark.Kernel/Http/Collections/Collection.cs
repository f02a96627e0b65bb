using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>A module's records as a collection that others read and bring records into.</summary>
/// <typeparam name="TState">The record's state.</typeparam>
/// <typeparam name="TEvent">Its events.</typeparam>
/// <typeparam name="TNew">The members that a new record takes.</typeparam>
/// <typeparam name="TChange">The members that a change takes.</typeparam>
/// <typeparam name="TBody">The record as it is shown.</typeparam>
public sealed class Collection<TState, TEvent, TNew, TChange, TBody>(
    Records<TState, TEvent> records, ModuleStore store, Representation<TState, TBody> looks, IOptions<JsonOptions> json) : ICollection, IRevision<TChange>
    where TState : notnull
    where TEvent : notnull
    where TNew : class, IRequestBody
    where TChange : class, IRequestBody
{
    // How often another may make the record between the look for it and the write.
    private const int Attempts = 5;

    private readonly Gathering<string, Guid>? _byNaturalKey;
    private readonly Members _new = Members.Of<TNew>();
    private readonly Members _change = Members.Of<TChange>();
    private readonly Members _shown = Members.Of<TBody>();
    private readonly IReadOnlyList<string> _personal = PersonalMembers.Of(typeof(TBody));

    /// <inheritdoc/>
    public required string Name { get; init; }

    /// <inheritdoc/>
    public required string Singular { get; init; }

    /// <inheritdoc/>
    public required string Plural { get; init; }

    /// <inheritdoc/>
    public required ListDefinition List { get; init; }

    /// <inheritdoc/>
    public Text Noun => records.Noun;

    /// <inheritdoc/>
    public string Schema => records.Schema;

    /// <inheritdoc/>
    public string StreamType => records.StreamType;

    /// <inheritdoc/>
    public required string WriteScope { get; init; }

    /// <inheritdoc/>
    public required string ReadScope { get; init; }

    /// <summary>The decision on a new record.</summary>
    public required Func<TNew, Caller, Recorded<TState>, CancellationToken, Task<Decision<TEvent>>> Create { get; init; }

    /// <summary>The decision on a change of a record.</summary>
    public required Func<MergePatch<TChange>, Caller, Recorded<TState>, CancellationToken, Task<Decision<TEvent>>> Revise { get; init; }

    /// <summary>What the members say that no other record may say, in normal form: such as a code, or a folded name.</summary>
    public Func<JsonObject, IEnumerable<string>> NaturalKeys { get; init; } = _ => [];

    /// <summary>Finds records by those of their natural keys that tell which record is meant, such as a code; any number of keys at once.</summary>
    public Func<IReadOnlyCollection<string>, CancellationToken, Task<IEnumerable<(string Key, Guid Id)>>> FindByNaturalKeys
    {
        init => _byNaturalKey = new Gathering<string, Guid>(value);
    }

    /// <inheritdoc/>
    public IFieldAuthorities Authorities { get; set; } = null!; // AddCollection gives it

    /// <inheritdoc/>
    public Type NewBody => typeof(TNew);

    /// <inheritdoc/>
    public Type ChangeBody => typeof(TChange);

    /// <inheritdoc/>
    public Type Body => typeof(TBody);

    /// <inheritdoc/>
    public Task<IResult> Show(HttpContext context, Guid id) => records.Show(context, id, looks);

    /// <inheritdoc/>
    public Task<IResult> ShowHistory(HttpContext context, Guid id) => records.ShowHistory(context, id);

    /// <inheritdoc/>
    public Task<Guid?> OwnerOf(Guid id, CancellationToken ct) => records.OwnerOf(id, ct);

    /// <inheritdoc/>
    public Task<bool> IsSeenBy(Caller caller, Guid id, CancellationToken ct) => records.IsSeenBy(caller, id, ct);

    /// <inheritdoc/>
    public string? ScopeLacking(Caller caller, Guid owner, StoredEvent stored) => records.ScopeLacking(caller, owner, stored);

    /// <inheritdoc/>
    public IEnumerable<string> KeysOf(JsonObject members) => NaturalKeys(members).Concat(Envelope.TextOf(members, "id") is { } id ? ["id " + id] : []);

    /// <inheritdoc/>
    public async Task<Submitted> Submit(Write write, Submission submission)
    {
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                var meant = await FindMeant(write, submission);
                var disputes = new Disputes();
                var outcome = meant is { } id ? await Change(write, id, submission, disputes) : await Make(write, submission);
                if (outcome is not WriteOutcome<TState, TEvent>.Refused { Rejection: var rejection })
                    return await Describe(write.Caller, outcome, disputes, write.Aborted);
                // Another may have made the very record meanwhile: then it is to be changed, and not a duplicate.
                var overtaken = meant is null && attempt < Attempts && await FindMeant(write, submission) is not null;
                if (!overtaken)
                    return Refused(rejection);
            }
        }
        catch (RejectedException e)
        {
            return Refused(e.Rejection);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, Submitted>> FindAnswered(Caller caller, IReadOnlyList<IdempotencyKey> keys, CancellationToken ct)
    {
        var found = await store.FindAnswered(keys, ct);
        if (found.Count == 0)
            return new Dictionary<string, Submitted>();
        var disputes = await Authorities.OpenedUnder(caller.ClientId, [.. found.Keys], ct);
        var answers = await Task.WhenAll(found.Select(async a => KeyValuePair.Create(a.Key, await Replay(a.Key, a.Value))));
        return answers.ToDictionary();

        async Task<Submitted> Replay(string key, AppendOutcome before) => await records.Replay(before, ct) switch
        {
            WriteOutcome<TState, TEvent>.Refused refused => Refused(refused.Rejection),
            var outcome => await Describe(caller, outcome, new Disputes { Paths = [.. disputes[key]] }, ct),
        };
    }

    /// <inheritdoc/>
    public bool HasValueOf(string member) => _change.Contains(member) && _shown.Contains(member) && !_personal.Contains(member);

    /// <inheritdoc/>
    public async Task<Weighed> Weigh(Caller caller, Guid id, JsonObject members, CancellationToken ct)
    {
        if (await records.Find(caller, id, ct) is not { } record)
            return new Weighed(Rejection.NotFound(Noun), []);
        try
        {
            var (decision, disputed) = await Weigh(caller, PatchOf(members), record, ct);
            return new Weighed(decision.Rejection, disputed);
        }
        catch (RejectedException e)
        {
            return new Weighed(e.Rejection, []);
        }
    }

    /// <inheritdoc/>
    async Task<IResult> IRevision<TChange>.Revise(WriteRequest request, Guid id, MergePatch<TChange> patch)
    {
        var caller = request.Caller;
        var speaks = (await Authorities.Of(Name, request.Aborted)).Values.Contains(caller.OrganizationId);
        return await records.Change(
            request, id, looks,
            async record =>
            {
                var (decision, disputed) = await Weigh(caller, patch, record, request.Aborted);
                return disputed.Count == 0 ? decision : NotTheAuthority(disputed);
            },
            mayTry: record => speaks || caller.MayChange(records.Owner(record)));
    }

    // What the caller does not speak for is left out of the decision, and told. What it brings must keep the rules all the same.
    private async Task<(Decision<TEvent> Decision, IReadOnlyList<DisputedValue> Disputed)> Weigh(
        Caller caller, MergePatch<TChange> patch, Recorded<TState> record, CancellationToken ct)
    {
        var decision = await Revise(patch, caller, record, ct);
        if (decision.Events.Count == 0 || caller.IsParkOffice)
            return (decision, []);
        var (owner, named) = (records.Owner(record), await Authorities.Of(Name, ct));
        var isOwner = owner == caller.OrganizationId;
        if (isOwner && !named.Any(n => n.Value != owner && patch.Sets(n.Key)))
            return (decision, []);
        // A dispute would keep the value as it was posted: nobody but the owner speaks for what is personal.
        if (!isOwner && _personal.Any(patch.Sets))
            return (Rejection.NotYours, []);

        var (before, after) = (Shown(record), Shown(records.After(record, decision.Events, record.Changed.Metadata)));
        var disputed = new List<DisputedValue>();
        foreach (var member in _change.Names.Where(m => patch.Sets(m) && _shown.Contains(m) && !_personal.Contains(m) && !MaySet(m) && !JsonNode.DeepEquals(before[m], after[m])))
        {
            var given = MembersOf(patch, m => _change.IsQualifier(m, of: member));
            disputed.Add(new DisputedValue(
                Name, record.Id, record.Part(looks.Part)!.Version, owner, member, before[member]?.DeepClone(), after[member]?.DeepClone(),
                given.Count > 0 ? given : null));
        }

        if (isOwner && disputed.Count == 0)
            return (decision, []);
        var own = MembersOf(patch, m => isOwner
            ? !disputed.Exists(d => d.Member == m || _change.IsQualifier(m, d.Member))
            : _change.Names.Any(member => _shown.Contains(member) && MaySet(member) && (m == member || _change.IsQualifier(m, member))));
        return (await Revise(PatchOf(own), caller, record, ct), disputed);

        // Whoever's record it is fills a member that says nothing; from then on its authority speaks.
        bool MaySet(string member) =>
            named.GetValueOrDefault(member, owner) == caller.OrganizationId || (isOwner && before[member] is null or JsonArray { Count: 0 });
    }

    private JsonObject Shown(Recorded<TState> record) => JsonNode.Parse(looks.Text(record))!.AsObject();

    private MergePatch<TChange> PatchOf(JsonObject members) => new(Read<TChange>(members), members.Select(m => m.Key));

    private JsonObject MembersOf(MergePatch<TChange> patch, Func<string, bool> which)
    {
        var members = JsonSerializer.SerializeToNode(patch.Body, json.Value.SerializerOptions.GetTypeInfo(typeof(TChange)))!.AsObject();
        return new JsonObject(members.Where(m => patch.Sets(m.Key) && which(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
    }

    private static Rejection NotTheAuthority(IReadOnlyList<DisputedValue> disputed)
    {
        var detail = new Text(
            "此项以另一机构的数据为准;如有异议,请通过 POST /v1/disputes 提出。",
            "Another organisation speaks for this member; post to /v1/disputes if its value is wrong.");
        return new Rejection(403, "not-the-authority", detail) { Errors = [.. disputed.Select(d => new FieldError("/" + d.Member, "not-the-authority", detail))] };
    }

    // By its id, by the key that the source system knows it under, or by what it says of itself.
    private async Task<Guid?> FindMeant(Write write, Submission submission)
    {
        if (submission.Members["id"] is not null)
        {
            return Guid.TryParse(Envelope.TextOf(submission.Members, "id"), out var id)
                ? id
                : throw new RejectedException(Rejection.Invalid("/id", "invalid-id", new Text("须为 UUID。", "Must be a UUID.")));
        }

        if (submission.SourceKey is { } key && await records.FindBySourceKey(key, write.Aborted) is { } known)
            return known;
        if (_byNaturalKey is null)
            return null;
        var found = await Task.WhenAll(NaturalKeys(submission.Members).Select(k => _byNaturalKey.Find(k, write.Aborted)));
        // A record that the caller may not see is not meant: making it again says that it is a duplicate, and no more.
        return found.SelectMany(ids => ids).FirstOrDefault() is var meant && meant != Guid.Empty
            && await records.OwnerOf(meant, write.Aborted) is { } owner && write.Caller.Reaches(owner) ? meant : null;
    }

    private Task<WriteOutcome<TState, TEvent>> Make(Write write, Submission submission)
    {
        var members = Envelope.Open(submission.Members);
        var errors = members.Where(m => m.Value is not null && !_new.Contains(m.Key) && (_shown.Contains(m.Key) || m.Key == "version"))
            .Select(m => new FieldError("/" + m.Key, "read-only", new Text("此项由系统给出,新记录不能带有取值。", "The system sets this member; a new record has no value for it."))).ToList();
        if (errors.Count > 0)
            throw new RejectedException(Rejection.Invalid(errors));
        var body = Read<TNew>(_new.Keep(members, _shown));
        return records.Create(write, looks.Part, record => Create(body, write.Caller, record, write.Aborted));
    }

    private Task<WriteOutcome<TState, TEvent>> Change(Write write, Guid id, Submission submission, Disputes disputes)
    {
        var members = Envelope.Open(submission.Members);
        var patch = PatchOf(_change.Keep(members, _shown));
        return records.Change(
            write, id, looks.Part,
            async record =>
            {
                if (SaysWhatIsShown(members, record))
                    return Array.Empty<TEvent>();
                var (decision, disputed) = await Weigh(write.Caller, patch, record, write.Aborted);
                if (decision.Rejection is not null)
                    return decision;
                // Before the change itself: if all ends between the two, the line is sent again, and the disputes are there already.
                disputes.Pointers = [.. disputed.Select(d => "/" + d.Member)];
                disputes.Paths = write.DryRun || disputed.Count == 0 ? [] : await Authorities.Dispute(write, disputed);
                return decision;
            },
            record => Task.FromResult(submission.Check?.Invoke(record.Part(looks.Part)!) ?? RefuseStale(submission.Members, record) ?? RefuseReadOnly(members, record)),
            mayTry: _ => true);
    }

    private Rejection? RefuseStale(JsonObject members, Recorded<TState> record)
    {
        var current = record.Part(looks.Part)!.Version;
        if (members["version"] is not { } given || given is JsonValue value && value.TryGetValue<long>(out var version) && version == current)
            return null;
        return new Rejection(412, "version-mismatch", new Text(
            $"记录已更改(现为版本 {current});请重新导出后再提交。", $"The record has changed since (it is at version {current}); read it again before you change it."))
        { Errors = [new FieldError("/version", "version-mismatch", new Text($"现为版本 {current}。", $"It is at version {current}."))] };
    }

    // What only the system sets may come back as it was read, as a line of an export does; another value would be lost in silence.
    private Rejection? RefuseReadOnly(JsonObject members, Recorded<TState> record)
    {
        JsonObject? shown = null;
        var errors = new List<FieldError>();
        foreach (var (name, value) in members.Where(m => !_change.Contains(m.Key) && _shown.Contains(m.Key)))
        {
            shown ??= Shown(record);
            if (!JsonNode.DeepEquals(value, shown[name]))
                errors.Add(new FieldError("/" + name, "read-only", new Text("此项由系统给出,不能这样更改。", "The system sets this member; it cannot be changed in this way.")));
        }

        return errors.Count > 0 ? Rejection.Invalid(errors) : null;
    }

    // A record that is sent back as it was read changes nothing, in whatever state it is.
    private bool SaysWhatIsShown(JsonObject members, Recorded<TState> record) =>
        members.All(m => _shown.Contains(m.Key)) && JsonNode.Parse(looks.Text(record)) is JsonObject shown && members.All(m => JsonNode.DeepEquals(m.Value, shown[m.Key]));

    private T Read<T>(JsonObject members) where T : class, IRequestBody
    {
        try
        {
            var body = (T)members.Deserialize(json.Value.SerializerOptions.GetTypeInfo(typeof(T)))!;
            Validation.RefuseNul(body);
            var errors = Validation.Check(body).ToList();
            return errors.Count == 0 ? body : throw new RejectedException(Rejection.Invalid(errors));
        }
        catch (JsonException e)
        {
            throw new RejectedException(JsonErrors.Explain(e, withPlace: false));
        }
    }

    private async Task<Submitted> Describe(Caller caller, WriteOutcome<TState, TEvent> outcome, Disputes disputes, CancellationToken ct) => outcome switch
    {
        WriteOutcome<TState, TEvent>.Done done => new Submitted
        {
            Outcome = OutcomeOf(done.IsNew, done.IsChange),
            Id = done.Record.Id,
            Body = records.TextOf(caller, looks, done.Record),
            Location = looks.Location(done.Record),
            ETag = records.TagOf(caller, looks, done.Record),
            Position = done.Position,
            IsReplay = done.IsReplay,
            Disputed = disputes.Pointers,
            Disputes = disputes.Paths,
        },
        WriteOutcome<TState, TEvent>.WouldDo would => new Submitted
        {
            Outcome = OutcomeOf(would.IsNew, would.Events.Count > 0),
            Id = would.IsNew ? null : would.Record.Id,
            Body = await records.TextOf(caller, looks, would, ct, disputes.Pointers),
            Disputed = disputes.Pointers,
        },
        _ => throw new InvalidOperationException("A refusal has no record."),
    };

    private static SubmissionOutcome OutcomeOf(bool isNew, bool isChange) =>
        isNew ? SubmissionOutcome.Created : isChange ? SubmissionOutcome.Updated : SubmissionOutcome.Unchanged;

    private static Submitted Refused(Rejection rejection) => new()
    {
        Outcome = rejection.Code == "duplicate-suspected" ? SubmissionOutcome.DuplicateSuspected : SubmissionOutcome.Rejected,
        Rejection = rejection,
    };

    // What a submission brings that is not the caller's to set.
    private sealed class Disputes
    {
        public IReadOnlyList<string> Pointers { get; set; } = [];

        public IReadOnlyList<string> Paths { get; set; } = [];
    }
}

/// <summary>The members of a submission that say which record is meant and which version it was based on.</summary>
internal static class Envelope
{
    private static readonly string[] Names = ["id", "version", "externalId"];

    /// <summary>The submission without them.</summary>
    public static JsonObject Open(JsonObject members) =>
        new(members.Where(m => !Names.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));

    /// <summary>A member's text; null if it is absent or no text.</summary>
    public static string? TextOf(JsonObject members, string name) => members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}

/// <summary>The members of a JSON body, by their names on the wire.</summary>
internal sealed class Members
{
    private readonly OrderedDictionary<string, IReadOnlyList<string>> _qualified; // each member, and those that it qualifies

    private Members(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> qualified) => _qualified = new(qualified);

    public static Members Of<T>() => new(typeof(T).GetProperties().Select(p => KeyValuePair.Create(
        JsonNamingPolicy.CamelCase.ConvertName(p.Name), p.GetCustomAttribute<QualifiesAttribute>()?.Members ?? [])));

    public IEnumerable<string> Names => _qualified.Keys;

    public bool Contains(string name) => _qualified.ContainsKey(name);

    public bool IsQualifier(string name, string of) => _qualified.GetValueOrDefault(name)?.Contains(of) == true;

    /// <summary>These members of a submission, with those that are known nowhere: they must not pass unseen.</summary>
    public JsonObject Keep(JsonObject members, Members shown) =>
        new(members.Where(m => Contains(m.Key) || !shown.Contains(m.Key)).Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone())));
}
