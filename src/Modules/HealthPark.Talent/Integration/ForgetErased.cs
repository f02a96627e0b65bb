using HealthPark.EventStore;

namespace HealthPark.Talent.Integration;

/// <summary>
/// At each start: whoever the log says is erased has no key. It is so already, unless the program ended between the two, or a backup of the
/// keys that is older than the erasure was restored.
/// </summary>
internal sealed class ForgetErased(Database database, PersonKeys keys) : IStartupTask
{
    public async Task Run(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await keys.Destroy(await connection.Query("select id from talent.talents where erased_on is not null", row => row.GetGuid(0), ct), ct);
    }
}
