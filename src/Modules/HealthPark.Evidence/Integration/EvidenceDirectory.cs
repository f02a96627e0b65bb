using HealthPark.Contracts.Evidence;
using HealthPark.EventStore;

namespace HealthPark.Evidence.Integration;

internal sealed class EvidenceDirectory(Database database) : IEvidenceDirectory
{
    public async Task<IReadOnlySet<Guid>> Standing(string collection, Guid recordId, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            "select id from evidence.evidence where record_id = $1 and collection = $2 and id = any($3) and not withdrawn",
            row => row.GetGuid(0), ct, recordId, collection, ids.ToArray());
        return found.ToHashSet();
    }
}
