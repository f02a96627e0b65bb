using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using HealthPark.LocalPostgres;
using Npgsql;

namespace HealthPark.Benchmarks;

/// <summary>The program under load, published as it is for operation, on a private server that waits for its disk as in operation.</summary>
internal sealed class Park : IAsyncDisposable
{
    private static readonly Dictionary<string, string> ServerSettings = new()
    {
        // Room enough that no checkpoint falls into one half of a pair. fsync and synchronous_commit stay on.
        ["shared_buffers"] = "2GB", ["max_wal_size"] = "16GB", ["checkpoint_timeout"] = "1h", ["max_connections"] = "300",
    };

    private readonly LocalPostgresServer _server;
    private readonly string _program;
    private Process? _process;

    private Park(LocalPostgresServer server, string program)
    {
        (_server, _program) = (server, program);
        var settings = new NpgsqlConnectionStringBuilder(server.ConnectionString);
        PostgresAddress = ["-h", settings.Host!, "-p", $"{settings.Port}", "-U", settings.Username!, settings.Database!];
        Source = NpgsqlDataSource.Create(server.ConnectionString + ";Command Timeout=0");
    }

    /// <summary>The administrator's key.</summary>
    public string Key { get; } = "hp_" + Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N")[..8];

    /// <summary>When this run began, in milliseconds: a mark that no other run has.</summary>
    public long Started { get; } = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>Where the program serves.</summary>
    public Uri Address { get; } = new("http://127.0.0.1:5199");

    /// <summary>How PostgreSQL's programs are told of the server.</summary>
    public IReadOnlyList<string> PostgresAddress { get; }

    /// <summary>Connections to the database itself.</summary>
    public NpgsqlDataSource Source { get; }

    /// <summary>A client of the program that holds every scope.</summary>
    public HttpClient Http { get; } = new() { Timeout = TimeSpan.FromMinutes(10) };

    /// <summary>The program's process.</summary>
    public int ProcessId => _process!.Id;

    /// <summary>Starts the server and the program on it.</summary>
    /// <param name="program">The program's file.</param>
    public static async Task<Park> Start(string program)
    {
        var park = new Park(await LocalPostgresServer.Start(new LocalPostgresOptions { ThrowAway = true, ServerSettings = ServerSettings }), program);
        park.Http.BaseAddress = park.Address;
        park.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", park.Key);
        await park.StartProgram();
        return park;
    }

    /// <summary>Starts the program.</summary>
    /// <returns>How long it took to its first answer.</returns>
    public async Task<TimeSpan> StartProgram()
    {
        var start = new ProcessStartInfo("dotnet", [_program, $"--urls={Address}", "--RateLimits:ClientPerMinute=1000000000", "--Logging:LogLevel:Default=Warning"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ConnectionStrings__HealthPark"] = _server.ConnectionString;
        start.Environment["HEALTHPARK_ADMIN_KEY"] = Key;
        var clock = Stopwatch.StartNew();
        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("serves on", StringComparison.Ordinal))
        {
            // it says what it does until it serves
        }

        _ = _process.StandardOutput.ReadToEndAsync(); // goes on reading, or the pipe would fill
        using var answer = await Http.GetAsync("/v1/enterprises?limit=1");
        answer.EnsureSuccessStatusCode();
        return clock.Elapsed;
    }

    /// <summary>Stops the program in order; the server goes on.</summary>
    public async Task StopProgram()
    {
        await Tool.Run("kill", ["-TERM", ProcessId.ToString(CultureInfo.InvariantCulture)]);
        await _process!.WaitForExitAsync();
    }

    /// <summary>Runs a command of the program, such as <c>rebuild</c>.</summary>
    public Task<string> Run(string command) => Tool.Run("dotnet", [_program, command], ("ConnectionStrings__HealthPark", _server.ConnectionString));

    /// <summary>The memory that the program holds, and the most that it has held, in MB.</summary>
    public (double Now, double Peak) Memory()
    {
        var status = File.ReadAllLines($"/proc/{ProcessId}/status");
        return (Of("VmRSS:"), Of("VmHWM:"));

        double Of(string name) =>
            double.Parse(status.Single(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Posts a body.</summary>
    public async Task<JsonNode> Post(string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { { "Idempotency-Key", Guid.NewGuid().ToString() } } };
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new InvalidOperationException(text);
    }

    /// <summary>Runs statements on the database itself.</summary>
    public async Task Execute(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Reads one column.</summary>
    public async Task<List<T>> Query<T>(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<T>();
        while (await reader.ReadAsync())
            values.Add(reader.GetFieldValue<T>(0));
        return values;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
            await StopProgram();
        _process?.Dispose();
        Http.Dispose();
        await Source.DisposeAsync();
        await _server.DisposeAsync();
    }
}
