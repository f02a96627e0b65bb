using HealthPark.Access;
using HealthPark.Api.Demo;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace HealthPark.Api;

/// <summary>Tells whoever started the program where to look.</summary>
internal static class Welcome
{
    public static async Task Say(WebApplication app, string[] args)
    {
        // While the contract is built there is no server, and nobody to welcome.
        if (app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is not { } address)
            return;
        foreach (var note in app.Services.GetRequiredService<DatabaseStart>().Notes)
            Console.WriteLine(note);
        Console.WriteLine($"HealthPark.Api serves on {address} (dashboard: {address}/, docs: {address}/docs, contract: {address}/openapi/v1.json)");
        if (app.Services.GetRequiredService<AdministratorKey>().Made is { } key)
            Console.WriteLine($"Administrator key, shown this once: {key}");
        if (args.Contains("--demo"))
            await DemoPark.Load(app, address);
    }
}
