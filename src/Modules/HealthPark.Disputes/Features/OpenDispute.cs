using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using HealthPark.Disputes.Dispute;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Disputes.Features;

/// <summary>A value that should stand in a record.</summary>
/// <param name="Collection">The record's collection, such as `enterprises`.</param>
/// <param name="RecordId">The record.</param>
/// <param name="Member">The member, as in the collection's PATCH.</param>
/// <param name="Value">What it should say; null if nothing.</param>
/// <param name="Reason">Why.</param>
public sealed record OpenDisputeRequest(
    [property: Required] string? Collection = null,
    [property: Required] Guid? RecordId = null,
    [property: Required] string? Member = null,
    JsonNode? Value = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Opens a dispute.</summary>
public static class OpenDispute
{
    internal const string Operation = "OpenDispute";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/disputes", Handle)
        .WithName(Operation).RequireScope(Scopes.DisputesWrite).Creates<DisputeResponse>()
        .Example("""{ "collection": "enterprises", "recordId": "01a201b8-085c-7bdd-be31-514d2aacb653", "member": "industryCode", "value": "7340", "reason": "以统计部门核定为准" }""");

    /// <summary>Disputes a value for which another organisation speaks.</summary>
    /// <remarks>
    /// The value is held against the collection's rules at once: one that breaks them is refused as the collection's PATCH would refuse
    /// it. It is answered by the member's authority, or by the park office. Values that are brought by batch or by source key become
    /// disputes by themselves. An organisation has one open dispute on a member: with the same value it is 409 `duplicate`, with another
    /// value it makes the earlier one `outdated`. A dry run replaces nothing: there, an open one of any value is 409 `duplicate`.
    /// </remarks>
    public static async Task<IResult> Handle(
        OpenDisputeRequest body, WriteRequest request, IEnumerable<ICollection> collections, Proposals proposals,
        Records<DisputeState, DisputeEvent> disputes)
    {
        if (collections.FirstOrDefault(c => c.Name == body.Collection) is not { } collection)
            return Rejection.Invalid("/collection", "unknown-value", Validation.OneOf(collections.Select(c => c.Name))).ToResult();
        if (!collection.HasValueOf(body.Member!))
            return Rejection.Invalid("/member", "unknown-value", new Text("该集合的记录没有可更改的此字段。", "Records of this collection have no such member that can be changed.")).ToResult();
        if (!request.Caller.Scopes.Contains(collection.ReadScope))
            return Rejection.MissingScope(collection.ReadScope).ToResult();
        return await disputes.Create(request, DisputeResponse.Looks, async _ =>
        {
            var weighed = await collection.Weigh(request.Caller, body.RecordId!.Value, new JsonObject { [body.Member!] = body.Value?.DeepClone() }, request.Aborted);
            var standing = weighed.Disputed is [var value] ? await proposals.FindStanding(value, request.Caller.OrganizationId, request.Aborted) : null;
            var decision = Decide(body, weighed, request.Caller, standing);
            if (decision.Events.Count > 0 && standing is not null && !request.DryRun)
                await proposals.Supersede(standing, request.Metadata);
            return decision;
        });
    }

    internal static Decision<DisputeEvent> Decide(OpenDisputeRequest body, Weighed weighed, Caller caller, Recorded<DisputeState>? standing)
    {
        if (weighed.Rejection is { Status: 404 })
            return Rejection.Invalid("/recordId", "unknown-reference", new Text("没有这条记录,或您无权查看。", "There is no such record, or you may not see it."));
        if (weighed.Rejection is { } rejection)
            return rejection with { Errors = [.. rejection.Errors.Select(e => e.Pointer == "/" + body.Member ? e with { Pointer = "/value" } : e)] };
        if (weighed.Disputed is not [var value])
        {
            return Rejection.Conflict("nothing-to-dispute", new Text(
                "记录已是此值,或此字段由您的机构负责,可直接更改。", "The record says so already, or your organisation speaks for this member and may change it."));
        }

        return standing?.State.Status == DisputeStatus.Open && Proposals.Says(standing.State, value)
            ? Duplicate(standing.Id)
            : Proposals.Opened(value, caller, body.Reason!.Trim());
    }

    internal static Rejection Duplicate(Guid standing) => Rejection.Conflict("duplicate", new Text(
        "贵机构对此字段已有未处理的争议。", "Your organisation has an open dispute on this member.")).With("existing", $"/v1/disputes/{standing}");
}
