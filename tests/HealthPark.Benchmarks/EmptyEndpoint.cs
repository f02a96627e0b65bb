using System.Diagnostics;
using System.Globalization;

namespace HealthPark.Benchmarks;

/// <summary>A program of its own whose one endpoint does nothing: what HTTP itself costs here.</summary>
internal sealed class EmptyEndpoint : IAsyncDisposable
{
    public const string Command = "empty";
    private const string Address = "http://127.0.0.1:5198";

    private readonly Park _park;
    private readonly Process _process;

    private EmptyEndpoint(Park park, Process process) => (_park, _process) = (park, process);

    public static async Task<EmptyEndpoint> Start(Park park)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(EmptyEndpoint).Assembly.Location, Command]) { RedirectStandardOutput = true })!;
        await process.StandardOutput.ReadLineAsync(); // it says when it serves
        return new EmptyEndpoint(park, process);
    }

    public Task<Load> Load(int connections, int seconds) => Wrk.Run(new Uri(Address), _park, "same", "/", connections, seconds);

    /// <summary>Serves it.</summary>
    public static async Task Serve()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Address);
        await using var app = builder.Build();
        app.MapGet("/", () => { });
        await app.StartAsync();
        Console.WriteLine("It serves.");
        await app.WaitForShutdownAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Tool.Run("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
