using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>
/// Brings the database's tables up to date from numbered SQL files: the common log, each module's streams, and each module's own
/// <c>Schema/*.sql</c>. Each file runs once, in its own transaction; one that was applied must not change afterwards.
/// </summary>
public sealed class Migrations(Database database, IEnumerable<ModuleStore> stores, IEnumerable<SubscriptionHandler> subscriptions, ILogger<Migrations> log)
{
    private const string History = """
        create schema if not exists event_store;
        create table if not exists event_store.migrations (
            schema     text        not null,
            file       text        not null,
            sha256     text        not null,
            applied_at timestamptz not null default now(),
            primary key (schema, file)
        )
        """;

    /// <summary>Applies what has not been applied. Safe to run from several nodes at once, and again.</summary>
    /// <returns>How many files were applied.</returns>
    public async Task<int> Apply(CancellationToken ct)
    {
        await using var connection = await database.Maintenance.OpenConnectionAsync(ct);
        await connection.Execute("select pg_advisory_lock(7310589462918)", ct);
        try
        {
            foreach (var statement in History.Split(';'))
                await connection.Execute(statement, ct);
            var own = typeof(Migrations).Assembly;
            var applied = await ApplyAll(connection, "event_store", Files(own, "common."), ct);
            foreach (var store in stores)
            {
                await connection.Execute($"create schema if not exists {store.Schema}", ct);
                applied += await ApplyAll(connection, store.Schema, Files(own, "module."), ct);
                applied += await ApplyAll(connection, store.Schema, Files(store.Assembly, ""), ct);
            }

            foreach (var subscription in subscriptions)
            {
                await connection.Execute(
                    $"insert into {subscription.Schema}.mt_event_progression (name, last_seq_id) values ($1, 0) on conflict do nothing", ct, subscription.Name);
            }

            return applied;
        }
        finally
        {
            await connection.Execute("select pg_advisory_unlock(7310589462918)", CancellationToken.None);
        }
    }

    private async Task<int> ApplyAll(NpgsqlConnection connection, string schema, IEnumerable<(string Name, string Sql)> files, CancellationToken ct)
    {
        var known = (await connection.Query(
            "select file, sha256 from event_store.migrations where schema = $1", row => (row.GetString(0), row.GetString(1)), ct, schema)).ToDictionary();
        var applied = 0;
        foreach (var (name, sql) in files)
        {
            var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
            if (known.TryGetValue(name, out var before))
            {
                if (before != digest)
                    throw new InvalidOperationException($"{schema}: {name} was applied before with another text. A change needs a new file.");
                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync(ct);
            await using (var command = new NpgsqlCommand(sql.Replace("{schema}", schema, StringComparison.Ordinal), connection))
                await command.ExecuteNonQueryAsync(ct);
            await connection.Execute("insert into event_store.migrations (schema, file, sha256) values ($1, $2, $3)", ct, schema, name, digest);
            await transaction.CommitAsync(ct);
            log.LogInformation("Applied {Schema}: {File}", schema, name);
            applied++;
        }

        return applied;
    }

    private static IEnumerable<(string Name, string Sql)> Files(Assembly assembly, string prefix) =>
        from resource in assembly.GetManifestResourceNames()
        where resource.StartsWith("Schema/" + prefix, StringComparison.Ordinal) && resource.EndsWith(".sql", StringComparison.Ordinal)
        orderby resource
        select (resource["Schema/".Length..], ReadText(assembly, resource));

    private static string ReadText(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}
