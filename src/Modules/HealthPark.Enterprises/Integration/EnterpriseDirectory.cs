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

    public async Task<IReadOnlyDictionary<Guid, Guid>> Successors(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        // A record that another was merged into may have been merged itself since.
        var found = await connection.Query(
            """
            with recursive way (first, id) as (
                select id, merged_into from enterprises.enterprises where id = any($1) and merged_into is not null
                union all
                select way.first, e.merged_into from way join enterprises.enterprises e using (id) where e.merged_into is not null
            )
            select first, id from way where id in (select id from enterprises.enterprises where merged_into is null)
            """,
            row => (row.GetGuid(0), row.GetGuid(1)), ct, [ids.ToArray()]);
        return found.ToDictionary();
    }
}
