using HealthPark.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace HealthPark.IntegrationTests.Api;

/// <summary>The program as it runs in production, on a socket of its own.</summary>
public sealed class ApiProgram : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _http;

    private ApiProgram(WebApplication app, HttpClient http) => (_app, _http) = (app, http);

    public IServiceProvider Services => _app.Services;

    public Uri Address => _http.BaseAddress!;

    public static Task<ApiProgram> Start(string database, string? adminKey, params IReadOnlyList<string> more) => Start(database, adminKey, null, null, more);

    /// <summary>Starts the program with other services in the place of its own.</summary>
    public static Task<ApiProgram> Start(string database, string? adminKey, Action<IServiceCollection>? replace, params IReadOnlyList<string> more) =>
        Start(database, adminKey, replace, null, more);

    /// <summary>Starts the program with further endpoints.</summary>
    public static Task<ApiProgram> StartWith(Action<IEndpointRouteBuilder> map, string database, string? adminKey) => Start(database, adminKey, null, map, []);

    private static async Task<ApiProgram> Start(
        string database, string? adminKey, Action<IServiceCollection>? replace, Action<IEndpointRouteBuilder>? map, IReadOnlyList<string> more)
    {
        var pool = new NpgsqlConnectionStringBuilder(database) { MaxPoolSize = 20 };
        string[] settings =
        [
            "--urls=http://127.0.0.1:0", $"--ConnectionStrings:HealthPark={pool.ConnectionString}", "--Logging:LogLevel:Default=None",
            "--RateLimits:ClientPerMinute=10000000", "--RateLimits:PublicPerMinute=10000000",
            .. adminKey is null ? Array.Empty<string>() : [$"--HEALTHPARK_ADMIN_KEY={adminKey}"], .. more,
        ];
        var app = HealthParkApplication.Build(settings, replace, map);
        await app.StartAsync();
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(app.Urls.First()) };
        if (map is null)
            await Contract.Learn(await http.GetStringAsync("/openapi/v1.json"));
        return new ApiProgram(app, http);
    }

    /// <summary>A client with a key, or without one.</summary>
    public Client As(string? key) => new(_http, key);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
