using System.Diagnostics;
using HealthPark.Follower;
using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>A follower as a process of its own, which can be killed, and its database.</summary>
internal sealed class FollowerProcess(Uri park, string key, string database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _copy = NpgsqlDataSource.Create(database);
    private Process? _process;
    private Task<string>? _error;

    public NpgsqlDataSource Copy => _copy;

    public void Start(params string[] more)
    {
        var program = typeof(Tables).Assembly.Location;
        _process = Process.Start(new ProcessStartInfo("dotnet", [program, park.ToString(), key, database, .. more]) { RedirectStandardError = true })!;
        _error = _process.StandardError.ReadToEndAsync();
    }

    /// <summary>SIGKILL, wherever it is.</summary>
    public async Task Kill()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Waits until it has taken everything up to a position. It fails if it ends by itself: a foreign key that fails ends it.</summary>
    public async Task<(long Cursor, long Count, string Digest)> Reaches(long position)
    {
        while (true)
        {
            if (await Stands() is { } at && at.Cursor >= position)
                return at;
            _process!.HasExited.ShouldBeFalse(_process.HasExited ? await _error! : null);
            await Task.Delay(5);
        }
    }

    public async Task<(long Cursor, long Count, string Digest)?> Stands()
    {
        try
        {
            await using var command = _copy.CreateCommand("select cursor::bigint, count, digest from followed");
            await using var reader = await command.ExecuteReaderAsync();
            return await reader.ReadAsync() ? (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)) : null;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            return null; // it has not made its tables yet
        }
    }

    public async Task<IReadOnlyList<string>> Texts(string query)
    {
        var texts = new List<string>();
        await using var command = _copy.CreateCommand(query);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            texts.Add(reader.GetString(0));
        return texts;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await Kill();
        await _copy.DisposeAsync();
    }
}
