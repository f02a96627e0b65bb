using System.Globalization;
using HealthPark.EventStore;

namespace HealthPark.Integrity.Features;

/// <summary>Shows a checkpoint of the log.</summary>
public static class GetCheckpoint
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/integrity/checkpoints/{checkpoint}", Handle)
        .WithName("GetCheckpoint").Public().Shows<CheckpointResponse>();

    /// <summary>Shows the signed checkpoint of a day.</summary>
    /// <param name="checkpoint">Its id, or the day in China, `YYYY-MM-DD`.</param>
    public static async Task<IResult> Handle(string checkpoint, HttpContext context, Database database, CancellationToken ct)
    {
        ReadParameters.Only(context);
        await Positions.Demanded(context);
        var id = Guid.TryParse(checkpoint, out var guid) ? guid : (Guid?)null;
        var day = DateOnly.TryParseExact(checkpoint, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : (DateOnly?)null;
        if (id is null && day is null)
            return Rejection.Malformed("checkpoint", "invalid-checkpoint", new Text("须为检查点的 id 或日期(YYYY-MM-DD)。", "Must be the id of a checkpoint, or a day, YYYY-MM-DD.")).ToResult();
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        return await Checkpoints.Find(connection, id, day, ct) is { } found
            ? StoredJson.Answer(context, found.Body)
            : Rejection.NotFound(CheckpointResponse.Noun).ToResult();
    }
}
