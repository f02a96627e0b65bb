using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace HealthPark.Benchmarks.Scenarios;

/// <summary>A file of records, against binary COPY of the event rows that it makes into a table with the same keys and indexes.</summary>
internal static class Ingest
{
    public static async Task Measure(Park park, Report report, int lines)
    {
        await Send(park, 2000, "warm"); // warm
        var before = (await park.Query<long>("select position from event_store.log_head"))[0];
        var took = await Send(park, lines, "file");
        var peak = park.Memory().Peak;

        await park.Execute("drop schema if exists floor cascade; create schema floor; create table floor.mt_events (like enterprises.mt_events including all)");
        var file = Path.Combine((await park.Query<string>("show data_directory"))[0], "floor.copy");
        await park.Execute($"copy (select * from enterprises.mt_events where seq_id > {before} order by seq_id) to '{file}' (format binary)");
        var clock = Stopwatch.StartNew();
        await park.Execute($"copy floor.mt_events from '{file}' (format binary)");
        var copied = clock.Elapsed;
        File.Delete(file);

        var (ours, floor) = (lines / took.TotalSeconds, lines / copied.TotalSeconds);
        report.Add($"(d) batch of {lines:#,0} NDJSON lines", $"{Report.Number(ours)} lines/s", $"COPY {Report.Number(floor)} rows/s", Report.Times(ours / floor), "≥ 0.30 ×", ours >= 0.3 * floor);
        report.Note($"(h) Memory under (d): {peak:0} MB at most.");
    }

    private static async Task<TimeSpan> Send(Park park, int lines, string mark)
    {
        var text = new StringBuilder();
        for (var i = 0; i < lines; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $$"""{"externalId":"{{mark}}-{{i}}","name":"示例批量企业{{mark}}{{i:000000}}","direction":"digital-medicine","landedOn":"2026-05-01"}""").Append('\n');
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/enterprises/batch?system=bench")
        {
            Headers = { { "Idempotency-Key", $"bench-{park.Started}-{mark}" } },
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text.ToString())) { Headers = { ContentType = new MediaTypeHeaderValue("application/x-ndjson") } },
        };
        var clock = Stopwatch.StartNew();
        using var answer = await park.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var created = 0;
        while (await reader.ReadLineAsync() is { } line)
            created += line.Contains("\"created\"", StringComparison.Ordinal) ? 1 : 0;
        return created == lines ? clock.Elapsed : throw new InvalidOperationException($"{created} of {lines} lines were created.");
    }
}
