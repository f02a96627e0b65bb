using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>Shows a commitment.</summary>
public static class GetCommitment
{
    internal static readonly Text Noun = new("认缴", "commitment");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/funds/{id:guid}/commitments/{commitmentId:guid}", Handle)
        .WithName("GetCommitment").RequireScope(Scopes.FundsRead).Shows<CommitmentResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows what an investor committed to a fund, and what was called and paid in of it.</summary>
    public static Task<IResult> Handle(Guid id, Guid commitmentId, HttpContext context, Records<FundState, FundEvent> funds) =>
        funds.Show(context, id, CommitmentResponse.Looks(commitmentId), f => f.Commitment(commitmentId) is not null, Noun);
}
