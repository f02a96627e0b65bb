using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>
/// Marks a text member of a request, a body or a stored event that says something of a person: its name, a number, an address. In the log
/// and in read models it is sealed with a key of the record's own; it is shown to whoever may see sensitive members and says for what
/// purpose, and each such reading is recorded. That is all a module declares, besides giving its <see cref="Records{TState, TEvent}"/>
/// the keys.
/// </summary>
/// <param name="scope">The scope that shows it.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonalAttribute(string scope) : SensitiveAttribute(scope);

/// <summary>
/// Marks the member of a stored event that tells whether two records are of one person: a token that stands for what the other members
/// named here say, in that order, set where the last of them has a value. It is made when the event is sealed.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class PersonTokenAttribute(params string[] members) : Attribute
{
    /// <summary>The members, by their names on the wire.</summary>
    public IReadOnlyList<string> Members => members;
}

/// <summary>The personal members of bodies and events.</summary>
public static class PersonalMembers
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<string>> Known = new();

    /// <summary>The personal members of a class, by their names on the wire.</summary>
    public static IReadOnlyList<string> Of(Type type) => Known.GetOrAdd(type, static t =>
        [.. t.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetCustomAttribute<PersonalAttribute>() is not null).Select(NameOf)]);

    internal static (string Name, IReadOnlyList<string> Members)? TokenOf(Type type) => type.GetProperties()
        .Where(p => p.GetCustomAttribute<PersonTokenAttribute>() is not null)
        .Select(p => ((string, IReadOnlyList<string>)?)(NameOf(p), p.GetCustomAttribute<PersonTokenAttribute>()!.Members)).FirstOrDefault();

    internal static string NameOf(PropertyInfo property) =>
        property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    /// <summary>
    /// What of a request's body goes into its fingerprint, which the log's database keeps: all but its personal members. Of these a single
    /// byte of a hash: enough to tell almost every other request from this one, too little to find out what they say.
    /// </summary>
    internal static ReadOnlyMemory<byte> Fingerprinted(Type? body, ReadOnlyMemory<byte> json)
    {
        if (body is null || Of(body) is not { Count: > 0 } personal)
            return json;
        try
        {
            if (StrictDocument.Parse(json.Span) is not JsonObject members)
                return json;
            var taken = new StringBuilder();
            foreach (var member in personal.Where(members.ContainsKey))
            {
                taken.Append(CultureInfo.InvariantCulture, $"{member}={members[member]?.ToJsonString()}\n");
                members.Remove(member);
            }

            byte[] rest = [.. Encoding.UTF8.GetBytes(members.ToJsonString(ApiJson.Options)), SHA256.HashData(Encoding.UTF8.GetBytes(taken.ToString()))[0]];
            return rest;
        }
        catch (JsonException)
        {
            return json; // it is refused anyway
        }
    }
}

/// <summary>Seals the personal members of events on their way into the log.</summary>
internal static class PersonalSeal
{
    /// <summary>409: the person was erased, so nothing personal is kept of it any more.</summary>
    public static Rejection Erased { get; } = Rejection.Conflict("person-erased", new Text(
        "此人的个人信息已被删除,不能再登记。", "The personal data of this record were erased; none are kept of it any more."));

    /// <summary>The events as they may be stored.</summary>
    /// <param name="keys">The keys.</param>
    /// <param name="types">How events are written.</param>
    /// <param name="id">The record.</param>
    /// <param name="events">The events as they were decided.</param>
    /// <param name="trial">Whether nothing will be stored: then nothing is kept of the person either.</param>
    /// <param name="ct">Cancels it.</param>
    /// <exception cref="RejectedException">The person's key was destroyed.</exception>
    /// <returns>The events, and the tokens that were made for them.</returns>
    public static async Task<(IReadOnlyList<TEvent> Events, IReadOnlyList<Guid> NewTokens)> Seal<TEvent>(
        PersonKeys keys, EventTypes types, Guid id, IReadOnlyList<TEvent> events, bool trial, CancellationToken ct)
        where TEvent : notnull
    {
        byte[]? key = null;
        var (stored, tokens) = (new List<TEvent>(), new List<Guid>());
        foreach (var e in events)
        {
            var personal = PersonalMembers.Of(e.GetType());
            if (personal.Count == 0)
            {
                stored.Add(e);
                continue;
            }

            var members = JsonNode.Parse(types.Write(e))!.AsObject();
            if (PersonalMembers.TokenOf(e.GetType()) is var (token, of) && members[of[^1]] is not null)
            {
                var (value, isNew) = await keys.TokenOf(string.Join(':', of.Select(m => members[m]?.ToString())), make: !trial, ct);
                members[token] = value;
                if (isNew)
                    tokens.Add(value);
            }

            foreach (var member in personal.Where(m => members[m] is not null))
            {
                key ??= trial ? SealedText.NewKey() : await keys.MakeOrFind(id, ct) ?? throw new RejectedException(Erased);
                members[member] = SealedText.Seal(key, id, member, members[member]!.GetValue<string>());
            }

            stored.Add((TEvent)types.Read(types.NameOf(e), members.ToJsonString(ApiJson.Options)));
        }

        return (stored, tokens);
    }
}

/// <summary>Erases persons for good: destroys what opens the personal members of their records, and what leads from an identity number to these.</summary>
public sealed class PersonErasure(Database database, PersonKeys keys)
{
    /// <summary>Erases the persons of some records. Doing it again does nothing.</summary>
    /// <param name="store">The store of the records.</param>
    /// <param name="records">The records: their log must say already that they are erased.</param>
    /// <param name="ct">Cancels it.</param>
    public async Task Erase(ModuleStore store, IReadOnlyCollection<Guid> records, CancellationToken ct)
    {
        var tokens = new HashSet<Guid>();
        foreach (var id in records)
        {
            await foreach (var stored in store.ReadStream(id, UpTo.Now, ct))
            {
                if (PersonalMembers.TokenOf(store.Types.Read(stored.Type, stored.Data).GetType()) is var (token, _) && JsonNode.Parse(stored.Data)![token] is { } value)
                    tokens.Add(value.GetValue<Guid>());
            }
        }

        // Of a person who has another record that stands, it stays known that the two are one.
        await keys.Destroy(records, await Free(database, store, tokens, ct), ct);
    }

    /// <summary>Those of some tokens that no record holds.</summary>
    internal static async Task<IReadOnlyCollection<Guid>> Free(Database database, ModuleStore store, IReadOnlyCollection<Guid> tokens, CancellationToken ct)
    {
        if (tokens.Count == 0)
            return tokens;
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var held = await connection.Query(
            $"select key from {store.Schema}.claims where key = any($1)", row => row.GetString(0), ct, (object)tokens.Select(t => t.ToString()).ToArray());
        return [.. tokens.Except(held.Select(Guid.Parse))];
    }
}

/// <summary>One reading of personal members of a record.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="ReadAt">When (RFC 3339, UTC).</param>
/// <param name="ActorId">The API key, or the client of a token.</param>
/// <param name="OrganizationId">The organisation for which it read.</param>
/// <param name="Purpose">For what, as the reader said.</param>
/// <param name="Members">Which members it was shown.</param>
/// <param name="Path">What it asked for.</param>
/// <param name="RecordId">Of which record.</param>
public sealed record PersonalRead(
    Guid Id, DateTime ReadAt, string ActorId, Guid OrganizationId, string Purpose, IReadOnlyList<string> Members, string Path, Guid RecordId);

/// <summary>Opens personal members for a reader who may see them and says for what, and records that it did.</summary>
public sealed class PersonalReads(Database database, PersonKeys keys, TimeProvider clock)
{
    /// <summary>The header by which a reader says for what it needs personal members.</summary>
    public const string PurposeHeader = "HealthPark-Purpose";

    private const int LongestPurpose = 200;

    /// <summary>The header, for the contract.</summary>
    public static HeaderParameter Parameter { get; } = new(PurposeHeader,
        "For what the personal members are needed: up to 200 characters, percent-encoded (RFC 3986) where they are not ASCII. They are shown only with it, "
        + "to those who may see them; each reading is recorded with it.", "%E5%85%91%E7%8E%B0%E4%BA%BA%E6%89%8D%E6%94%BF%E7%AD%96");

    /// <summary>The purpose that a request states; null if it states none.</summary>
    /// <exception cref="RejectedException">It is too long or not a text.</exception>
    public static string? PurposeOf(HttpContext context)
    {
        if (context.Request.Headers[PurposeHeader].ToString().Trim() is not { Length: > 0 } header)
            return null;
        var text = Uri.UnescapeDataString(header).Trim();
        return text.Length is > 0 and <= LongestPurpose && !text.Any(c => char.IsControl(c) || c == '\uFFFD')
            ? text
            : throw new RejectedException(Rejection.Malformed(PurposeHeader, "invalid-purpose", new Text(
                $"须为 1 至 {LongestPurpose} 个字符的文本;非 ASCII 字符须作百分号编码。", $"Must be a text of 1 to {LongestPurpose} characters, percent-encoded where they are not ASCII.")));
    }

    /// <summary>JSON texts in which personal members that the reader may see are still sealed, with these opened. What cannot be opened is left out.</summary>
    /// <param name="context">The request.</param>
    /// <param name="schema">Whose records they are: the module's schema, or the read model's.</param>
    /// <param name="shown">Each text, with its record and the class of what it shows.</param>
    public async Task<IReadOnlyList<string>> Open(HttpContext context, string schema, IReadOnlyList<(Guid Id, Type Body, string Json)> shown)
    {
        var ct = context.RequestAborted;
        var found = await keys.Find([.. shown.Where(s => PersonalMembers.Of(s.Body).Count > 0).Select(s => s.Id).Distinct()], ct);
        var (opened, read) = (new List<string>(shown.Count), new Dictionary<Guid, SortedSet<string>>());
        foreach (var (id, body, json) in shown)
        {
            var personal = PersonalMembers.Of(body);
            if (personal.Count == 0)
            {
                opened.Add(json);
                continue;
            }

            var members = JsonNode.Parse(json)!.AsObject();
            foreach (var member in personal.Where(members.ContainsKey))
            {
                var text = members[member] is JsonValue value && found.TryGetValue(id, out var key) ? SealedText.Open(key, id, member, value.GetValue<string>()) : null;
                if (text is null)
                {
                    members.Remove(member);
                    continue;
                }

                members[member] = text;
                (read.TryGetValue(id, out var names) ? names : read[id] = new(StringComparer.Ordinal)).Add(member);
            }

            opened.Add(members.ToJsonString(ApiJson.Options));
        }

        await Record(context, schema, read);
        return opened;
    }

    /// <summary>Personal members of a record as they stand, for a decision that compares with them. Nobody is shown them.</summary>
    public async Task<IReadOnlyDictionary<string, string>> OpenFor(Guid id, IReadOnlyDictionary<string, string?> members, CancellationToken ct)
    {
        var found = await keys.Find([id], ct);
        return found.TryGetValue(id, out var key)
            ? members.Where(m => m.Value is not null).Select(m => KeyValuePair.Create(m.Key, SealedText.Open(key, id, m.Key, m.Value!)))
                .Where(m => m.Value is not null).ToDictionary(m => m.Key, m => m.Value!)
            : new Dictionary<string, string>();
    }

    // Before anything is shown: a reading that cannot be recorded does not happen.
    private async Task Record(HttpContext context, string schema, Dictionary<Guid, SortedSet<string>> read)
    {
        if (read.Count == 0)
            return;
        var (caller, purpose, now) = (Caller.Of(context), PurposeOf(context)!, clock.GetUtcNow().UtcDateTime);
        var rows = read.Select(r => new PersonalRead(
            Guid.CreateVersion7(), now, caller.ClientId, caller.OrganizationId, purpose, [.. r.Value], context.Request.Path.Value ?? "", r.Key)).ToList();
        await using var connection = await database.Source.OpenConnectionAsync(context.RequestAborted);
        await connection.Execute(
            "insert into event_store.personal_reads (id, schema, record_id, body) select id, $2, record_id, body::json from unnest($1, $3, $4) as u (id, record_id, body)",
            context.RequestAborted, rows.Select(r => r.Id).ToArray(), schema, rows.Select(r => r.RecordId).ToArray(),
            rows.Select(r => JsonSerializer.Serialize(r, ApiJson.Options)).ToArray());
    }
}
