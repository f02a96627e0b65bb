using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using HealthPark.Disputes.Authority;
using HealthPark.Disputes.Dispute;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Disputes.Features;

/// <summary>The answer to a dispute.</summary>
/// <param name="Decision">`accepted`: the record gets the proposed value; `refused`: it stays as it is.</param>
/// <param name="Reason">Why; required when it is refused.</param>
public sealed record DecideDisputeRequest(
    [property: Required, AllowedValues("accepted", "refused")] string? Decision = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Answers a dispute.</summary>
public static class DecideDispute
{
    internal const string Operation = "DecideDispute";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/disputes/{id:guid}/decision", Handle)
        .WithName(Operation).RequireScope(Scopes.DisputesWrite).Changes<DisputeResponse>()
        .Example("""{ "decision": "accepted", "reason": "经核对登记档案" }""");

    /// <summary>Accepts or refuses a disputed value.</summary>
    /// <remarks>
    /// Needs `If-Match`. Only the member's authority answers, and the park office; to accept, the key needs the collection's write scope
    /// too. An accepted value is applied to the record first, by the rules of its collection: one that breaks a rule is refused as
    /// the collection's PATCH would refuse it, and the dispute stays open. In the record's history the change names the dispute as its
    /// cause. If the answer is lost on the way, send the same request again: the value is applied once.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, DecideDisputeRequest body, WriteRequest request, Records<DisputeState, DisputeEvent> disputes, IEnumerable<ICollection> collections,
        FieldAuthorities authorities) =>
        disputes.Change(
            request, id, DisputeResponse.Looks,
            async dispute =>
            {
                var collection = collections.First(c => c.Name == dispute.State.Collection);
                var answers = await authorities.Answers(dispute.State, request.Caller);
                var decision = Decide(body, dispute.State, answers, await IsApplied(collection, dispute.Id, request));
                return decision.Events is [DisputeAccepted] && await Apply(collection, dispute, request) is { } refused ? refused : decision;
            },
            mayTry: _ => true);

    internal static Decision<DisputeEvent> Decide(DecideDisputeRequest body, DisputeState now, bool answers, bool isApplied)
    {
        if (!answers)
            return NotTheAuthority;
        var wanted = Kebab.Parse<DisputeStatus>(body.Decision)!.Value;
        if (wanted == DisputeStatus.Refused && string.IsNullOrWhiteSpace(body.Reason))
            return Rejection.Invalid("/reason", "required", new Text("不采纳时须说明理由。", "Refusing it needs a reason."));
        if (wanted == now.Status)
            return Array.Empty<DisputeEvent>();
        if (DisputeStatuses.Machine.Refuse(now.Status, wanted, Operation) is { } forbidden)
            return forbidden;
        if (wanted == DisputeStatus.Accepted)
            return new DisputeAccepted(string.IsNullOrWhiteSpace(body.Reason) ? null : body.Reason.Trim());
        return isApplied ? AppliedAlready : new DisputeRefused(body.Reason!.Trim());
    }

    /// <summary>409: an acceptance was cut off after the record had changed; only accepting again can end it.</summary>
    internal static Rejection AppliedAlready { get; } = Rejection.Conflict("accepted-already", new Text(
        "该值已经采纳并写入记录,只是当时未及登记;请再次采纳以完成。", "The value was accepted and is in the record, but this was cut off before it was noted; accept it again to finish."));

    /// <summary>Whether the record has got the value by this dispute: an acceptance may have been cut off before it was noted.</summary>
    internal static async Task<bool> IsApplied(ICollection collection, Guid dispute, WriteRequest request) =>
        (await collection.FindAnswered(request.Caller, [KeyOf(dispute)], request.Aborted)).Count > 0;

    // The record first, then the dispute: cut off between the two, the first is a replay when it is asked for again.
    private static async Task<Rejection?> Apply(ICollection collection, Recorded<DisputeState> dispute, WriteRequest request)
    {
        if (!request.Caller.Scopes.Contains(collection.WriteScope))
            return Rejection.MissingScope(collection.WriteScope);
        var d = dispute.State;
        var members = new JsonObject { ["id"] = d.RecordId.ToString(), [d.Member] = d.ProposedValue?.DeepClone() };
        foreach (var (name, value) in d.Qualifiers ?? [])
            members[name] = value?.DeepClone();
        var write = new Write(
            request.Caller, request.Metadata with { CausationId = $"dispute:{dispute.Id}" }, request.DryRun ? null : KeyOf(dispute.Id), request.DryRun, request.Aborted);
        return (await collection.Submit(write, new Submission(members, SourceKey: null))).Rejection;
    }

    private static IdempotencyKey KeyOf(Guid dispute) => new("dispute", dispute.ToString(), SHA256.HashData(dispute.ToByteArray()), Status: 0);

    private static Rejection NotTheAuthority { get; } = new(403, "not-the-authority", new Text(
        "只有该字段的权威来源机构和园区办公室可以处理此争议。", "Only the organisation that speaks for this member, and the park office, may answer this dispute."));
}
