using Npgsql;

namespace HealthPark.EventStore;

/// <summary>A table of read-model rows, written set-based: all rows of a batch in one statement.</summary>
/// <param name="name">The table's name in the module's schema; its first column is the key.</param>
public sealed class ReadModelTable<TRow>(string name) : IReadModelTable
{
    private readonly List<(string Name, string SqlType, Func<IReadOnlyList<TRow>, NpgsqlParameter> Values)> _columns = [];

    /// <summary>The table's name.</summary>
    public string Name => name;

    /// <summary>Adds a column.</summary>
    /// <param name="column">Its name.</param>
    /// <param name="sqlType">Its Postgres type.</param>
    /// <param name="value">Its value in a row; text for json and jsonb.</param>
    public ReadModelTable<TRow> Column<TValue>(string column, string sqlType, Func<TRow, TValue> value)
    {
        _columns.Add((column, sqlType, rows => new NpgsqlParameter<TValue[]> { TypedValue = [.. rows.Select(value)] }));
        return this;
    }

    NpgsqlBatchCommand IReadModelTable.Upsert(string schema, IReadOnlyList<object> rows)
    {
        var typed = rows.Cast<TRow>().ToList();
        var command = new NpgsqlBatchCommand($"""
            insert into {schema}.{name} ({List(c => c.Name)})
            select {List(c => $"u.{c.Name}::{c.SqlType}")}
              from unnest({string.Join(", ", _columns.Select((_, i) => $"${i + 1}"))}) as u ({List(c => c.Name)})
            on conflict ({_columns[0].Name}) do update set {string.Join(", ", _columns.Skip(1).Select(c => $"{c.Name} = excluded.{c.Name}"))}
            """);
        foreach (var column in _columns)
            command.Parameters.Add(column.Values(typed));
        return command;
    }

    private string List(Func<(string Name, string SqlType, Func<IReadOnlyList<TRow>, NpgsqlParameter> Values), string> part) =>
        string.Join(", ", _columns.Select(part));
}

/// <summary>A read-model table whatever its rows are.</summary>
public interface IReadModelTable
{
    /// <summary>The table's name in the module's schema.</summary>
    string Name { get; }

    /// <summary>One statement that writes all the rows, which have different keys.</summary>
    internal NpgsqlBatchCommand Upsert(string schema, IReadOnlyList<object> rows);
}

/// <summary>A row to be written to a read model.</summary>
internal sealed record RowChange(IReadModelTable Table, object Row);

/// <summary>An inline read model of streams with this state.</summary>
public interface IInlineProjection<TState>
{
    /// <summary>Where its rows stand.</summary>
    IReadModelTable Table { get; }

    /// <summary>The rows of a record.</summary>
    internal IEnumerable<RowChange> RowsOf(Recorded<TState> record);
}

internal sealed class InlineProjection<TState, TRow>(ReadModelTable<TRow> table, Func<Recorded<TState>, IEnumerable<TRow>> rows) : IInlineProjection<TState>
{
    public IReadModelTable Table => table;

    public IEnumerable<RowChange> RowsOf(Recorded<TState> record) => rows(record).Select(row => new RowChange(table, row!));
}
