using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>Forgets idempotency keys older than seven days, once an hour.</summary>
internal sealed class IdempotencyKeyExpiry(Database database, ILogger<IdempotencyKeyExpiry> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var hourly = new PeriodicTimer(TimeSpan.FromHours(1));
        do
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(stoppingToken);
                await connection.Execute("delete from event_store.idempotency_keys where created_at < now() - interval '7 days'", stoppingToken);
            }
            catch (NpgsqlException e)
            {
                log.LogWarning(e, "Old idempotency keys were not removed; the next hour tries again");
            }
        }
        while (await hourly.WaitForNextTickAsync(stoppingToken));
    }
}
