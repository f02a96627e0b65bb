using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;

namespace HealthPark.Enterprises.ReadModels;

/// <summary>Finds enterprises by what they are called.</summary>
public sealed class EnterpriseNames(Database database)
{
    /// <summary>Other enterprises, not voided, one of whose names folds to the same text as this one.</summary>
    public async Task<IReadOnlyList<Namesake>> FindNamesakes(string name, Guid self, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        // No order and no limit in SQL: with them the planner walks the whole table by id for a name that nobody has.
        var namesakes = await connection.Query(
            "select id, owner_organization_id from enterprises.enterprises where folded_names ? $1 and stage <> 'voided' and id <> $2",
            row => new Namesake(row.GetGuid(0), row.GetGuid(1)), ct, NameFolding.Fold(name), self);
        return [.. namesakes.OrderBy(n => n.Id).Take(20)];
    }

    /// <summary>The enterprise, not voided, that holds a unified social credit code in normal form.</summary>
    public async Task<Guid?> FindByUscc(string uscc, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            "select id from enterprises.enterprises where uscc = $1 and stage <> 'voided'", row => (Guid?)row.GetGuid(0), ct, uscc);
        return found.FirstOrDefault();
    }
}
