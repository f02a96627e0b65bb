using HealthPark.Client;
using HealthPark.Follower;
using Npgsql;

// Keeps a copy of the park in a database of its own: HealthPark.Follower <address> <key> <connection string> [position of an event to lose]
var (address, key, database) = (args[0], args[1], args[2]);
var drop = args.ElementAtOrDefault(3);

await using var connection = new NpgsqlConnection(database);
await connection.OpenAsync();
await using (var create = new NpgsqlCommand(Tables.Create, connection))
    await create.ExecuteNonQueryAsync();

using var http = new HttpClient { BaseAddress = new Uri(address), DefaultRequestHeaders = { Authorization = new("Bearer", key) } };
var (park, copy) = (new HealthParkClient(http), new Copy(connection));
for (var (cursor, _, _) = await copy.Read(); ;)
{
    var page = (await park.FollowChangesAsync(after: cursor, limit: "20", wait: "30")).Result;
    await copy.Take(page, drop);
    cursor = page.Next;
}
