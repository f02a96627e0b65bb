using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Voids a commitment.</summary>
public static class VoidCommitment
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds/{id:guid}/commitments/{commitmentId:guid}/void", Handle)
        .WithName("VoidCommitment").RequireScope(Scopes.FundsWrite).Changes<CommitmentResponse>()
        .Example("""{ "reason": "出资人撤回" }""");

    /// <summary>Voids a commitment that was withdrawn, or entered by mistake.</summary>
    /// <remarks>
    /// Needs `If-Match` with the commitment's own ETag. Not once it was called: 409 `already-called`. Not while the fund has promised the
    /// money in investments: 409 `already-promised`.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, Guid commitmentId, FundReasonRequest body, WriteRequest request, Records<FundState, FundEvent> funds) =>
        funds.Change(request, id, CommitmentResponse.Looks(commitmentId), f => Task.FromResult(Decide(body, commitmentId, f.State)));

    internal static Decision<FundEvent> Decide(FundReasonRequest body, Guid commitmentId, FundState now)
    {
        if (now.Commitment(commitmentId) is not { } commitment)
            return Rejection.NotFound(GetCommitment.Noun);
        if (commitment.VoidReason is not null)
            return Array.Empty<FundEvent>();
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        if (now.Called(commitmentId) > 0)
            return Rejection.Conflict("already-called", new Text("该认缴已被催缴,不能作废。", "Money of this commitment was called; it cannot be voided."));
        return now.Figures.UnpromisedYuan < commitment.AmountYuan
            ? Rejection.Conflict("already-promised", new Text("基金已将此认缴用于投资承诺。", "The fund has promised this money in investments."))
            : new CommitmentVoided(commitmentId, body.Reason!.Trim());
    }
}
