using System.Runtime.CompilerServices;
using System.Text;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace HealthPark.Kernel.Http;

/// <summary>
/// What a request asks of a list, read once by <see cref="ListDefinition.Read"/>: which rows, in which order, and what of them its reader
/// sees. A page is one way to give it; any other way gives the same rows.
/// </summary>
public sealed class ListQuery
{
    private readonly string _table;
    private readonly string? _ownerColumn;
    private readonly IReadOnlyList<Condition> _conditions;
    private readonly ListOrder _order;
    private readonly ReaderView _view;

    internal ListQuery(string table, string? ownerColumn, IReadOnlyList<Condition> conditions, ListOrder order, string mark, ReaderView view) =>
        (_table, _ownerColumn, _conditions, _order, Mark, _view) = (table, ownerColumn, conditions, order, mark, view);

    /// <summary>Says which list this is: a cursor of another one does not fit.</summary>
    internal string Mark { get; }

    /// <summary>The list within further conditions. A cursor of it fits the same conditions only.</summary>
    internal ListQuery Within(IReadOnlyList<Condition> conditions) => conditions.Count == 0 ? this : new ListQuery(
        _table, _ownerColumn, [.. _conditions, .. conditions], _order,
        Cursor.Mark($"{Mark} {string.Join(' ', conditions.SelectMany(c => c.Values.Prepend(c.Sql)))}"), _view);

    /// <summary>The rows in order, each as its reader sees it, read as they are taken.</summary>
    /// <param name="connection">A connection that is free until the last row is taken.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="after">Where to go on; null for the beginning.</param>
    /// <param name="most">How many at most; null for all.</param>
    internal async IAsyncEnumerable<ListRow> Rows(
        NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken ct, Cursor? after = null, int? most = null)
    {
        var conditions = after is null ? _conditions : [.. _conditions, After(after)];
        var (where, values) = Where(conditions);
        var direction = _order.Descending ? "desc" : "asc";
        await using var command = connection.Command(
            $"""
            select id, ({_order.Key})::text as sort_key, body::text as body_text, {_ownerColumn ?? "null::uuid"} as owner
              from {_table} {where}
             order by {_order.Key} {direction}, id {direction} {(most is null ? "" : $"limit {most}")}
            """,
            values);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return new ListRow(reader.GetGuid(0), reader.GetString(1), _view.Show(reader.GetString(2), reader.Get<Guid?>(3)));
    }

    /// <summary>
    /// Keeps the table from being swapped for a rebuilt one until the transaction ends. Before its snapshot is taken: in an older one the
    /// new table would have no rows.
    /// </summary>
    internal Task KeepTable(NpgsqlConnection connection, CancellationToken ct) => connection.Execute($"lock table {_table} in access share mode", ct);

    /// <summary>The bodies of some rows, with the personal members in them opened where the reader is shown them.</summary>
    internal Task<IReadOnlyList<string>> Open(HttpContext context, IReadOnlyList<ListRow> rows) =>
        _view.Open(context, _table[.._table.IndexOf('.')], [.. rows.Select(r => (r.Id, r.Body))]);

    /// <summary>How many rows there are in all.</summary>
    internal async Task<long> Count(NpgsqlConnection connection, CancellationToken ct)
    {
        var (where, values) = Where(_conditions);
        return (await connection.Query($"select count(*) from {_table} {where}", row => row.GetInt64(0), ct, values))[0];
    }

    /// <summary>How many rows there would be for each value of a facet, its own filter left aside.</summary>
    internal async Task<IReadOnlyList<FacetCount>> Count(NpgsqlConnection connection, Facet facet, CancellationToken ct)
    {
        var (where, values) = Where(_conditions.Where(c => c.Filter != facet.Name));
        return await connection.Query(
            $"""
            select value, count(*) from ({facet.Values} from {_table} {where}) as each_value
             where value is not null group by value order by count(*) desc, value
            """,
            row => new FacetCount(row.GetString(0), row.GetInt64(1)), ct, values);
    }

    private Condition After(Cursor after) => new(
        null, $"({_order.Key}, id) {(_order.Descending ? "<" : ">")} ($::{_order.SqlType}, $)", after.Key, after.Id);

    private static (string Where, object[] Values) Where(IEnumerable<Condition> conditions)
    {
        var (sql, values) = (new StringBuilder(), new List<object>());
        foreach (var condition in conditions)
        {
            sql.Append(sql.Length == 0 ? "where " : " and ");
            foreach (var (i, part) in condition.Sql.Split('$').Index())
                sql.Append(i == 0 ? "" : $"${values.Count + i}").Append(part);
            values.AddRange(condition.Values);
        }

        return (sql.ToString(), [.. values]);
    }
}

/// <summary>What a row must fulfil.</summary>
/// <param name="Filter">The parameter that asks for it; null if none does.</param>
/// <param name="Sql">The SQL condition, with <c>$</c> for each of its values.</param>
/// <param name="Values">The values.</param>
public sealed record Condition(string? Filter, string Sql, params IReadOnlyList<object> Values)
{
    /// <summary>That a column has a value.</summary>
    public static Condition On(string column, object value) => new(null, $"{column} = $", value);
}

/// <summary>A filter by whose values the rows of a list are counted.</summary>
/// <param name="Name">The filter.</param>
/// <param name="Values">The SQL that gives each row's values, up to its <c>from</c>.</param>
internal sealed record Facet(string Name, string Values);

/// <summary>The order of a list; equal keys are in order of their ids.</summary>
/// <param name="Key">The SQL expression by which is sorted.</param>
/// <param name="SqlType">Its Postgres type.</param>
/// <param name="Descending">Whether the greatest comes first.</param>
internal sealed record ListOrder(string Key, string SqlType, bool Descending);

/// <summary>A row of a list, as its reader sees it.</summary>
/// <param name="Id">The record.</param>
/// <param name="Key">Its sort key as text.</param>
/// <param name="Body">Its JSON.</param>
internal sealed record ListRow(Guid Id, string Key, string Body);
