using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Talent.Integration;

/// <summary>
/// At each start: whoever the log says is erased has no key. It is so already, unless the program ended between the two, or a backup of the
/// keys that is older than the erasure was restored.
/// </summary>
internal sealed class ForgetErased(Database database, [FromKeyedServices(TalentModule.Schema)] ModuleStore store, PersonErasure persons) : IStartupTask
{
    public async Task Run(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var erased = await connection.Query("select id from talent.talents where erased_on is not null", row => row.GetGuid(0), ct);
        if (erased.Count > 0)
            await persons.Erase(store, erased, ct);
    }
}
