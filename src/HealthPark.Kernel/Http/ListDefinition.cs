using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.Kernel.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The records of this page.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Total">How many records the whole list has; only with `count=exact`.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Total = null);

/// <summary>
/// A list of records over a read model whose rows carry their JSON in a column <c>body</c>: which filters and orders it takes, and
/// how a page of it is answered. Pages are cut by key, not by count: each row that was there at the start and whose sort key stayed
/// is given exactly once, however many are written meanwhile.
/// </summary>
/// <param name="table">The read model's table, with its schema.</param>
/// <param name="ownerColumn">The column of the owning organisation, by which a partner's view is limited; null if all see all.</param>
public sealed class ListDefinition(string table, string? ownerColumn)
{
    private const int DefaultLimit = 50;
    private const int MostLimit = 500;

    private readonly Dictionary<string, Filter> _filters = [];
    private readonly Dictionary<string, SortKey> _sorts = new() { ["id"] = new("id", "uuid", null) };
    private readonly List<QueryParameter> _parameters = [];

    private sealed record Filter(string Sql, Func<string, object?> Parse, Text Expected);

    private sealed record SortKey(string Column, string SqlType, string? IfNull);

    /// <summary>The query parameters, for the contract.</summary>
    public IReadOnlyList<QueryParameter> Parameters =>
    [
        .. _parameters,
        new("sort", "The order: a member, with `-` before it for descending. Absent: in order of creation.", Values: [.. _sorts.Keys.SelectMany(k => new[] { k, "-" + k })]),
        new("limit", $"How many items at most: 1 to {MostLimit}, {DefaultLimit} if absent.", "50"),
        new("cursor", "Where to go on: `next` of the page before, with the same filters and order."),
        new("count", "`exact` adds `total`, the number of items of the whole list.", Values: ["exact"]),
    ];

    /// <summary>A filter on a column of codes or ids: one or several, separated by commas.</summary>
    public ListDefinition OneOf(string name, string column, string description, IReadOnlyList<string>? values = null)
    {
        AddFilter(name, $"{column}::text = any($)", description, values, text => Split(text, values), Expect(values));
        return this;
    }

    /// <summary>A filter on a JSON array column: records that have at least one of the values.</summary>
    public ListDefinition AnyOf(string name, string column, string description, IReadOnlyList<string>? values = null)
    {
        AddFilter(name, $"{column} ?| $", description, values, text => Split(text, values), Expect(values));
        return this;
    }

    /// <summary>Filters on a date: the day itself, or <c>.gte</c>, <c>.gt</c>, <c>.lte</c>, <c>.lt</c>.</summary>
    public ListDefinition Date(string name, string column, string description)
    {
        foreach (var (suffix, op) in new[] { ("", "="), (".gte", ">="), (".gt", ">"), (".lte", "<="), (".lt", "<") })
        {
            AddFilter(name + suffix, $"{column} {op} $", $"{description} ({op})", null,
                text => DateOnly.TryParseExact(text.Normalize(NormalizationForm.FormKC), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
                new Text("须为 YYYY-MM-DD 形式的日期。", "Must be a date, YYYY-MM-DD."));
        }

        return this;
    }

    /// <summary>An order.</summary>
    /// <param name="name">The member by which is sorted.</param>
    /// <param name="column">Its column or expression.</param>
    /// <param name="sqlType">Its Postgres type.</param>
    /// <param name="ifNull">Where rows without a value stand: the SQL literal that they count as.</param>
    public ListDefinition Sort(string name, string column, string sqlType, string? ifNull = null)
    {
        _sorts.Add(name, new SortKey(column, sqlType, ifNull));
        return this;
    }

    /// <summary>Answers one page: <c>{ items, next, total? }</c> and a <c>Link</c> to the next.</summary>
    /// <param name="context">The request.</param>
    /// <param name="only">A further condition on the rows, such as who may see them; it is given the way to put a value into the statement.</param>
    /// <exception cref="RejectedException">A parameter is unknown or malformed.</exception>
    public async Task<IResult> Answer(HttpContext context, CancellationToken ct, Func<Func<object, string>, string>? only = null)
    {
        await Positions.Demanded(context);
        var query = context.Request.Query;
        ReadParameters.Only(context, [.. _filters.Keys, "sort", "limit", "cursor", "count"]);
        var (sort, descending) = ReadSort(query["sort"].ToString());
        var limit = ReadLimit(query["limit"].ToString());
        if (query["count"].ToString() is not ("" or "exact"))
            throw new RejectedException(Rejection.Malformed("count", "invalid-value", Validation.OneOf(["exact"])));
        var values = new List<object?>();
        var conditions = ReadFilters(query, values);
        if (ownerColumn is not null && Caller.Of(context).OnlyOrganization is { } organization)
            conditions.Add($"{ownerColumn} = {Add(values, organization)}");
        if (only is not null)
            conditions.Add(only(value => Add(values, value)));
        var all = Where(conditions);
        var allValues = values.ToArray();

        // The cursor belongs to one list: the same filters, the same order.
        var list = Cursor.Mark(string.Join('&', query.Where(p => p.Key is not ("cursor" or "limit" or "count")).Select(p => $"{p.Key}={p.Value}").Order()));
        var key = sort.IfNull is null ? sort.Column : $"coalesce({sort.Column}, {sort.IfNull})";
        if (query["cursor"].ToString() is { Length: > 0 } text)
        {
            var cursor = Cursor.Read(text, list) ?? throw new RejectedException(InvalidCursor);
            conditions.Add($"({key}, id) {(descending ? "<" : ">")} ({Add(values, cursor.Key)}::{sort.SqlType}, {Add(values, cursor.Id)})");
        }

        var direction = descending ? "desc" : "asc";
        await using var connection = await context.RequestServices.GetRequiredService<Database>().Source.OpenConnectionAsync(ct);
        List<(Guid Id, string Key, string Body)> rows;
        try
        {
            rows = await connection.Query(
                $"select id, ({key})::text as sort_key, body::text as body_text from {table} {Where(conditions)} order by {key} {direction}, id {direction} limit {limit + 1}",
                row => (row.GetGuid(0), row.GetString(1), row.GetString(2)), ct, [.. values]);
        }
        catch (PostgresException e) when (e.SqlState.StartsWith("22", StringComparison.Ordinal) && query.ContainsKey("cursor"))
        {
            throw new RejectedException(InvalidCursor); // a forged one, whose key is not of its column's type
        }

        long? total = query.ContainsKey("count") ? (await connection.Query($"select count(*) from {table} {all}", row => row.GetInt64(0), ct, allValues))[0] : null;

        var page = rows.Take(limit).ToList();
        var next = rows.Count > limit ? Cursor.Write(list, page[^1].Key, page[^1].Id) : null;
        if (next is not null)
            context.Response.Headers.Link = $"<{NextLink(context, next)}>; rel=\"next\"";
        return StoredJson.Answer(context, Page(page.Select(r => r.Body), next, total));
    }

    private static Rejection InvalidCursor { get; } = Rejection.Malformed("cursor", "invalid-cursor",
        new Text("游标无效,或不属于此列表。", "The cursor is not valid, or belongs to another list."));

    private static string Page(IEnumerable<string> bodies, string? next, long? total)
    {
        var json = new StringBuilder("{\"items\":[").AppendJoin(',', bodies).Append("],\"next\":").Append(next is null ? "null" : $"\"{next}\"");
        if (total is not null)
            json.Append(CultureInfo.InvariantCulture, $",\"total\":{total}");
        return json.Append('}').ToString();
    }

    private static string NextLink(HttpContext context, string next)
    {
        var query = context.Request.Query.Where(p => p.Key != "cursor").SelectMany(p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v));
        return context.Request.Path + QueryString.Create(query.Append(KeyValuePair.Create<string, string?>("cursor", next)));
    }

    private List<string> ReadFilters(IQueryCollection query, List<object?> values)
    {
        var conditions = new List<string>();
        foreach (var (name, filter) in _filters)
        {
            if (query[name].ToString() is not { Length: > 0 } text)
                continue;
            var value = filter.Parse(text) ?? throw new RejectedException(Rejection.Malformed(name, "invalid-value", filter.Expected));
            conditions.Add(filter.Sql.Replace("$", Add(values, value), StringComparison.Ordinal));
        }

        return conditions;
    }

    private (SortKey Key, bool Descending) ReadSort(string text)
    {
        var descending = text.StartsWith('-');
        var name = text.Length == 0 ? "id" : text.TrimStart('-');
        return _sorts.TryGetValue(name, out var key) && text.Length - name.Length <= 1
            ? (key, descending)
            : throw new RejectedException(Rejection.Malformed("sort", "invalid-sort", Validation.OneOf(_sorts.Keys)));
    }

    private static int ReadLimit(string text) =>
        text.Length == 0 ? DefaultLimit
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostLimit ? limit
        : throw new RejectedException(Rejection.Malformed("limit", "invalid-limit", new Text($"须为 1 至 {MostLimit} 的整数。", $"Must be a whole number from 1 to {MostLimit}.")));

    private void AddFilter(string name, string sql, string description, IReadOnlyList<string>? values, Func<string, object?> parse, Text expected)
    {
        _filters.Add(name, new Filter(sql, parse, expected));
        _parameters.Add(new QueryParameter(name, values is null ? description : $"{description}: one or several of {string.Join(", ", values)}, separated by commas"));
    }

    private static string[]? Split(string text, IReadOnlyList<string>? allowed)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && (allowed is null || parts.All(allowed.Contains)) ? parts : null;
    }

    private static Text Expect(IReadOnlyList<string>? values) =>
        values is null ? new Text("取值无效。", "The value is not valid.") : Validation.OneOf(values);

    private static string Where(List<string> conditions) => conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);

    private static string Add(List<object?> values, object? value)
    {
        values.Add(value);
        return $"${values.Count}";
    }
}
