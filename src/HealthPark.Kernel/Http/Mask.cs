using System.Buffers;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace HealthPark.Kernel.Http;

/// <summary>
/// Marks a member of a body, a stored event or a contract event that not every reader of the record may see: it is there for whoever
/// holds the scope and for the organisation whose record it is, and absent (not null) for others. It is found in bodies and in lists
/// within them. That is all a module declares: whatever leaves the program passes a <see cref="Mask"/>.
/// </summary>
/// <param name="scope">The scope that shows it.</param>
[AttributeUsage(AttributeTargets.Property)]
public class SensitiveAttribute(string scope) : Attribute
{
    /// <summary>The scope that shows it.</summary>
    public string Scope => scope;
}

/// <summary>What a reader does not see of other organisations' records of one shape.</summary>
public sealed class Mask
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyDictionary<string, Member>> Members = new();
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<string>> Scopes = new();

    private readonly Type _body;
    private readonly Guid _reader;
    private readonly IReadOnlyList<string> _lacking;
    private readonly bool _hidesPersonal;

    private Mask(Type body, Guid reader, IReadOnlyList<string> lacking, bool hidesPersonal) =>
        (_body, _reader, _lacking, _hidesPersonal) = (body, reader, lacking, hidesPersonal);

    private sealed record Member(string? Scope, Type Type, bool IsPersonal);

    /// <summary>The scopes that the reader lacks.</summary>
    public IReadOnlyList<string> Lacking => _lacking;

    /// <summary>
    /// Tells this view from the whole one in an entity tag: the scopes that the reader lacks; null if it lacks none. Personal members are
    /// absent from what is usually shown, so that their absence tells nothing apart.
    /// </summary>
    public string? Variant => _lacking.Count == 0 ? null : "without-" + string.Join('+', _lacking);

    /// <summary>The mask of a reader for a shape; null if it sees all of it, so that nothing need be looked at.</summary>
    /// <param name="body">The class of the body or event.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="withPersonal">Whether personal members are shown to whoever may see them: the reader has said for what.</param>
    public static Mask? For(Type body, Caller reader, bool withPersonal = false)
    {
        var (scopes, hidesPersonal) = (Scopes.GetOrAdd(body, ScopesIn), !withPersonal && PersonalMembers.Of(body).Count > 0);
        if (!hidesPersonal && scopes.All(reader.Scopes.Contains))
            return null;
        return new Mask(body, reader.OrganizationId, [.. scopes.Where(scope => !reader.Scopes.Contains(scope))], hidesPersonal);
    }

    /// <summary>The mask of a reader for a record of an organisation; null if it sees all of it.</summary>
    /// <param name="body">The class of the body or event.</param>
    /// <param name="reader">The reader.</param>
    /// <param name="owner">The organisation whose record it is.</param>
    /// <param name="withPersonal">Whether personal members are shown to whoever may see them: the reader has said for what.</param>
    public static Mask? For(Type body, Caller reader, Guid owner, bool withPersonal = false) => For(body, reader, withPersonal)?.Of(owner);

    /// <summary>Whether something that a scope protects in a record of this organisation is hidden from the reader.</summary>
    public bool Hides(Guid? owner) => owner != _reader && _lacking.Count > 0;

    /// <summary>The JSON text as the reader sees it where the record is this organisation's.</summary>
    public string Apply(string json, Guid? owner) => Of(owner)?.Apply(json) ?? json;

    // In its own records a reader lacks nothing but what needs a purpose.
    private Mask? Of(Guid? owner) => owner != _reader ? this : _hidesPersonal ? new Mask(_body, _reader, [], hidesPersonal: true) : null;

    /// <summary>The JSON text without what the reader does not see; the rest keeps its text.</summary>
    public string Apply(string json) => Apply(json, MembersOf(_body));

    /// <summary>The JSON text of an envelope, without what the reader does not see of the body in one of its members.</summary>
    public string ApplyWithin(string member, string json) => Apply(json, new Dictionary<string, Member> { [member] = new(null, _body, false) });

    private string Apply(string json, IReadOnlyDictionary<string, Member> members)
    {
        var source = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(source);
        var kept = new ArrayBufferWriter<byte>(source.Length);
        reader.Read();
        Copy(ref reader, source, members, kept);
        return Encoding.UTF8.GetString(kept.WrittenSpan);
    }

    // Copies the value at which the reader stands.
    private void Copy(ref Utf8JsonReader reader, ReadOnlySpan<byte> source, IReadOnlyDictionary<string, Member> members, ArrayBufferWriter<byte> kept)
    {
        var isFirst = true;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                kept.Write("["u8);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    Part(ref isFirst);
                    Copy(ref reader, source, members, kept);
                }

                kept.Write("]"u8);
                break;
            case JsonTokenType.StartObject when members.Count > 0:
                kept.Write("{"u8);
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (start, member) = ((int)reader.TokenStartIndex, members.GetValueOrDefault(reader.GetString()!));
                    reader.Read();
                    if (member?.Scope is { } scope && (_lacking.Contains(scope) || (_hidesPersonal && member.IsPersonal)))
                    {
                        reader.Skip();
                        continue;
                    }

                    Part(ref isFirst);
                    kept.Write(source[start..(int)reader.TokenStartIndex]); // its name and the colon
                    Copy(ref reader, source, member is null ? MembersOf(typeof(void)) : MembersOf(member.Type), kept);
                }

                kept.Write("}"u8);
                break;
            default:
                var from = (int)reader.TokenStartIndex;
                reader.Skip();
                kept.Write(source[from..(int)reader.BytesConsumed]);
                break;
        }

        void Part(ref bool first)
        {
            if (!first)
                kept.Write(","u8);
            first = false;
        }
    }

    private static List<string> ScopesIn(Type body)
    {
        var (seen, scopes) = (new HashSet<Type>(), new SortedSet<string>(StringComparer.Ordinal));
        Look(body);
        return [.. scopes];

        void Look(Type type)
        {
            if (!seen.Add(type))
                return;
            foreach (var member in MembersOf(type).Values)
            {
                if (member.Scope is not null)
                    scopes.Add(member.Scope);
                Look(member.Type);
            }
        }
    }

    // Only shapes of our own say what is sensitive; of others, and of plain values, there is nothing to know.
    private static IReadOnlyDictionary<string, Member> MembersOf(Type type) => Members.GetOrAdd(type, static t =>
        t.IsEnum || t.Assembly.GetName().Name?.StartsWith("HealthPark.", StringComparison.Ordinal) != true
            ? new Dictionary<string, Member>()
            : t.GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(
                p => p.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(p.Name),
                p => new Member(p.GetCustomAttribute<SensitiveAttribute>()?.Scope, ElementOf(p.PropertyType), p.GetCustomAttribute<PersonalAttribute>() is not null)));

    private static Type ElementOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } value ? value
        : type == typeof(string) ? type
        : type.GetInterfaces().Append(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>)) is { } list
            ? ElementOf(list.GetGenericArguments()[0])
        : type;
}
