using HealthPark.Access.Organization;
using HealthPark.Access.Tokens;
using HealthPark.Contracts.Access;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Access.Integration;

internal sealed class OrganizationDirectory(Database database, [FromKeyedServices(AccessModule.Schema)] ModuleStore store) : IOrganizationDirectory, IActorNames
{
    public async Task Ensure(string code, string name, string kind, CancellationToken ct) => await EnsureId(code, name, kind, ct);

    public Task<Guid> ParkOffice(CancellationToken ct) => EnsureId("park-office", "园区办公室", OrganizationKinds.ParkOffice, ct);

    public async Task<bool> Exists(Guid id, CancellationToken ct) => await Find(id.ToString(), ct) is not null;

    /// <summary>The id of the organisation with this code, which is registered if it is not yet. Its code is claimed, so two nodes make one.</summary>
    public async Task<Guid> EnsureId(string code, string name, string kind, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var known = await connection.Query("select id from access.organizations where code = $1", row => row.GetGuid(0), ct, code);
        if (known.Count > 0)
            return known[0];
        var organization = OrganizationState.Stream.Nothing(Guid.CreateVersion7());
        var outcome = await store.Append(
            OrganizationState.Stream, organization, [new OrganizationRegistered(name, kind, code)], new EventMetadata("system:reference-data"), null);
        return outcome is AppendOutcome.ClaimTaken taken ? taken.HolderId : organization.Id;
    }

    /// <summary>The organisation with this id or code; null if there is none.</summary>
    public async Task<(Guid Id, string Kind)?> Find(string idOrCode, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            "select id, kind from access.organizations where id = $1 or code = $2", row => (row.GetGuid(0), row.GetString(1)), ct,
            Guid.TryParse(idOrCode, out var id) ? id : Guid.Empty, idOrCode.Replace("\0", "", StringComparison.Ordinal));
        return found.Count == 1 ? found[0] : null;
    }

    public async Task<string?> CodeOf(Guid organizationId, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return (await connection.Query("select code from access.organizations where id = $1", row => row.Get<string>(0), ct, organizationId)).FirstOrDefault();
    }

    public async Task<OrganizationReference?> Resolve(string idCodeOrName, Caller caller, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var found = await connection.Query(
            "select id, name, code is not null from access.organizations where id = $1 or code = $2 or name = $2",
            row => (Reference: new OrganizationReference(row.GetGuid(0), row.GetString(1)), IsOfThePlan: row.GetBoolean(2)), ct,
            Guid.TryParse(idCodeOrName, out var id) ? id : Guid.Empty, idCodeOrName.Replace("\0", "", StringComparison.Ordinal));
        return found.Where(o => o.IsOfThePlan || caller.Reaches(o.Reference.Id)).Select(o => o.Reference).ToList() is [var only] ? only : null;
    }

    public async Task<IReadOnlyDictionary<string, ActorName>> NamesOf(IEnumerable<string> clientIds, CancellationToken ct)
    {
        var actors = clientIds.Distinct().ToList();
        var ids = actors.Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse).ToArray();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var names = await connection.Query(
            "select id, name, officer from access.api_keys where id = any($1)",
            row => (row.GetGuid(0).ToString(), new ActorName(row.GetString(1), row.Get<string>(2))), ct, ids);
        // A token's client has no record here: its id at the issuer is its name.
        var ofTokens = actors.Where(id => id.StartsWith(TokenDoor.ActorStart, StringComparison.Ordinal))
            .Select(id => (id, new ActorName(id[TokenDoor.ActorStart.Length..], null)));
        return names.Concat(ofTokens).ToDictionary();
    }

    public async Task<IReadOnlyDictionary<string, string>> OrganizationsOf(IEnumerable<string> organizationIds, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        var names = await connection.Query(
            "select id, name from access.organizations where id = any($1)", row => (row.GetGuid(0).ToString(), row.GetString(1)), ct,
            organizationIds.Distinct().Where(id => Guid.TryParse(id, out _)).Select(Guid.Parse).ToArray());
        return names.ToDictionary();
    }
}
