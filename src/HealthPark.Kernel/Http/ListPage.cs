using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace HealthPark.Kernel.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The records of this page.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Total">How many records the whole list has; only with `count=exact`.</param>
/// <param name="Facets">How many records of the whole list have each value, the most frequent first, by the name of the filter; only with `facets`.</param>
public sealed record Page<T>(
    IReadOnlyList<T> Items,
    string? Next,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Total = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, IReadOnlyList<FacetCount>>? Facets = null);

/// <summary>How many records have a value.</summary>
/// <param name="Value">The value: a code.</param>
/// <param name="Count">How many.</param>
public sealed record FacetCount(string Value, long Count);

/// <summary>How a list is cut into pages: by key, and not by count.</summary>
internal static class ListPage
{
    public const int DefaultLimit = 50;
    public const int MostLimit = 500;

    /// <summary>The parameters of a page, besides those of the list.</summary>
    public static readonly IReadOnlyList<string> Parameters = ["limit", "cursor", "count"];

    /// <summary>One page of a list: <c>{ items, next, total?, facets? }</c> and a <c>Link</c> to the next.</summary>
    /// <exception cref="RejectedException">A parameter is malformed.</exception>
    public static async Task<IResult> Page(this ListQuery list, HttpContext context, IReadOnlyList<Facet> facets, CancellationToken ct)
    {
        var query = context.Request.Query;
        var limit = ReadLimit(query["limit"].ToString());
        if (query["count"].ToString() is not ("" or "exact"))
            throw new RejectedException(Rejection.Malformed("count", "invalid-value", Validation.OneOf(["exact"])));
        var after = query["cursor"].ToString() is { Length: > 0 } text
            ? Cursor.Read(text, list.Mark) ?? throw new RejectedException(InvalidCursor)
            : null;

        await using var connection = await Positions.OpenForReading(context);
        var rows = new List<ListRow>();
        try
        {
            await foreach (var row in list.Rows(connection, ct, after, limit + 1))
                rows.Add(row);
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("22", StringComparison.Ordinal) && after is not null)
        {
            throw new RejectedException(InvalidCursor); // a forged one, whose key is not of its column's type
        }

        long? total = query.ContainsKey("count") ? await list.Count(connection, ct) : null;
        var counts = new Dictionary<string, IReadOnlyList<FacetCount>>();
        foreach (var facet in facets)
            counts[facet.Name] = await list.Count(connection, facet, ct);

        var page = rows.Take(limit).ToList();
        var next = rows.Count > limit ? Cursor.Write(list.Mark, page[^1].Key, page[^1].Id) : null;
        if (next is not null)
            context.Response.Headers.Link = $"<{NextLink(context, next)}>; rel=\"next\"";
        return StoredJson.Answer(context, Text(await list.Open(context, page), next, total, counts));
    }

    private static Rejection InvalidCursor { get; } = Rejection.Malformed("cursor", "invalid-cursor",
        new Text("游标无效,或不属于此列表。", "The cursor is not valid, or belongs to another list."));

    private static int ReadLimit(string text) =>
        text.Length == 0 ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostLimit ? limit
        : throw new RejectedException(Rejection.Malformed("limit", "invalid-limit", new Text($"须为 1 至 {MostLimit} 的整数。", $"Must be a whole number from 1 to {MostLimit}.")));

    private static string Text(IEnumerable<string> bodies, string? next, long? total, Dictionary<string, IReadOnlyList<FacetCount>> facets)
    {
        var json = new StringBuilder("{\"items\":[").AppendJoin(',', bodies).Append("],\"next\":").Append(next is null ? "null" : $"\"{next}\"");
        if (total is not null)
            json.Append(CultureInfo.InvariantCulture, $",\"total\":{total}");
        if (facets.Count > 0)
            json.Append(",\"facets\":").Append(JsonSerializer.Serialize(facets, ApiJson.Options));
        return json.Append('}').ToString();
    }

    private static string NextLink(HttpContext context, string next)
    {
        var query = context.Request.Query.Where(p => p.Key != "cursor").SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        return context.Request.Path + QueryString.Create(query.Append(KeyValuePair.Create<string, string?>("cursor", next)));
    }
}
