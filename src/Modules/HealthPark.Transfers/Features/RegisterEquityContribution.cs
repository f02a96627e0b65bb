using System.ComponentModel.DataAnnotations;
using HealthPark.EventStore;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>A result contributed to an enterprise as equity (作价入股), one of the ways of the Law on Promoting the Transformation of Scientific and Technological Achievements (促进科技成果转化法, Art. 16).</summary>
/// <param name="RegisteredOn">The day on which it was registered.</param>
/// <param name="AmountYuan">What the result was valued at, in CNY yuan.</param>
/// <param name="EnterpriseId">The enterprise. One that the caller may see.</param>
/// <param name="SharePercent">The share of it that the result was given for, in per cent.</param>
public sealed record RegisterEquityContributionRequest(
    [property: Required] DateOnly? RegisteredOn = null,
    [property: Required] decimal? AmountYuan = null,
    Guid? EnterpriseId = null,
    decimal? SharePercent = null) : IRequestBody;

/// <summary>Records an equity contribution.</summary>
public static class RegisterEquityContribution
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers/{id:guid}/equity-contributions", Handle)
        .WithName("RegisterEquityContribution").RequireScope(Scopes.TransfersWrite).Changes<TransferResponse>()
        .Example("""{ "registeredOn": "2026-04-15", "amountYuan": 3000000, "sharePercent": 20 }""");

    /// <summary>Records that a result was contributed to an enterprise as equity, and that registered.</summary>
    /// <remarks>Needs `If-Match`. The transfer is submitted for verification again.</remarks>
    public static Task<IResult> Handle(
        Guid id, RegisterEquityContributionRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, ReferenceLookup lookup, TimeProvider clock) =>
        transfers.Change(request, id, TransferResponse.Looks, t => LookUpAndDecide(body, request.Caller, t, lookup, clock, request.Aborted));

    internal static async Task<Decision<TransferEvent>> LookUpAndDecide(
        RegisterEquityContributionRequest body, Caller caller, Recorded<TransferState> transfer, ReferenceLookup lookup, TimeProvider clock, CancellationToken ct)
    {
        return Decide(body, Guid.CreateVersion7(), transfer.State, await lookup.Find([], body.EnterpriseId, caller, ct), clock.Today());
    }

    internal static Decision<TransferEvent> Decide(
        RegisterEquityContributionRequest body, Guid contributionId, TransferState now, References references, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var errors = new List<FieldError>();
        Dates.CheckPast("/registeredOn", body.RegisteredOn, today, errors, notAfter: now.StoppedOn);
        Money.Check("/amountYuan", body.AmountYuan, errors);
        references.CheckEnterprise(body.EnterpriseId, errors);
        if (body.SharePercent is <= 0 or > 100)
            errors.Add(new FieldError("/sharePercent", "out-of-range", new Text("须大于 0、不大于 100。", "Must be more than 0 and at most 100.")));
        return errors.Count > 0
            ? Rejection.Invalid(errors)
            : new EquityContributionRegistered(contributionId, body.RegisteredOn!.Value, body.AmountYuan!.Value, body.EnterpriseId, body.SharePercent);
    }
}
