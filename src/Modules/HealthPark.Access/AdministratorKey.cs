using HealthPark.Access.ApiKey;
using HealthPark.Access.Integration;
using HealthPark.EventStore;
using Microsoft.Extensions.Configuration;

namespace HealthPark.Access;

/// <summary>
/// Makes sure that someone can enter: the park office and its administrator key, which holds every scope, those too that came after
/// it was made. The key is the one that <c>HEALTHPARK_ADMIN_KEY</c> names, or one made at the first start and shown once.
/// </summary>
public sealed class AdministratorKey : IStartupTask
{
    private static readonly EventMetadata System = new("system:administrator-key");

    private readonly Database _database;
    private readonly ModuleStore _store;
    private readonly OrganizationDirectory _organizations;
    private readonly string? _given;

    internal AdministratorKey(
        Database database, ModuleStore store, OrganizationDirectory organizations, IConfiguration configuration) =>
        (_database, _store, _organizations, _given) = (database, store, organizations, configuration["HEALTHPARK_ADMIN_KEY"]);

    /// <summary>The key that was made at this start; null if there was one before, or one was given.</summary>
    public string? Made { get; private set; }

    /// <summary>A key that opens everything in this run, if this program knows one: the one given, or the one made.</summary>
    public string? Known => _given ?? Made;

    /// <inheritdoc/>
    public async Task Run(CancellationToken ct)
    {
        var office = await _organizations.ParkOffice(ct);
        await using var connection = await _database.Source.OpenConnectionAsync(ct);
        var keys = await connection.Query(
            """
            select k.id, encode(k.key_hash, 'hex'), k.is_environment, e.headers ->> 'actor' = $2 and not k.scopes ?& $3
              from access.api_keys k join access.mt_events e on e.stream_id = k.id and e.version = 1
             where k.organization_id = $1 and k.revoked_at is null
            """,
            row => (Id: row.GetGuid(0), Hash: row.GetString(1), IsEnvironment: row.GetBoolean(2), LacksScopes: row.GetBoolean(3)),
            ct, office, System.ActorId, Scopes.All.ToArray());
        foreach (var old in keys.Where(k => k.LacksScopes))
            await Append(old.Id, new ApiKeyScopesExtended(Scopes.All), ct);
        if (_given is not null)
        {
            var secret = Check(_given);
            if (!keys.Exists(k => k.Hash == secret.Hash))
                await Issue(secret, office, isEnvironment: true);
            // A key taken out of the environment must not stay open.
            foreach (var old in keys.Where(k => k.IsEnvironment && k.Hash != secret.Hash))
                await Append(old.Id, new ApiKeyRevoked("HEALTHPARK_ADMIN_KEY names another key"), ct);
        }
        else if (keys.Count == 0)
        {
            var secret = Secret.New();
            await Issue(secret, office, isEnvironment: false);
            Made = secret.Text;
        }
    }

    private static Secret Check(string given) =>
        given.StartsWith(Secret.Start, StringComparison.Ordinal) && given.Length >= Secret.Start.Length + 32 && given.All(char.IsAscii)
            ? new Secret(given)
            : throw new InvalidOperationException("HEALTHPARK_ADMIN_KEY must be hp_ followed by at least 32 ASCII characters.");

    private Task Issue(Secret secret, Guid office, bool isEnvironment) => _store.Append(
        ApiKeyState.Stream, ApiKeyState.Stream.Nothing(Guid.CreateVersion7()),
        [new ApiKeyIssued("administrator", office, Scopes.All, null, null, secret.Hash, secret.Prefix, isEnvironment)], System, null);

    private async Task Append(Guid id, ApiKeyEvent e, CancellationToken ct) =>
        await _store.Append(ApiKeyState.Stream, await _store.Load(ApiKeyState.Stream, id, UpTo.Now, ct), [e], System, null);
}
