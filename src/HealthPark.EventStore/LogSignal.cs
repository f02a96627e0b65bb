using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace HealthPark.EventStore;

/// <summary>
/// Says that the log has moved, whichever process moved it. Only a hint to look: whoever listens also looks from time to time,
/// so a lost notification delays and never loses.
/// </summary>
public sealed class LogSignal(Database database, ILogger<LogSignal> log) : BackgroundService
{
    internal const string Channel = "healthpark_log";

    private readonly Pulse _moved = new();

    /// <summary>Raised after an append, with the schemas it touched; with none when notifications may have been missed.</summary>
    public event Action<IReadOnlyList<string>>? Changed;

    /// <summary>Completes when the log moves next. Take it before looking at the log, await it after.</summary>
    public Task Next => _moved.Next;

    internal static string Message(long position, IEnumerable<string> schemas) =>
        string.Create(CultureInfo.InvariantCulture, $"{position} {string.Join(' ', schemas.Distinct())}");

    internal void Moved(long position, IReadOnlyList<string> schemas)
    {
        log.LogTrace("The log stands at {Position}", position);
        try
        {
            Changed?.Invoke(schemas);
        }
        catch (Exception e)
        {
            log.LogError(e, "A listener to the log failed"); // its own failure: what it was told of has happened
        }

        _moved.Beat();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await database.Source.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, e) =>
                {
                    var words = e.Payload.Split(' ');
                    Moved(long.Parse(words[0], CultureInfo.InvariantCulture), words[1..]);
                };
                await connection.Execute($"listen {Channel}", stoppingToken);
                Moved(0, []); // what came before the listening
                while (true)
                    await connection.WaitAsync(stoppingToken);
            }
            catch (Exception e) when (e is NpgsqlException or IOException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(e, "Listening to the log was interrupted");
                database.LeaveConnections();
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }
}
