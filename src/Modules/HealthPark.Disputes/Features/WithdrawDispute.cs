using System.ComponentModel.DataAnnotations;
using HealthPark.Disputes.Dispute;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Disputes.Features;

/// <summary>The withdrawal of a dispute.</summary>
/// <param name="Reason">Why.</param>
public sealed record WithdrawDisputeRequest([property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Withdraws a dispute.</summary>
public static class WithdrawDispute
{
    internal const string Operation = "WithdrawDispute";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/disputes/{id:guid}/withdrawal", Handle)
        .WithName(Operation).RequireScope(Scopes.DisputesWrite).Changes<DisputeResponse>()
        .Example("""{ "reason": "我方数据有误" }""");

    /// <summary>Takes a disputed value back.</summary>
    /// <remarks>Needs `If-Match`. Only the organisation that brought the value may; withdrawing it again changes nothing.</remarks>
    public static Task<IResult> Handle(
        Guid id, WithdrawDisputeRequest body, WriteRequest request, Records<DisputeState, DisputeEvent> disputes, IEnumerable<ICollection> collections) =>
        disputes.Change(
            request, id, DisputeResponse.Looks,
            async dispute => Decide(
                body, dispute.State, request.Caller.OrganizationId,
                await DecideDispute.IsApplied(collections.First(c => c.Name == dispute.State.Collection), dispute.Id, request)),
            mayTry: _ => true);

    internal static Decision<DisputeEvent> Decide(WithdrawDisputeRequest body, DisputeState now, Guid caller, bool isApplied)
    {
        if (now.ProposedBy != caller)
        {
            return new Rejection(403, "not-yours", new Text(
                "只有提出此值的机构可以撤回。", "Only the organisation that brought the value may withdraw it."));
        }

        if (now.Status == DisputeStatus.Withdrawn)
            return Array.Empty<DisputeEvent>();
        if (DisputeStatuses.Machine.Refuse(now.Status, DisputeStatus.Withdrawn, Operation) is { } forbidden)
            return forbidden;
        return isApplied ? DecideDispute.AppliedAlready : new DisputeWithdrawn(string.IsNullOrWhiteSpace(body.Reason) ? null : body.Reason.Trim());
    }
}
