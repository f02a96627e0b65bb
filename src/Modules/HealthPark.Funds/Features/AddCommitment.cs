using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Fund;
using HealthPark.Kernel.Reference;

namespace HealthPark.Funds.Features;

/// <summary>An investor's commitment (认缴).</summary>
/// <param name="Investor">Who commits it, by name.</param>
/// <param name="InvestorKind">Whose money it is. Codes: `fund-investor-kinds`.</param>
/// <param name="AmountYuan">What is committed, in CNY yuan, at most 2 decimals.</param>
/// <param name="On">The day.</param>
public sealed record AddCommitmentRequest(
    [property: Required, StringLength(200)] string? Investor = null,
    [property: Required, CodesOf("fund-investor-kinds")] string? InvestorKind = null,
    [property: Required] decimal? AmountYuan = null,
    [property: Required] DateOnly? On = null) : IRequestBody;

/// <summary>Enters a commitment.</summary>
public static class AddCommitment
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/commitments", Handle)
        .WithName("AddCommitment").RequireScope(Scopes.FundsWrite).Adds<CommitmentResponse>()
        .Example("""{ "investor": "示例引导基金", "investorKind": "government", "amountYuan": 40000000, "on": "2026-03-01" }""");

    /// <summary>Enters what an investor committed to a fund (认缴).</summary>
    /// <remarks>While the fund is `raising`, `filed` or `investing`. A further commitment of the same investor is one of its own.</remarks>
    public static Task<IResult> Handle(Guid id, AddCommitmentRequest body, WriteRequest request, Records<FundState, FundEvent> funds, TimeProvider clock) =>
        funds.Add(request, id, CommitmentResponse.Looks, f => f.Commitments[^1].Id, (f, commitmentId) => Task.FromResult(Decide(body, commitmentId, f.State, clock.Today())));

    internal static Decision<FundEvent> Decide(AddCommitmentRequest body, Guid commitmentId, FundState now, DateOnly today)
    {
        if (Decisions.RefuseOutside(now, Decisions.Raising) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        FundCodes.InvestorKinds.Check("/investorKind", body.InvestorKind, errors);
        Decisions.CheckAmount("/amountYuan", body.AmountYuan, errors);
        Dates.CheckPast("/on", body.On, today, errors);
        return errors.Count > 0
            ? Rejection.Invalid(errors)
            : new CommitmentAdded(commitmentId, body.Investor!.Trim(), body.InvestorKind!, body.AmountYuan!.Value, body.On!.Value);
    }
}
