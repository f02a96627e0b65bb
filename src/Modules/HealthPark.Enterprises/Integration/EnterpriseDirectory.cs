using HealthPark.Contracts.Enterprises;
using HealthPark.EventStore;

namespace HealthPark.Enterprises.Integration;

internal sealed class EnterpriseDirectory(Database database) : IEnterpriseDirectory
{
    public async Task<bool> Has(Guid id, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var owners = await connection.Query(
            "select owner_organization_id from enterprises.enterprises where id = $1 and stage <> 'voided'", row => row.GetGuid(0), ct, id);
        return owners is [var owner] && caller.Reaches(owner);
    }
}
