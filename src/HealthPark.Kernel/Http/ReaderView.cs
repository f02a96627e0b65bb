using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

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

    private ReaderView(IReadOnlySet<string>? fields, Mask? mask) => (_fields, _mask) = (fields, mask);

    /// <summary>The view of this request's reader.</summary>
    /// <param name="context">The request, with <c>fields</c>.</param>
    /// <param name="body">The record as it is shown whole.</param>
    /// <exception cref="RejectedException">A field is not a member of the record.</exception>
    public static ReaderView Of(HttpContext context, Type body)
    {
        var mask = Caller.Find(context) is { } caller ? Mask.For(body, caller) : null;
        var names = context.Request.Query["fields"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
            return new ReaderView(null, mask);
        var members = MembersOf.GetOrAdd(body, b => [.. b.GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name))]);
        return names.All(members.Contains)
            ? new ReaderView(names.Append("id").ToHashSet(), mask)
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

    /// <summary>The entity tag of a version in this view: one for each view, since their bodies differ.</summary>
    /// <param name="version">The version.</param>
    /// <param name="owner">The organisation whose record it is.</param>
    public string ETag(long version, Guid owner)
    {
        string?[] variants = [_mask?.Hides(owner) == true ? _mask.Variant : null, _fields is null ? null : MarkOf(_fields)];
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
