using HealthPark.Access;

namespace HealthPark.Api;

/// <summary>Tells whoever started the program where to look.</summary>
internal static class Welcome
{
    public static void Say(WebApplication app)
    {
        var address = app.Urls.FirstOrDefault() ?? "";
        foreach (var note in app.Services.GetRequiredService<DatabaseStart>().Notes)
            Console.WriteLine(note);
        Console.WriteLine($"HealthPark.Api serves on {address} (docs: {address}/docs, contract: {address}/openapi/v1.json)");
        if (app.Services.GetRequiredService<AdministratorKey>().Made is { } key)
            Console.WriteLine($"Administrator key, shown this once: {key}");
    }
}
