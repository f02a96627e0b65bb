using System.ComponentModel.DataAnnotations;
using HealthPark.EventStore;
using HealthPark.Funds.Deal;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Funds.Features;

/// <summary>Changes to a deal (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Name">What it is called; cannot be cleared.</param>
/// <param name="Source">Codes: `deal-sources`; cannot be cleared.</param>
/// <param name="FinancingStage">Codes: `financing-stages`; cannot be cleared.</param>
/// <param name="EnterpriseId">The enterprise. One that the caller may see.</param>
/// <param name="TransferId">The transfer on which it is built. One that the caller may see.</param>
/// <param name="AskYuan">The money that is asked for, in CNY yuan, at most 2 decimals.</param>
/// <param name="Description">What it is about.</param>
public sealed record ReviseDealRequest(
    [property: StringLength(200)] string? Name = null,
    [property: CodesOf("deal-sources")] string? Source = null,
    [property: CodesOf("financing-stages")] string? FinancingStage = null,
    Guid? EnterpriseId = null,
    Guid? TransferId = null,
    decimal? AskYuan = null,
    [property: StringLength(2000)] string? Description = null) : IRequestBody;

/// <summary>Changes what is known of a deal.</summary>
public static class ReviseDeal
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/deals/{id:guid}", Handle)
        .WithName("ReviseDeal").RequireScope(Scopes.FundsWrite).Revises<ReviseDealRequest, DealResponse>()
        .Example("""{ "financingStage": "startup", "askYuan": 8000000 }""");

    /// <summary>Changes a deal.</summary>
    /// <remarks>Needs `If-Match`. Its stage moves by `stage-advances` and by its investment. Not once it was exited, written off or declined.</remarks>
    public static Task<IResult> Handle(Guid id, MergePatch<ReviseDealRequest> patch, WriteRequest request, IRevision<ReviseDealRequest> deals) =>
        deals.Revise(request, id, patch);

    internal static async Task<Decision<DealEvent>> LookUpAndDecide(
        MergePatch<ReviseDealRequest> patch, Caller caller, Recorded<DealState> deal, DealLookup lookup, CancellationToken ct) =>
        Decide(patch, deal.State, await lookup.Find(patch.Body.EnterpriseId, patch.Body.TransferId, caller, ct));

    internal static Decision<DealEvent> Decide(MergePatch<ReviseDealRequest> patch, DealState now, References references)
    {
        if (Deals.RefuseClosed(now) is { } closed)
            return closed;
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        foreach (var (member, text) in new[] { ("name", body.Name), ("source", body.Source), ("financingStage", body.FinancingStage) })
        {
            if (patch.Sets(member) && string.IsNullOrWhiteSpace(text))
                errors.Add(new FieldError("/" + member, "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        }

        Deals.Check(body.Source, body.FinancingStage, body.AskYuan, errors);
        // What is there already stays good, whatever became of what it refers to.
        references.Check(body.EnterpriseId == now.EnterpriseId ? null : body.EnterpriseId, body.TransferId == now.TransferId ? null : body.TransferId, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        var cleared = new List<string>();
        var revised = new DealRevised(
            body.Name?.Trim() is { } name && name != now.Name ? name : null,
            body.Source == now.Source ? null : body.Source,
            body.FinancingStage == now.FinancingStage ? null : body.FinancingStage,
            patch.NewValue("enterpriseId", body.EnterpriseId, now.EnterpriseId, cleared),
            patch.NewValue("transferId", body.TransferId, now.TransferId, cleared),
            patch.NewValue("askYuan", body.AskYuan, now.AskYuan, cleared),
            patch.NewValue("description", body.Description, now.Description, cleared),
            cleared);
        return cleared.Count == 0 && revised is
        {
            Name: null, Source: null, FinancingStage: null, EnterpriseId: null, TransferId: null, AskYuan: null, Description: null,
        }
            ? Array.Empty<DealEvent>()
            : revised;
    }
}
