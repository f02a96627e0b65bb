namespace HealthPark.Benchmarks.Scenarios;

/// <summary>
/// Durable writes over HTTP, with key check, validation, idempotency and read models, against the same rows written by one function call
/// per transaction, without the log's lock and NOTIFY.
/// </summary>
internal static class Writing
{
    public static async Task Measure(Park park, Report report, int seconds)
    {
        // Warm: the program's code is compiled in tiers, and the server's caches fill.
        await Wrk.Run(park, "post", "/v1/enterprises", 32, seconds);
        await Floor.Make(park);
        await Pgbench.Run(park, "post", 32, seconds);
        foreach (var (connections, asked) in new[] { (1, 0.5), (8, (double?)null), (32, 1.0), (64, 1.3) })
        {
            var (ours, floor) = (new List<Load>(), new List<Load>());
            for (var round = 0; round < 3; round++)
            {
                ours.Add(await Wrk.Run(park, "post", "/v1/enterprises", connections, seconds));
                floor.Add(await Pgbench.Run(park, "post", connections, seconds));
            }

            report.Add($"(a) POST /v1/enterprises, {connections} connections", Load.Middle(ours), Load.Middle(floor), asked, slowestToo: connections >= 32);
        }

        report.Note($"(h) Memory under (a): {park.Memory().Peak:0} MB at most.");
        await Update(park, report, seconds);
    }

    private static async Task Update(Park park, Report report, int seconds)
    {
        var ids = Path.GetTempFileName();
        try
        {
            var (ours, floor) = (new List<Load>(), new List<Load>());
            for (var round = 0; round < 3; round++)
            {
                await File.WriteAllLinesAsync(ids, (await park.Query<Guid>(
                    "select id from enterprises.mt_streams where version = 1 and type = 'enterprise' order by id limit 100000")).Select(id => id.ToString()));
                ours.Add(await Wrk.Run(park, "patch", "/v1/enterprises", 32, Math.Min(seconds, 6), ids));
                floor.Add(await Pgbench.Run(park, "patch", 32, Math.Min(seconds, 6)));
            }

            report.Add("(b) PATCH with If-Match, 32 connections", Load.Middle(ours), Load.Middle(floor));
        }
        finally
        {
            File.Delete(ids);
        }
    }
}
