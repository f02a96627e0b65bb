using System.ComponentModel.DataAnnotations;
using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Enterprises.Features;

/// <summary>Merging of two records of one enterprise.</summary>
/// <param name="Into">The record that goes on: it stands, and is not this one.</param>
/// <param name="Reason">Why the two are one enterprise.</param>
public sealed record MergeEnterpriseRequest(
    [property: Required] Guid? Into = null,
    [property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Merges two records of one enterprise.</summary>
public static class MergeEnterprise
{
    internal const string Operation = "MergeEnterprise";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/enterprises/{id:guid}/merge", Handle)
        .WithName(Operation).RequireScope(Scopes.EnterprisesVerify).Changes<EnterpriseResponse>()
        .Example("""{ "into": "0198a000-0000-7000-8000-000000000003", "reason": "两家孵化器登记了同一企业" }""");

    /// <summary>Merges a record into another one of the same enterprise.</summary>
    /// <remarks>
    /// For the park office. Needs `If-Match`. The record counts nowhere from then on, its scale and revenue included, and takes no more
    /// changes; its code and name are free, its history stays, and `mergedInto` says where to go on. The other record goes on as it stands
    /// and bears the merged one's names among its `aliases`. Records of other modules that name the merged one (transfers, leases and the
    /// like) name the other one a moment later. There is no way back.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, MergeEnterpriseRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises,
        [FromKeyedServices(EnterprisesModule.Schema)] ModuleStore store) =>
        enterprises.Change(request, id, EnterpriseResponse.Looks, async merged =>
        {
            var into = await store.Load(EnterprisesModule.Stream, body.Into!.Value, UpTo.Now, request.Aborted);
            var (decision, taken) = Decide(body, id, merged.State, into.Exists ? into.State : null);
            return taken is null ? decision : decision.With(Companion.Of(EnterprisesModule.Stream, into, taken));
        });

    internal static (Decision<EnterpriseEvent> Merged, EnterpriseEvent? Into) Decide(
        MergeEnterpriseRequest body, Guid id, EnterpriseState now, EnterpriseState? into)
    {
        if (now.MergedInto == body.Into)
            return (Array.Empty<EnterpriseEvent>(), null);
        if (Decisions.RefuseVoided(now) is { } voided)
            return (voided, null);
        if (body.Into == id)
            return (Rejection.Invalid("/into", "same-record", new Text("不能并入自身。", "A record cannot be merged into itself.")), null);
        if (into is null or { Stage: EnterpriseStage.Voided })
            return (Rejection.Invalid("/into", "unknown-reference", new Text("没有这家企业,或其记录已作废。", "There is no such enterprise, or its record is void.")), null);
        IReadOnlyList<string> names = [.. into.Aliases, .. now.Aliases.Prepend(now.Name).Except(into.Aliases.Prepend(into.Name))];
        return (new EnterpriseMerged(body.Into!.Value, body.Reason!.Trim()), new EnterpriseTookOver(id, names));
    }
}
