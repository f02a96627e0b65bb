using HealthPark.Contracts.Funds;
using HealthPark.EventStore;

namespace HealthPark.Funds.Integration;

internal sealed class DealDirectory(Database database) : IDealDirectory
{
    public async Task<bool> Has(Guid id, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var owners = await connection.Query("select owner_organization_id from funds.deals where id = $1", row => row.GetGuid(0), ct, id);
        return owners is [var owner] && caller.Reaches(owner);
    }
}
