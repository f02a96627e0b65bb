using System.Runtime.CompilerServices;
using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.Kernel.Http;

/// <summary>
/// What a request asks of a list, read once by <see cref="ListDefinition.Read"/>: which rows, in which order, and what of them its reader
/// sees. A page is one way to give it; any other way gives the same rows.
/// </summary>
public sealed class ListQuery
{
    private readonly string _table;
    private readonly IReadOnlyList<string> _conditions;
    private readonly IReadOnlyList<object?> _values;
    private readonly ListOrder _order;
    private readonly ReaderView _view;

    internal ListQuery(string table, IReadOnlyList<string> conditions, IReadOnlyList<object?> values, ListOrder order, string mark, ReaderView view) =>
        (_table, _conditions, _values, _order, Mark, _view) = (table, conditions, values, order, mark, view);

    /// <summary>Says which list this is: a cursor of another one does not fit.</summary>
    internal string Mark { get; }

    /// <summary>The rows in order, each as its reader sees it, read as they are taken.</summary>
    /// <param name="connection">A connection that is free until the last row is taken.</param>
    /// <param name="ct">Ends it.</param>
    /// <param name="after">Where to go on; null for the beginning.</param>
    /// <param name="most">How many at most; null for all.</param>
    internal async IAsyncEnumerable<ListRow> Rows(
        NpgsqlConnection connection, [EnumeratorCancellation] CancellationToken ct, Cursor? after = null, int? most = null)
    {
        var (conditions, values) = (_conditions.ToList(), _values.ToList());
        if (after is not null)
        {
            conditions.Add($"({_order.Key}, id) {(_order.Descending ? "<" : ">")} (${values.Count + 1}::{_order.SqlType}, ${values.Count + 2})");
            values.AddRange([after.Key, after.Id]);
        }

        var direction = _order.Descending ? "desc" : "asc";
        await using var command = connection.Command(
            $"""
            select id, ({_order.Key})::text as sort_key, body::text as body_text from {_table} {Where(conditions)}
             order by {_order.Key} {direction}, id {direction} {(most is null ? "" : $"limit {most}")}
            """,
            [.. values]);
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            yield return new ListRow(reader.GetGuid(0), reader.GetString(1), _view.Show(reader.GetString(2)));
    }

    /// <summary>How many rows there are in all.</summary>
    internal async Task<long> Count(NpgsqlConnection connection, CancellationToken ct) =>
        (await connection.Query($"select count(*) from {_table} {Where(_conditions)}", row => row.GetInt64(0), ct, [.. _values]))[0];

    private static string Where(IReadOnlyList<string> conditions) => conditions.Count == 0 ? "" : "where " + string.Join(" and ", conditions);
}

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
