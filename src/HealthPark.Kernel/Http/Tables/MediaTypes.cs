namespace HealthPark.Kernel.Http.Tables;

/// <summary>The forms in which records come and go.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string NdJson = "application/x-ndjson";
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The value of <c>Content-Disposition</c> for a file of that name.</summary>
    public static string Attachment(string name, string type) => $"attachment; filename=\"{name}.{type switch { Csv => "csv", NdJson => "ndjson", _ => "xlsx" }}\"";

    /// <summary>The value of <c>Content-Type</c>.</summary>
    public static string WithCharset(string type) => type == Csv ? "text/csv; charset=utf-8" : type;
}

/// <summary>The forms beside JSON that an endpoint answers in, for the contract.</summary>
/// <param name="Types">Their media types.</param>
public sealed record FileAnswers(params IReadOnlyList<string> Types)
{
    /// <summary>What a line of NDJSON is; null if there is none.</summary>
    public Type? Line { get; init; }
}
