using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Kernel.Http;

/// <summary>
/// What the reader of a request sees of a record: all of it, or what its scopes let it see, or the members that <c>fields</c> names. Every
/// body passes here on its way out: the rows of lists and exports, and records that are shown one by one.
/// </summary>
public sealed class ReaderView
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<string>> MembersOf = new();

    private readonly IReadOnlySet<string>? _fields;
    private readonly Mask? _mask;
    private readonly Type _body;

    private ReaderView(Type body, IReadOnlySet<string>? fields, Mask? mask, bool withPersonal) =>
        (_body, _fields, _mask, WithPersonal) = (body, fields, mask, withPersonal);

    /// <summary>Whether what is shown may hold personal members, which are sealed until <see cref="Open(HttpContext, string, IReadOnlyList{ValueTuple{Guid, string}})"/>.</summary>
    public bool WithPersonal { get; }

    /// <summary>The view of this request's reader.</summary>
    /// <param name="context">The request, with <c>fields</c>.</param>
    /// <param name="body">The record as it is shown whole.</param>
    /// <exception cref="RejectedException">A field is not a member of the record.</exception>
    public static ReaderView Of(HttpContext context, Type body)
    {
        var withPersonal = PersonalMembers.Of(body).Count > 0 && PersonalReads.PurposeOf(context) is not null;
        var mask = Caller.Find(context) is { } caller ? Mask.For(body, caller, withPersonal) : null;
        var names = context.Request.Query["fields"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
            return new ReaderView(body, null, mask, withPersonal);
        var members = MembersOf.GetOrAdd(body, b => [.. b.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))]);
        return names.All(members.Contains)
            ? new ReaderView(body, names.Append("id").ToHashSet(), mask, withPersonal)
            : throw new RejectedException(Rejection.Malformed("fields", "unknown-field", Validation.OneOf(members)));
    }

    /// <summary>A record's body as the reader sees it.</summary>
    /// <param name="body">The whole body, as it is stored.</param>
    /// <param name="owner">The organisation whose record it is; null if it is nobody's.</param>
    public string Show(string body, Guid? owner)
    {
        var shown = _mask?.Apply(body, owner) ?? body;
        return _fields is null ? shown : Cut(shown, _fields);
    }

    /// <summary>What is shown, with the personal members in it opened, and the reading recorded.</summary>
    /// <param name="context">The request.</param>
    /// <param name="schema">Whose records they are.</param>
    /// <param name="shown">Each record's body as <see cref="Show"/> gave it.</param>
    public async Task<IReadOnlyList<string>> Open(HttpContext context, string schema, IReadOnlyList<(Guid Id, string Body)> shown) => WithPersonal
        ? await context.RequestServices.GetRequiredService<PersonalReads>().Open(context, schema, [.. shown.Select(s => (s.Id, _body, s.Body))])
        : [.. shown.Select(s => s.Body)];

    /// <summary>The entity tag of a version in this view: one for each view, since their bodies differ.</summary>
    /// <param name="version">The version.</param>
    /// <param name="owner">The organisation whose record it is.</param>
    public string ETag(long version, Guid owner)
    {
        string?[] variants = [_mask?.Hides(owner) == true ? _mask.Variant : null, WithPersonal ? "personal" : null, _fields is null ? null : MarkOf(_fields)];
        var variant = string.Join('.', variants.OfType<string>());
        return Preconditions.ETag(version, variant.Length == 0 ? null : variant);
    }

    private static string MarkOf(IEnumerable<string> fields) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(',', fields.Order(StringComparer.Ordinal)))))[..8];

    // The members' text stays as it is: a number keeps its digits.
    private static string Cut(string body, IReadOnlySet<string> fields)
    {
        var text = Encoding.UTF8.GetBytes(body);
        var reader = new Utf8JsonReader(text);
        var kept = new List<string>();
        reader.Read(); // the object's beginning
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = (int)reader.TokenStartIndex;
            var isKept = fields.Contains(reader.GetString()!);
            reader.Read();
            reader.Skip();
            if (isKept)
                kept.Add(Encoding.UTF8.GetString(text.AsSpan(start, (int)reader.BytesConsumed - start)));
        }

        return $"{{{string.Join(',', kept)}}}";
    }
}
