using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>The write-off of an investment.</summary>
/// <param name="On">The day.</param>
/// <param name="ToleranceNote">Why the loss is tolerated (适度容错): required.</param>
public sealed record WriteOffInvestmentRequest(
    [property: Required] DateOnly? On = null,
    [property: Required, StringLength(2000)] string? ToleranceNote = null) : IRequestBody;

/// <summary>Writes off an investment.</summary>
public static class WriteOffInvestment
{
    internal const string Operation = "WriteOffInvestment";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/investments/{investmentId:guid}/write-off", Handle)
        .WithName(Operation).RequireScope(Scopes.FundsWrite).Changes<InvestmentResponse>()
        .Example("""{ "on": "2026-10-01", "toleranceNote": "技术路线失败,尽职调查与投后管理已按规定履行" }""");

    /// <summary>Writes off an investment as lost, with the note that says why the loss is tolerated.</summary>
    /// <remarks>
    /// Needs `If-Match` with the investment's own ETag. Of an investment that was paid, wholly or in part. The loss is what was paid and has not
    /// come back; the deal becomes `written-off`. There is no way back.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, Guid investmentId, WriteOffInvestmentRequest body, WriteRequest request, Records<FundState, FundEvent> funds, DealLookup deals, TimeProvider clock) =>
        funds.Change(request, id, InvestmentResponse.Looks(investmentId), fund =>
            deals.With(Decide(body, investmentId, fund.State, clock.Today()), fund, investmentId, request.Aborted));

    internal static Decision<FundEvent> Decide(WriteOffInvestmentRequest body, Guid investmentId, FundState now, DateOnly today) =>
        Decisions.Step(now, investmentId, InvestmentState.WrittenOff, Operation, investment =>
        {
            var errors = new List<FieldError>();
            Dates.CheckPast("/on", body.On, today, errors, investment.Tranches.Min(t => t.PaidOn));
            return errors.Count > 0 ? Rejection.Invalid(errors) : new InvestmentWrittenOff(investmentId, body.On!.Value, body.ToleranceNote!.Trim());
        });
}
