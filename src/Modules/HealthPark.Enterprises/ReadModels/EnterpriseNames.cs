using System.Text.Json;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Integration;
using HealthPark.EventStore;

namespace HealthPark.Enterprises.ReadModels;

/// <summary>Finds enterprises by what they are called.</summary>
public sealed class EnterpriseNames(Database database)
{
    private readonly Gathering<string, Namesake> _namesakes = new((names, ct) => FindByNames(database, names, ct));
    private readonly Gathering<string, Guid> _holders = new((codes, ct) => FindByUsccs(database, codes, ct));

    /// <summary>Other enterprises, not voided, one of whose names folds to the same text as this one.</summary>
    public async Task<IReadOnlyList<Namesake>> FindNamesakes(string name, Guid self, CancellationToken ct) =>
        [.. (await _namesakes.Find(NameFolding.Fold(name), ct)).Where(n => n.Id != self).OrderBy(n => n.Id).Take(20)];

    /// <summary>The enterprise, not voided, that holds a unified social credit code in normal form.</summary>
    public async Task<Guid?> FindByUscc(string uscc, CancellationToken ct) => await _holders.Find(uscc, ct) is [var id, ..] ? id : null;

    /// <summary>The enterprises, not voided, that hold natural keys; a name alone does not tell which is meant.</summary>
    internal async Task<IEnumerable<(string Key, Guid Id)>> FindByKeys(IReadOnlyCollection<string> keys, CancellationToken ct)
    {
        var codes = keys.Select(EnterpriseKeys.UsccIn).OfType<string>().ToList();
        return codes.Count == 0 ? [] : from holder in await FindByUsccs(database, codes, ct) select (EnterpriseKeys.OfUscc(holder.Uscc), holder.Id);
    }

    private static async Task<IEnumerable<(string Name, Namesake Namesake)>> FindByNames(Database database, IReadOnlyCollection<string> names, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        // No order and no limit in SQL: with them the planner walks the whole table by id for a name that nobody has.
        var found = await connection.Query(
            "select id, owner_organization_id, folded_names::text from enterprises.enterprises where folded_names ?| $1 and stage <> 'voided'",
            row => (Namesake: new Namesake(row.GetGuid(0), row.GetGuid(1)), Names: row.GetString(2)), ct, [names.ToArray()]);
        return from f in found
               from name in JsonSerializer.Deserialize(f.Names, EnterprisesJson.Api.IReadOnlyListString)!
               where names.Contains(name)
               select (name, f.Namesake);
    }

    private static async Task<IEnumerable<(string Uscc, Guid Id)>> FindByUsccs(Database database, IReadOnlyCollection<string> codes, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await connection.Query(
            "select uscc, id from enterprises.enterprises where uscc = any($1) and stage <> 'voided'",
            row => (row.GetString(0), row.GetGuid(1)), ct, [codes.ToArray()]);
    }
}
