using System.ComponentModel.DataAnnotations;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>The first sale of the product made of a result.</summary>
/// <param name="On">The day.</param>
/// <param name="Evidence">What shows it, at least one: references to documents, addresses or ids.</param>
public sealed record RecordFirstSaleRequest(
    [property: Required] DateOnly? On = null,
    [property: Required, MaxLength(20)] IReadOnlyList<string>? Evidence = null) : IRequestBody;

/// <summary>Records the first sale.</summary>
public static class RecordFirstSale
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/first-sale", Handle)
        .WithName("RecordFirstSale").RequireScope(Scopes.TransfersWrite).Changes<TransferResponse>()
        .Example("""{ "on": "2026-05-08", "evidence": ["发票 示例-0001"] }""");

    /// <summary>Records the first sale of the product made of a result, or corrects it.</summary>
    /// <remarks>Needs `If-Match`. The transfer is submitted for verification again.</remarks>
    public static Task<IResult> Handle(
        Guid id, RecordFirstSaleRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, TimeProvider clock) =>
        transfers.Change(request, id, TransferResponse.Looks, t => Task.FromResult(Decide(body, t.State, clock.Today())));

    internal static Decision<TransferEvent> Decide(RecordFirstSaleRequest body, TransferState now, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors, notAfter: now.StoppedOn);
        var evidence = Decisions.Evidence(body.Evidence!, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        return now.FirstSale is { } known && known.On == body.On && known.Evidence.SequenceEqual(evidence)
            ? Array.Empty<TransferEvent>()
            : new FirstSaleRecorded(body.On!.Value, evidence);
    }
}
