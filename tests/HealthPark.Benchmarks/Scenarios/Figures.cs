using System.Diagnostics;
using System.Globalization;

namespace HealthPark.Benchmarks.Scenarios;

/// <summary>The scorecard and a proof as the log grows.</summary>
internal static class Figures
{
    private const int EventsOfEach = 10;
    private const int Questions = 300;

    public static async Task Measure(Park park, Report report, IReadOnlyList<long> sizes)
    {
        var sample = await Sample(park);
        var present = new List<(long Events, double P99)>();
        foreach (var size in sizes)
        {
            await Grow(park, sample, size);
            var followed = await FollowLedger(park);
            if (followed is { Events: > 100_000 })
                report.Add($"(f) the ledger follows {followed.Events:#,0} events", $"{Report.Number(followed.PerSecond)} events/s", "", $"{Report.Number(followed.PerSecond)}/s", "≥ 250,000/s", followed.PerSecond >= 250_000);
            var middle = (await park.Query<DateTime>(
                $"select timestamp from enterprises.mt_events where seq_id >= {size / 2} order by seq_id limit 1"))[0].ToString("O", CultureInfo.InvariantCulture);

            var now = await Ask(park, "/v1/plan/scorecard?period=2026", Questions);
            present.Add((size, now.P99));
            report.Add($"(e) scorecard now, {size:#,0} events", Text(now), "", Report.Ms(now.P99));
            var past = await Ask(park, $"/v1/plan/scorecard?period=2026&asOf={Uri.EscapeDataString(middle)}", size > 1_000_000 ? 10 : 50);
            report.Add($"(e) scorecard as of the middle of {size:#,0} events", Text(past), "", Report.Ms(past.P99));
            var proof = await Ask(park, "/v1/plan/indicators/enterprises/contributions?period=2026", size > 1_000_000 ? 5 : 50);
            report.Add($"(e) a proof, whole, {size:#,0} events", Text(proof), "", Report.Ms(proof.P99));
        }

        var (least, most) = (present[0], present[^1]);
        report.Add($"(e) scorecard now, p99 at {most.Events:#,0} and at {least.Events:#,0} events", Report.Ms(most.P99), Report.Ms(least.P99),
            Report.Times(most.P99 / least.P99), "≤ 1.50 ×", most.P99 <= 1.5 * least.P99);
    }

    private static string Text((double P50, double P99) took) => $"p50 {Report.Ms(took.P50)}, p99 {Report.Ms(took.P99)}";

    private static async Task<(double P50, double P99)> Ask(Park park, string path, int times)
    {
        var took = new List<double>();
        for (var i = 0; i < times + (times / 10) + 1; i++)
        {
            var clock = Stopwatch.StartNew();
            using var answer = await park.Http.GetAsync(path);
            await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            took.Add(clock.Elapsed.TotalMilliseconds);
        }

        var warm = took.Skip((times / 10) + 1).Order().ToList();
        return (warm[warm.Count / 2], warm[(int)(0.99 * (warm.Count - 1))]);
    }

    // One enterprise through the API: registered, verified, changed. The rest of the log is made of its events, under other ids.
    private static async Task<Guid> Sample(Park park)
    {
        var id = (await park.Post("/v1/enterprises", new
        {
            name = "示例扩容企业", uscc = "91000000MAHP000273", direction = "digital-medicine", landedOn = "2026-06-01",
        }))["id"]!.GetValue<Guid>();
        await Send(HttpMethod.Post, $"/v1/enterprises/{id}/verification", "\"1\"", "{\"decision\":\"verified\"}", "application/json");
        await Send(HttpMethod.Patch, $"/v1/enterprises/{id}", "\"2\"", "{\"industryCode\":\"7340\"}", "application/merge-patch+json");
        return id;

        async Task Send(HttpMethod method, string path, string version, string body, string type)
        {
            using var request = new HttpRequestMessage(method, path)
            {
                Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() }, { "If-Match", version } },
                Content = new StringContent(body, System.Text.Encoding.UTF8, type),
            };
            using var answer = await park.Http.SendAsync(request);
            if (!answer.IsSuccessStatusCode)
                throw new InvalidOperationException(await answer.Content.ReadAsStringAsync());
        }
    }

    // In one transaction under the log's lock, as an append does it. Read models are not needed here; the hashes stand for themselves.
    private static async Task Grow(Park park, Guid sample, long size)
    {
        var head = (await park.Query<long>("select position from event_store.log_head"))[0];
        var records = (size - head) / EventsOfEach;
        if (records <= 0)
            return;
        await park.Execute(
            $"""
            begin;
            select event_store.lock_log();
            create temporary table clock on commit drop as
                select position, recorded_at, greatest(extract(epoch from clock_timestamp() - recorded_at) / {(records * EventsOfEach) + 1}, 0.000001) as pace
                  from event_store.log_head;
            insert into enterprises.mt_streams (id, type, version, timestamp, created)
            select ('a' || lpad(to_hex(position + n), 31, '0'))::uuid, 'enterprise', {EventsOfEach}, now(), now()
              from clock, generate_series(1, {records}) as n;
            insert into enterprises.mt_events (seq_id, id, stream_id, version, data, type, timestamp, correlation_id, causation_id, headers, hash)
            select c.position + i, ('b' || lpad(to_hex(c.position + i), 31, '0'))::uuid, ('a' || lpad(to_hex(c.position + 1 + (i - 1) % {records}), 31, '0'))::uuid,
                   1 + (i - 1) / {records}, s.data, s.type, c.recorded_at + i * c.pace * interval '1 second', s.correlation_id, s.causation_id, s.headers, s.hash
              from clock c, generate_series(1, {records * EventsOfEach}) as i
              join enterprises.mt_events s on s.stream_id = '{sample}' and s.version = least(1 + (i - 1) / {records}, 3);
            update event_store.log_head set position = position + {records * EventsOfEach}, recorded_at = clock_timestamp();
            commit;
            analyze enterprises.mt_events;
            """);
    }

    // The ledger's subscription catches up with what was just written.
    private static async Task<(long Events, double PerSecond)> FollowLedger(Park park)
    {
        const string checkpoint = "select last_seq_id from plan.mt_event_progression where name = 'plan-ledger'";
        var (from, head) = ((await park.Query<long>(checkpoint))[0], (await park.Query<long>("select position from event_store.log_head"))[0]);
        var clock = Stopwatch.StartNew();
        while ((await park.Query<long>(checkpoint))[0] < head)
            await Task.Delay(100); // the program says nothing of it; the checkpoint is looked at
        await park.Execute("analyze plan.contributions; analyze plan.figure_totals");
        return (head - from, (head - from) / clock.Elapsed.TotalSeconds);
    }
}
