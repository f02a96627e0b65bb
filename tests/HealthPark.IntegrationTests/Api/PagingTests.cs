using Npgsql;

namespace HealthPark.IntegrationTests.Api;

public sealed class PagingTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Enterprises = "/v1/enterprises";
    private const int Rows = 100_000;
    private const int Writes = 1_000;

    // The rows are put into the read model by SQL, copies of one that the API made; what is written meanwhile goes through the API.
    [Fact]
    public async Task Each_of_100_000_records_is_given_exactly_once_in_each_order_while_1_000_are_written()
    {
        var partner = await api.NewPartner();
        var changing = new List<Answer>();
        for (var i = 0; i < 50; i++)
            changing.Add((await partner.Client.Post(Enterprises, new { name = Names.New(), direction = "other", landedOn = $"2026-01-{1 + (i % 28):00}" })).ShouldBe(201));
        await Copy(changing[0].Id);

        var orders = new[] { "", "&sort=name", "&sort=-landedOn" }.Select(sort => Task.Run(() => ReadAll(partner.Client, sort))).ToList();
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var i = w; i < Writes; i += 4)
            {
                // Half are new, half change what stands somewhere in the list already, its sort key aside.
                if (i % 8 < 4)
                    (await partner.Client.Post(Enterprises, new { name = Names.New(), direction = "other", landedOn = $"2026-01-{1 + (i % 28):00}" })).ShouldBe(201);
                else
                    (await partner.Client.Patch($"{Enterprises}/{changing[i % 50].Id}", new { aliases = new[] { Names.New() } }, ("If-Match", "*"))).ShouldBe(200);
            }
        })).ToList();
        await Task.WhenAll(writers);

        foreach (var order in orders)
        {
            var seen = await order;
            seen.Count.ShouldBe(seen.Distinct().Count(), "an id came twice");
            var there = (await Ids()).Except(seen).ToList();
            there.Count.ShouldBeLessThanOrEqualTo(Writes / 2, "ids of before are missing"); // only those written behind the reader
            there.Intersect(await Copies()).ShouldBeEmpty();
            changing.Select(c => c.Id).Except(seen).ShouldBeEmpty();
        }
    }

    private static async Task<List<string>> ReadAll(Client client, string sort)
    {
        var ids = new List<string>();
        for (var cursor = ""; ;)
        {
            var page = (await client.Get($"{Enterprises}?limit=500&fields=id{sort}{cursor}")).ShouldBe(200);
            ids.AddRange(page["items"].Items().Select(i => i["id"].Text()));
            if (page["next"] is not { } next)
                return ids;
            cursor = $"&cursor={next.Text()}";
        }
    }

    private Task<List<string>> Ids() => Ask("select id::text from enterprises.enterprises");

    private Task<List<string>> Copies() => Ask("select id::text from enterprises.enterprises where name like '示例副本%'");

    private async Task Copy(string id)
    {
        var columns = await Ask("""
            select string_agg(case column_name
                       when 'id' then 'copy' when 'name' then '''示例副本'' || nth % 60000' when 'landed_on' then 'case when nth % 7 > 0 then date ''2025-01-01'' + nth % 700 end'
                       when 'body' then 'replace(body::text, e.id::text, copy::text)::json' when 'search' then 'null' else column_name end, ', ' order by ordinal_position)
              from information_schema.columns where table_schema = 'enterprises' and table_name = 'enterprises'
            """);
        await Ask($"""
            insert into enterprises.enterprises
            select {columns[0]} from enterprises.enterprises e, (select nth, gen_random_uuid() as copy from generate_series(1, {Rows}) nth) as c
             where e.id = '{id}' returning ''
            """);
        await Ask("analyze enterprises.enterprises");
    }

    private async Task<List<string>> Ask(string sql)
    {
        await using var connection = new NpgsqlConnection(api.Database);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await using var reader = await command.ExecuteReaderAsync();
        var texts = new List<string>();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }
}
