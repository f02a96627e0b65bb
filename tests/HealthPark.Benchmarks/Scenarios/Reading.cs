namespace HealthPark.Benchmarks.Scenarios;

/// <summary>Reads over HTTP against an endpoint that does nothing, and against the same queries under pgbench.</summary>
internal static class Reading
{
    private const int Records = 10_000;
    private const string Page = "/v1/enterprises?direction=digital-medicine&stage=landed&limit=50";

    public static async Task Measure(Park park, Report report, int seconds)
    {
        await Floor.Make(park);
        // The same records, numbered, so that pgbench can name them.
        await park.Execute(
            $"""
            insert into floor.enterprises
            select e.* from (select * from enterprises.enterprises order by id limit {Records}) e;
            update floor.enterprises f set id = lpad(to_hex(n.number), 32, '0')::uuid
              from (select id, row_number() over (order by id) as number from floor.enterprises) n where n.id = f.id;
            analyze floor.enterprises; analyze enterprises.enterprises;
            """);
        var ids = Path.GetTempFileName();
        await File.WriteAllLinesAsync(ids, (await park.Query<Guid>($"select id from enterprises.enterprises order by id limit {Records}")).Select(id => id.ToString()));
        await using var empty = await EmptyEndpoint.Start(park);
        foreach (var connections in new[] { 1, 32 })
        {
            var (byId, page, nothing, row, rows) = (new List<Load>(), new List<Load>(), new List<Load>(), new List<Load>(), new List<Load>());
            for (var round = 0; round < 4; round++)
            {
                var loads = new[]
                {
                    (byId, await Wrk.Run(park, "get", "/v1/enterprises", connections, seconds, ids)),
                    (nothing, await empty.Load(connections, seconds)),
                    (row, await Pgbench.Run(park, "get", connections, seconds)),
                    (page, await Wrk.Run(park, "same", Page, connections, seconds)),
                    (rows, await Pgbench.Run(park, "page", connections, seconds)),
                };
                if (round == 0)
                    continue; // warm
                foreach (var (runs, load) in loads)
                    runs.Add(load);
            }

            report.Add($"(c) GET by id, {connections} connections, and an empty endpoint", Load.Middle(byId), Load.Middle(nothing), connections == 32 ? 0.3 : null);
            report.Add($"(c) GET by id, {connections} connections, and the query", Load.Middle(byId), Load.Middle(row));
            report.Add($"(c) filtered page of 50, {connections} connections, and the query", Load.Middle(page), Load.Middle(rows));
        }

        File.Delete(ids);
    }
}
