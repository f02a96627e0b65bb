using HealthPark.EventStore;

namespace HealthPark.Api;

/// <summary>Says whether the program is up.</summary>
public static class Health
{
    internal static void MapHealth(this IEndpointRouteBuilder routes) => routes.MapGet("/health", Handle)
        .WithName("GetHealth").WithTags("Health").AllowAnonymous().Produces<HealthAnswer>();

    /// <summary>Says whether the program is up and its database answers.</summary>
    /// <remarks>Public. 503 while the database is away.</remarks>
    public static async Task<IResult> Handle(EventLog log, CancellationToken ct) => Results.Ok(new HealthAnswer("ok", await log.Head(ct)));
}

/// <summary>The program's health.</summary>
/// <param name="Status">Always `ok`; anything else is a problem.</param>
/// <param name="Position">The last position of the log.</param>
public sealed record HealthAnswer(string Status, long Position);
