using System.Globalization;
using HealthPark.Kernel.Search;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>
/// A list of records over a read model whose rows carry their JSON in a column <c>body</c>: which filters and orders it takes, and
/// how a page of it is answered. Pages are cut by key, not by count: each row that was there at the start and whose sort key stayed
/// is given exactly once, however many are written meanwhile.
/// </summary>
/// <param name="body">A record as it is shown.</param>
/// <param name="table">The read model's table, with its schema.</param>
/// <param name="ownerColumn">The column of the owning organisation, by which a partner's view is limited; null if all see all.</param>
public sealed class ListDefinition(Type body, string table, string? ownerColumn)
{
    private const int MostToSearch = 100;

    private static readonly Text DateExpected = new("须为 YYYY-MM-DD 形式的日期。", "Must be a date, YYYY-MM-DD.");

    private const string HowToSearch = "Width, case, brackets, blanks and punctuation do not count. Words parted by blanks must all be found: "
        + "any part of the text, the initials of its pinyin (`zqsw` finds 重庆生物) or its pinyin without tones (`zhongqing`), in any reading of a character";

    private readonly Dictionary<string, Filter> _filters = [];
    private readonly Dictionary<string, SortKey> _sorts = new() { ["id"] = new("id", "uuid", null) };
    private readonly List<QueryParameter> _parameters = [];
    private string _usualSort = "id";

    private sealed record Filter(string Sql, Func<string, object?> Parse, Text Expected, string? Facet);

    private sealed record SortKey(string Column, string SqlType, string? IfNull);

    /// <summary>Whether all see all of its records.</summary>
    public bool IsSeenByAll => ownerColumn is null;

    /// <summary>The query parameters, for the contract.</summary>
    public IReadOnlyList<QueryParameter> Parameters =>
    [
        .. _parameters,
        new("sort", $"The order: a member, with `-` before it for descending. Absent: {(_usualSort == "id" ? "in order of creation" : "the newest first")}.", Values: [.. _sorts.Keys.SelectMany(k => new[] { k, "-" + k })]),
        QueryParameter.Fields,
        new("limit", $"How many items at most: 1 to {ListPage.MostLimit}, {ListPage.DefaultLimit} if absent.", "50"),
        new("cursor", "Where to go on: `next` of the page before, with the same filters and order."),
        .. FacetNames.Any() ? [FacetsParameter] : Array.Empty<QueryParameter>(),
        new("count", "`exact` adds `total`, the number of items of the whole list.", Values: ["exact"]),
    ];

    /// <summary>A filter on a column of codes or ids: one or several, separated by commas.</summary>
    public ListDefinition OneOf(string name, string column, string description, IReadOnlyList<string>? values = null)
    {
        AddFilter(name, $"{column}::text = any($)", description, values, text => Split(text, values), Expect(values),
            facet: $"select {column}::text as value");
        return this;
    }

    /// <summary>A filter on a JSON array column: records that have at least one of the values.</summary>
    public ListDefinition AnyOf(string name, string column, string description, IReadOnlyList<string>? values = null)
    {
        AddFilter(name, $"{column} ?| $", description, values, text => Split(text, values), Expect(values),
            facet: $"select jsonb_array_elements_text({column}) as value");
        return this;
    }

    /// <summary>The filter <c>q</c>: finds by the column <c>search</c>.</summary>
    /// <param name="description">Which records it finds.</param>
    public ListDefinition Search(string description)
    {
        AddFilter("q", "search @@ $::tsquery", $"{description}. {HowToSearch}", null,
            text => text.Length <= MostToSearch ? SearchQuery.Of(text) : null,
            new Text($"须为 1 至 {MostToSearch} 个字符,且至少有一个文字或数字。", $"Must have 1 to {MostToSearch} characters, a letter or digit among them."));
        return this;
    }

    /// <summary>Filters on a date: the day itself, or <c>.gte</c>, <c>.gt</c>, <c>.lte</c>, <c>.lt</c>.</summary>
    public ListDefinition Date(string name, string column, string description)
    {
        foreach (var (suffix, op) in new[] { ("", "="), (".gte", ">="), (".gt", ">"), (".lte", "<="), (".lt", "<") })
        {
            AddFilter(name + suffix, $"{column} {op} $", $"{description} ({op})", null, ParseDate, DateExpected);
        }

        return this;
    }

    /// <summary>A filter on a number: what has at least so much; what has no value is not found.</summary>
    public ListDefinition AtLeast(string name, string column, string description)
    {
        AddFilter(name, $"{column} >= $", description, null,
            text => decimal.TryParse(text.InNormalForm(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null,
            new Text("须为不小于 0 的数。", "Must be a number of at least 0."));
        return this;
    }

    /// <summary>A filter by what holds on a day.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="sql">The condition, with <c>$</c> for the day.</param>
    /// <param name="description">Which records it finds.</param>
    public ListDefinition OnDay(string name, string sql, string description)
    {
        AddFilter(name, sql, description, null, ParseDate, DateExpected);
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

    /// <summary>Where no order is asked for, the newest comes first.</summary>
    public ListDefinition NewestFirst()
    {
        _usualSort = "-id";
        return this;
    }

    /// <summary>What a request asks of the list: its conditions and its order, within what the caller may see.</summary>
    /// <param name="context">The request.</param>
    /// <param name="others">The parameters that it may have besides filters, `sort` and `fields`.</param>
    /// <exception cref="RejectedException">A parameter is unknown or malformed.</exception>
    public ListQuery Read(HttpContext context, params IReadOnlyList<string> others)
    {
        var query = context.Request.Query;
        ReadParameters.Only(context, [.. _filters.Keys, "sort", "fields", .. others]);
        var (sort, descending) = ReadSort(query["sort"].ToString());
        var conditions = ReadFilters(query);
        if (ownerColumn is not null && Caller.Of(context).OnlyOrganization is { } only)
            conditions.Add(new Condition(null, $"{ownerColumn} = $", only));
        var key = sort.IfNull is null ? sort.Column : $"coalesce({sort.Column}, {sort.IfNull})";
        var mark = Cursor.Mark(string.Join('&', query.Where(p => p.Key == "sort" || _filters.ContainsKey(p.Key)).Select(p => $"{p.Key}={p.Value}").Order()));
        return new ListQuery(table, ownerColumn, conditions, new ListOrder(key, sort.SqlType, descending), mark, ReaderView.Of(context, body));
    }

    /// <summary>Answers one page: <c>{ items, next, total?, facets? }</c> and a <c>Link</c> to the next.</summary>
    /// <param name="context">The request.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="within">What else the rows must fulfil: that they are of what the path names, or that the caller may see them.</param>
    /// <exception cref="RejectedException">A parameter is unknown or malformed.</exception>
    public async Task<IResult> Answer(HttpContext context, CancellationToken ct, params IReadOnlyList<Condition> within)
    {
        await Positions.Demanded(context);
        var list = Read(context, FacetNames.Any() ? [.. ListPage.Parameters, "facets"] : ListPage.Parameters);
        return await list.Within(within).Page(context, ReadFacets(context.Request.Query["facets"].ToString()), ct);
    }

    private List<Condition> ReadFilters(IQueryCollection query)
    {
        var conditions = new List<Condition>();
        foreach (var (name, filter) in _filters)
        {
            if (query[name].ToString() is not { Length: > 0 } text)
                continue; // generated clients send a parameter without a value for an argument that was left out
            var value = filter.Parse(text) ?? throw new RejectedException(Rejection.Malformed(name, "invalid-value", filter.Expected));
            conditions.Add(new Condition(name, filter.Sql, value));
        }

        return conditions;
    }

    private List<Facet> ReadFacets(string text)
    {
        var names = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToList();
        return names.All(name => _filters.TryGetValue(name, out var filter) && filter.Facet is not null)
            ? [.. names.Select(name => new Facet(name, _filters[name].Facet!))]
            : throw new RejectedException(Rejection.Malformed("facets", "unknown-facet", Validation.OneOf(FacetNames)));
    }

    private IEnumerable<string> FacetNames => _filters.Where(f => f.Value.Facet is not null).Select(f => f.Key);

    private QueryParameter FacetsParameter => new("facets",
        $"Adds `facets`: how many records of the whole list have each value, for one or several of {string.Join(", ", FacetNames)}, separated by commas. "
        + "The counts of a facet leave its own filter aside, so that they say what another choice would find; values that none has are left out.",
        FacetNames.First());

    private (SortKey Key, bool Descending) ReadSort(string text)
    {
        text = text.Length == 0 ? _usualSort : text;
        var descending = text.StartsWith('-');
        var name = text.TrimStart('-');
        return _sorts.TryGetValue(name, out var key) && text.Length - name.Length <= 1
            ? (key, descending)
            : throw new RejectedException(Rejection.Malformed("sort", "invalid-sort", Validation.OneOf(_sorts.Keys)));
    }

    private void AddFilter(string name, string sql, string description, IReadOnlyList<string>? values, Func<string, object?> parse, Text expected,
        string? facet = null)
    {
        _filters.Add(name, new Filter(sql, parse, expected, values is null ? null : facet));
        _parameters.Add(new QueryParameter(name, values is null ? description : $"{description}: one or several of {string.Join(", ", values)}, separated by commas"));
    }

    private static object? ParseDate(string text) =>
        DateOnly.TryParseExact(text.InNormalForm(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static string[]? Split(string text, IReadOnlyList<string>? allowed)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return parts.Length > 0 && (allowed is null || parts.All(allowed.Contains)) ? parts : null;
    }

    private static Text Expect(IReadOnlyList<string>? values) =>
        values is null ? new Text("取值无效。", "The value is not valid.") : Validation.OneOf(values);
}
