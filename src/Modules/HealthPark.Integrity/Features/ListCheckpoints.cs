namespace HealthPark.Integrity.Features;

/// <summary>Lists the log's checkpoints.</summary>
public static class ListCheckpoints
{
    private static readonly ListDefinition Checkpoints = new ListDefinition(typeof(CheckpointResponse), "event_store.checkpoints", ownerColumn: null)
        .NewestFirst()
        .Date("day", "day", "Checkpoints of days")
        .Sort("day", "day", "date");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/integrity/checkpoints", Handle)
        .WithName("ListCheckpoints").Public().Shows<Page<CheckpointResponse>>().Takes(Checkpoints.Parameters);

    /// <summary>Lists the signed checkpoints of the log, the newest first.</summary>
    /// <remarks>
    /// Each states what the log was at the end of a day in China, and names the one before by its digest. A day in which nothing was written has
    /// one too, from the day of the first event on. Whoever keeps one can show later that the log is no longer what it was; keep them.
    /// </remarks>
    public static Task<IResult> Handle(HttpContext context, CancellationToken ct) => Checkpoints.Answer(context, ct);
}
