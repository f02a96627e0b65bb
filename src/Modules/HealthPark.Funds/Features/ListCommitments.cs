using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>A fund's commitments.</summary>
/// <param name="Items">The commitments, in the order in which they were entered; voided ones too.</param>
public sealed record CommitmentList(IReadOnlyList<CommitmentResponse> Items);

/// <summary>Lists commitments.</summary>
public static class ListCommitments
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/funds/{id:guid}/commitments", Handle)
        .WithName("ListCommitments").RequireScope(Scopes.FundsRead).Shows<CommitmentList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists what investors committed to a fund.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<FundState, FundEvent> funds) =>
        funds.ShowParts(
            context, id, record => new CommitmentList([.. record.State.Commitments.Select(c => CommitmentResponse.Of(record, c))]), FundsJson.Api.CommitmentList);
}
