using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>A collection's records as a table: one column for each member, from the types that the collection declares.</summary>
internal sealed class TableForm
{
    private readonly Dictionary<string, Column> _known;

    private TableForm(ICollection collection)
    {
        Shown = [.. Column.Of(collection.Body)];
        Taken = [ExternalId, .. Column.Of(collection.NewBody).Concat(Column.Of(collection.ChangeBody)).DistinctBy(c => c.Name)];
        // A member that is taken is read as it is taken.
        _known = Taken.Concat(Shown).Append(new Column("id", ColumnKind.Code)).Append(new Column("version", ColumnKind.Number))
            .DistinctBy(c => c.Name).ToDictionary(c => c.Name);
    }

    /// <summary>The key of a record in the system that it comes from.</summary>
    public static Column ExternalId { get; } = new("externalId", ColumnKind.Text);

    /// <summary>What a record shows.</summary>
    public IReadOnlyList<Column> Shown { get; }

    /// <summary>What can be brought in.</summary>
    public IReadOnlyList<Column> Taken { get; }

    /// <summary>The table of a collection.</summary>
    public static TableForm Of(ICollection collection) => new(collection);

    /// <summary>The columns that a file names, by place; null where it names none.</summary>
    /// <exception cref="RejectedException">A name is unknown, or there twice.</exception>
    public IReadOnlyList<Column?> ReadHeader(TableRow header)
    {
        var names = header.Cells.Select(c => c.Text.Trim()).ToList();
        var errors = names.Where(n => n.Length > 0 && !_known.ContainsKey(n)).Distinct()
            .Select(n => new FieldError("/" + n, "unknown-column", new Text($"没有名为 {n} 的列。", $"There is no column {n}.")))
            .Concat(names.Where(n => n.Length > 0).GroupBy(n => n).Where(g => g.Count() > 1)
                .Select(g => new FieldError("/" + g.Key, "repeated-column", new Text($"列 {g.Key} 出现多次。", $"The column {g.Key} is there more than once.")))).ToList();
        if (names.All(n => n.Length == 0))
            throw NoHeader();
        if (errors.Count == 0)
            return [.. names.Select(n => _known.GetValueOrDefault(n))];
        throw new RejectedException(new Rejection(400, errors[0].Code, new Text(
            $"表头有误:{errors[0].Detail.Zh}可用的列:{string.Join("、", _known.Keys)}。", $"The header cannot be used. {errors[0].Detail.En} There are: {string.Join(", ", _known.Keys)}."))
        { Errors = errors });
    }

    /// <summary>400: the file has no header.</summary>
    public static RejectedException NoHeader() => new(new Rejection(400, "header-missing", new Text(
        "文件缺少表头:第一行须为各列的名称,可从 template 取得。", "The file has no header: its first line must name the columns, as the template does.")));
}

/// <summary>A row of a file.</summary>
/// <param name="Number">Its number in the file, from 1: the line on which it begins.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Error">What is wrong with it as a row; null if nothing is.</param>
internal sealed record TableRow(long Number, IReadOnlyList<Cell> Cells, FieldError? Error = null);
