using HealthPark.Contracts.Transfers;
using HealthPark.EventStore;

namespace HealthPark.Transfers.Integration;

internal sealed class TransferDirectory(Database database) : ITransferDirectory
{
    public async Task<bool> Has(Guid id, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var owners = await connection.Query(
            "select owner_organization_id from transfers.transfers where id = $1 and stage <> 'voided'", row => row.GetGuid(0), ct, id);
        return owners is [var owner] && caller.Reaches(owner);
    }
}
