using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>The rows of a table as the lines of a batch: the first names the columns, each other one is a record.</summary>
internal static class TableLines
{
    /// <summary>The records. Rows without a value say nothing and count.</summary>
    /// <exception cref="RejectedException">The header cannot be used.</exception>
    public static async IAsyncEnumerable<Line> Read(IAsyncEnumerable<TableRow> rows, TableForm form, [EnumeratorCancellation] CancellationToken ct)
    {
        IReadOnlyList<Column?>? columns = null;
        await foreach (var row in rows.WithCancellation(ct))
        {
            if (row.Error is null && row.Cells.All(c => c.IsEmpty))
                continue;
            if (columns is null)
                columns = row.Error is null ? form.ReadHeader(row) : throw TableForm.NoHeader();
            else
                yield return ToLine(row, columns);
        }

        if (columns is null)
            throw TableForm.NoHeader();
    }

    private static Line ToLine(TableRow row, IReadOnlyList<Column?> columns)
    {
        if (row.Error is { } error)
            return new Line(row.Number, null, [error], default);
        var (members, errors) = (new JsonObject(), new List<FieldError>());
        for (var i = 0; i < row.Cells.Count; i++)
        {
            if (row.Cells[i].IsEmpty)
                continue;
            if (columns.ElementAtOrDefault(i) is not { } column)
                errors.Add(new FieldError("", "cell-without-column", new Text($"第 {i + 1} 个单元格没有对应的列。", $"Cell {i + 1} has no column.")));
            else if (column.Read(row.Cells[i], out var value) is { } wrong)
                errors.Add(wrong);
            else
                members[column.Name] = value;
        }

        return new Line(row.Number, members, errors, JsonSerializer.SerializeToUtf8Bytes(members, ApiJson.Options));
    }
}
