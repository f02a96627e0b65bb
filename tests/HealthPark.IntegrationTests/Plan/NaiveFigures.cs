using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace HealthPark.IntegrationTests.Plan;

/// <summary>An event as it lies in the table.</summary>
internal sealed record LogRow(long Position, Guid Record, string Type, JsonElement Data)
{
    public string? Text(string member) => Data.TryGetProperty(member, out var value) ? value.GetString() : null;

    public DateOnly? Date(string member) => Text(member) is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}

/// <summary>What counts: an amount of a record, by the day that decides its period.</summary>
internal sealed record Counted(Guid Record, string Item, string Direction, DateOnly On, decimal Amount, bool Interim)
{
    /// <summary>Its bucket; empty where the indicator has none.</summary>
    public string Bucket { get; init; } = "";
}

/// <summary>
/// The plan's figures worked out again from the raw log by the words of the counting rules, each time from the beginning, and
/// without any of the code that keeps the ledger: what the ledger is held against.
/// </summary>
internal sealed class NaiveFigures(IReadOnlyList<LogRow> log)
{
    private static readonly string[] Sources = ["statistics", "tax", "enterprise"];

    /// <summary>What posts the values of an enterprise, and so ends a return.</summary>
    private static readonly string[] Posts =
    [
        "enterprise_registered", "enterprise_description_revised", "enterprise_uscc_recorded", "enterprise_reclassified",
        "enterprise_negotiation_started", "enterprise_signed", "enterprise_landed", "enterprise_operation_started", "enterprise_date_corrected",
    ];

    public static async Task<NaiveFigures> Read(NpgsqlDataSource source)
    {
        var log = new List<LogRow>();
        await using var command = source.CreateCommand(
            """
            select seq_id, stream_id, type, data::text from enterprises.mt_events
            union all select seq_id, stream_id, type, data::text from transfers.mt_events
            union all select seq_id, stream_id, type, data::text from talent.mt_events order by seq_id
            """);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            using var data = JsonDocument.Parse(reader.GetString(3));
            log.Add(new LogRow(reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), data.RootElement.Clone()));
        }

        return new(log);
    }

    /// <summary>Everything that counts in a year as it was known at a position, by indicator.</summary>
    public IReadOnlyList<Counted> Of(string indicator, string basis, int year, long position) =>
        [.. log.Where(row => row.Position <= position).GroupBy(row => row.Record)
            .Where(record => !record.Any(row => row.Type is "enterprise_voided" or "transfer_voided" or "talent_voided"))
            .SelectMany(record => (indicator, record.First().Type) switch
            {
                ("enterprises", "enterprise_registered") => Attracted([.. record], basis, year),
                ("revenue", "enterprise_registered") => Revenue([.. record], basis, year),
                ("transfers", "transfer_registered") => Transferred([.. record], basis, year),
                ("talents", "talent_registered") => Introduced([.. record], basis, year),
                _ => [],
            })];

    // 累计招引: a code, landed on or after 2025-01-01 and by the end of the year, in the direction of the year's end.
    private static IEnumerable<Counted> Attracted(List<LogRow> record, string basis, int year)
    {
        var end = new DateOnly(year, 12, 31);
        if (Standing(record, basis) is { } rows && rows.Exists(row => row.Text("uscc") is not null)
            && LandedOn(rows) is { } landed && landed >= new DateOnly(2025, 1, 1) && landed <= end)
        {
            yield return new Counted(record[0].Record, "", DirectionOn(rows, end), landed, 1, false);
        }
    }

    // 科研成果转化: the first day on which a contract or an equity contribution was registered or the product sold, on or after
    // 2025-01-01 and by the end of the year, in the direction of that day.
    private static IEnumerable<Counted> Transferred(List<LogRow> record, string basis, int year)
    {
        var rows = record;
        if (basis == "verified")
        {
            rows = record[..(record.FindLastIndex(row => row.Type == "transfer_verified") + 1)];
        }
        else if (record.Where((row, i) => row.Type is "transfer_verified" or "transfer_returned" || PostsTransfer(record[..i], row)).Last().Type == "transfer_returned")
        {
            yield break;
        }

        var days = rows.Select(row => row.Text("contractId")).OfType<string>().Distinct().Select(id => ContractOn(rows, id))
            .Concat(rows.Where(row => row.Type == "equity_contribution_registered"
                    && !rows.Exists(r => r.Type == "equity_contribution_voided" && r.Text("contributionId") == row.Text("contributionId")))
                .Select(row => row.Date("registeredOn")))
            .Append(rows.FindLast(row => row.Type is "first_sale_recorded" or "first_sale_voided")?.Date("on"))
            .OfType<DateOnly>().ToList();
        if (days.Count > 0 && days.Min() is var on && on >= new DateOnly(2025, 1, 1) && on <= new DateOnly(year, 12, 31))
        {
            var direction = rows.Last(row => row.Type == "transfer_registered" || (row.Type == "transfer_reclassified" && row.Date("from") <= on)).Text("direction")!;
            yield return new Counted(record[0].Record, "", direction, on, 1, false);
        }
    }

    // 累计引进人才: introduced on or after 2025-01-01 and by the end of the year, in the class that is in force on the year's last day, if one
    // is: day by day, the class that was said last of those that had begun.
    private static IEnumerable<Counted> Introduced(List<LogRow> record, string basis, int year)
    {
        var rows = record;
        if (basis == "verified")
            rows = record[..(record.FindLastIndex(row => row.Type == "talent_verified") + 1)];
        else if (record.FindLast(row => row.Type is not ("talent_left" or "talent_erased" or "talent_offered"))!.Type == "talent_returned")
            yield break;
        if (rows.Select(row => row.Date("introducedOn") ?? (row.Type == "talent_onboarded" ? row.Date("on") : null)).LastOrDefault(on => on is not null) is not { } introduced
            || introduced < new DateOnly(2025, 1, 1))
        {
            yield break;
        }

        string? ClassOn(DateOnly day) => rows
            .Select<LogRow, (DateOnly From, string? Class)>(row => row.Type switch
            {
                "talent_registered" when row.Text("class") is { } c => (row.Date("recognisedOn") ?? introduced, c),
                "talent_recognised" => (row.Date("on")!.Value, row.Text("class")),
                "talent_reclassified" => (row.Date("from")!.Value, row.Text("class")),
                "talent_recognition_revoked" => (row.Date("on")!.Value, null),
                _ => (DateOnly.MaxValue, null),
            })
            .LastOrDefault(c => c.From <= day && c.From != DateOnly.MaxValue).Class;

        DateOnly? since = null;
        var last = new DateOnly(year, 12, 31);
        for (var day = introduced; day <= last; day = day.AddDays(1))
            since = ClassOn(day) is null ? null : since ?? day;
        if (since is { } start)
            yield return new Counted(record[0].Record, "", "", start, 1, false) { Bucket = ClassOn(last) is "A" or "B" ? "ab" : "cd" };
    }

    // When a contract was registered, as it is known after these events.
    private static DateOnly? ContractOn(List<LogRow> rows, string id)
    {
        var own = rows.Where(row => row.Text("contractId") == id).ToList();
        return own.Exists(row => row.Type == "technology_contract_voided") ? null : own
            .Select(row => row.Type == "technology_contract_registered" ? row.Date("on") : row.Date("registeredOn")).LastOrDefault(on => on is not null);
    }

    // What posts the values of a transfer, and so ends a return: all but the stages, and contracts while they are not registered.
    private static bool PostsTransfer(List<LogRow> before, LogRow row) => row.Type switch
    {
        "transfer_stage_advanced" or "transfer_stage_returned" or "transfer_stage_date_corrected" or "transfer_stopped" => false,
        "technology_contract_signed" or "technology_contract_submitted" or "technology_contract_refused" => false,
        "technology_contract_added" or "technology_contract_amended" => row.Date("registeredOn") is not null,
        "technology_contract_voided" => ContractOn(before, row.Text("contractId")!) is not null,
        _ => true,
    };

    // 总营收: a park enterprise that is above scale in the year; one amount for each period, the strongest source's; the year's if
    // there is one, else the months'.
    private static List<Counted> Revenue(List<LogRow> record, string basis, int year)
    {
        var end = new DateOnly(year, 12, 31);
        if (Standing(record, basis) is not { } rows || LandedOn(rows) is not { } landed || landed > end)
            return [];
        var scale = Latest(record, basis, "scale_status", row => row.Data.GetProperty("year").GetInt32() == year);
        if (scale is null || !scale.Data.GetProperty("aboveScale").GetBoolean())
            return [];

        List<Counted> Amounts(IEnumerable<string> periods, bool interim) =>
            [.. from period in periods
                let strongest = Sources.Select(s => Latest(record, basis, "revenue", r => r.Text("period") == period && r.Text("source") == s))
                    .FirstOrDefault(r => r is not null)
                where strongest is not null
                select new Counted(record[0].Record, $"{period}/{strongest.Text("source")}", DirectionOn(rows, end), LastDayOf(period),
                    strongest.Data.GetProperty("amountYuan").GetDecimal(), interim)];

        var ofYear = Amounts([$"{year}"], false);
        return ofYear.Count > 0 ? ofYear : Amounts(Enumerable.Range(1, 12).Select(month => $"{year}-{month:00}"), true);
    }

    // The record's own events as a basis sees them: verified, as they stood when the park office last verified it; reported, as they
    // stand now, unless it was returned and not posted again since.
    private static List<LogRow>? Standing(List<LogRow> record, string basis)
    {
        if (basis == "verified")
        {
            var last = record.FindLastIndex(row => row.Type == "enterprise_verified");
            return last < 0 ? null : record[..last];
        }

        var decided = record.FindLast(row => Posts.Contains(row.Type) || row.Type is "enterprise_verified" or "enterprise_returned")!;
        return decided.Type == "enterprise_returned" ? null : record;
    }

    // The same for one yearly or monthly value: the event that declared it.
    private static LogRow? Latest(List<LogRow> record, string basis, string what, Func<LogRow, bool> meant)
    {
        var rows = record.Where(row => row.Type.StartsWith(what + "_", StringComparison.Ordinal) && meant(row)).ToList();
        if (basis == "verified")
            rows = rows[..(rows.FindLastIndex(row => row.Type == what + "_verified") + 1)];
        return rows.Count == 0 || rows[^1].Type == what + "_returned" ? null : rows.FindLast(row => row.Type == what + "_declared");
    }

    private static DateOnly LastDayOf(string period) => period.Length == 4
        ? new DateOnly(int.Parse(period, CultureInfo.InvariantCulture), 12, 31)
        : DateOnly.ParseExact(period + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture).AddMonths(1).AddDays(-1);

    private static DateOnly? LandedOn(List<LogRow> rows) => rows
        .Select(row => row.Type switch
        {
            "enterprise_registered" => row.Date("landedOn"),
            "enterprise_landed" => row.Date("on"),
            "enterprise_date_corrected" when row.Text("stage") == "landed" => row.Date("on"),
            _ => null,
        })
        .LastOrDefault(on => on is not null);

    // Of the directions posted so far, the last one that had begun by that day.
    private static string DirectionOn(List<LogRow> rows, DateOnly day) => rows
        .Last(row => row.Type == "enterprise_registered" || (row.Type == "enterprise_reclassified" && row.Date("from") <= day))
        .Text("direction")!;
}
