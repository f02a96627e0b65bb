using System.ComponentModel.DataAnnotations;
using HealthPark.Evidence.Evidence;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Evidence.Features;

/// <summary>Withdrawal of a piece of evidence.</summary>
/// <param name="Reason">Why.</param>
public sealed record WithdrawEvidenceRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Withdraws a piece of evidence.</summary>
public static class WithdrawEvidence
{
    internal static void Map(IEndpointRouteBuilder routes, IReadOnlyList<string> writeScopes) => routes.MapPost("/v1/evidence/{id:guid}/withdrawal", Handle)
        .WithName("WithdrawEvidence").RequireAnyScope(writeScopes).Changes<EvidenceResponse>()
        .Example("""{ "reason": "误传" }""");

    /// <summary>Withdraws a file: it proves nothing any more.</summary>
    /// <remarks>Needs `If-Match`. Nothing is deleted: the park office still sees the file. Withdrawing it again changes nothing.</remarks>
    public static async Task<IResult> Handle(
        Guid id, WithdrawEvidenceRequest body, WriteRequest request, Records<EvidenceState, EvidenceEvent> evidence, IEnumerable<ICollection> collections)
    {
        if (await evidence.Find(request.Context, id, EventStore.UpTo.Now) is { } found
            && EvidenceAccess.CollectionOf(found, collections).WriteScope is var scope && !request.Caller.Scopes.Contains(scope))
        {
            return Rejection.MissingScope(scope).ToResult();
        }

        return await evidence.Change(request, id, EvidenceResponse.Looks, e => Task.FromResult(Decide(body, e.State)));
    }

    internal static Decision<EvidenceEvent> Decide(WithdrawEvidenceRequest body, EvidenceState now) =>
        now.WithdrawReason is not null ? Array.Empty<EvidenceEvent>() : new EvidenceWithdrawn(body.Reason!.Trim());
}
