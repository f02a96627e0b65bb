using System.ComponentModel.DataAnnotations;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>A body that shares in the credit for a result.</summary>
/// <param name="Organization">Its name; or the code or id of a registered organisation.</param>
/// <param name="Share">Its share, more than 0, at most 6 decimals. The shares of all sum to 1 exactly; the plan counts 1 however they are split.</param>
/// <param name="OrganizationId">Its id, where it is registered; found from `organization` if absent.</param>
public sealed record ClaimantRequest(
    [property: Required, StringLength(200)] string? Organization = null,
    [property: Required] decimal? Share = null,
    Guid? OrganizationId = null) : IRequestBody;

/// <summary>A new transfer of a research result.</summary>
/// <param name="Title">What the result is called.</param>
/// <param name="Direction">Its primary direction. Codes: `directions`.</param>
/// <param name="Stage">Where it stands on the chain 临床需求 → 基础研究 → 概念验证 → 成果转化 → 产业落地.</param>
/// <param name="Owner">The institution whose result it is: its name, or the code or id of a registered organisation.</param>
/// <param name="StageOn">The day on which it reached that stage; absent where it is not known.</param>
/// <param name="Description">What it is about.</param>
/// <param name="SubField">Its sub-field of the direction. Codes: `sub-fields`.</param>
/// <param name="Team">The team that made it.</param>
/// <param name="DiseaseField">The field of disease, such as 神经退行性疾病.</param>
/// <param name="Trl">Its technology readiness level, 1 to 9 (in the sense of GB/T 22900, Annex A).</param>
/// <param name="EnterpriseId">The enterprise that takes it up. One that the caller may see.</param>
/// <param name="Carrier">The building or parcel where it is worked on. Codes: `carriers`.</param>
/// <param name="Claimants">The bodies that share in the credit; absent: none but the owner.</param>
/// <param name="ConfirmDistinct">Says that it is not the result of the same title and owner that is known already; needs a reason.</param>
/// <param name="Reason">Why the two are distinct.</param>
public sealed record RegisterTransferRequest(
    [property: Required, StringLength(200)] string? Title = null,
    [property: Required, CodesOf("directions")] string? Direction = null,
    [property: Required, AllowedValues("clinical-need", "basic-research", "proof-of-concept", "transfer", "industrial-landing")] string? Stage = null,
    [property: Required, StringLength(200)] string? Owner = null,
    DateOnly? StageOn = null,
    [property: StringLength(2000)] string? Description = null,
    [property: CodesOf("sub-fields")] string? SubField = null,
    [property: StringLength(200)] string? Team = null,
    [property: StringLength(200)] string? DiseaseField = null,
    [property: Range(1, 9)] int? Trl = null,
    Guid? EnterpriseId = null,
    [property: CodesOf("carriers")] string? Carrier = null,
    [property: MaxLength(20)] IReadOnlyList<ClaimantRequest>? Claimants = null,
    bool? ConfirmDistinct = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Enters a transfer.</summary>
public static class RegisterTransfer
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/transfers", Handle)
        .WithName("RegisterTransfer").RequireScope(Scopes.TransfersWrite).Creates<TransferResponse>()
        .Example("""{ "title": "示例:类器官药敏检测方法", "direction": "gene-cell-therapy", "stage": "proof-of-concept", "owner": "重庆医科大学", "stageOn": "2026-03-01", "trl": 4 }""");

    /// <summary>Enters a transfer of a research result.</summary>
    /// <remarks>
    /// The record belongs to the caller's organisation and is `submitted` for verification. A result of the same title and owner is 409
    /// `duplicate-suspected` unless `confirmDistinct` is true and a `reason` given: one result counts once, and those who share it are its `claimants`.
    /// </remarks>
    public static Task<IResult> Handle(
        RegisterTransferRequest body, WriteRequest request, Records<TransferState, TransferEvent> transfers, ReferenceLookup lookup, TimeProvider clock) =>
        transfers.Create(request, TransferResponse.Looks, _ => LookUpAndDecide(body, request.Caller, lookup, clock, request.Aborted));

    internal static async Task<Decision<TransferEvent>> LookUpAndDecide(
        RegisterTransferRequest body, Caller caller, ReferenceLookup lookup, TimeProvider clock, CancellationToken ct)
    {
        var references = await lookup.Find(InstitutionsOf(body.Owner, body.Claimants), body.EnterpriseId, caller, ct);
        return Decide(body, caller.OrganizationId, references, clock.Today());
    }

    internal static Decision<TransferEvent> Decide(RegisterTransferRequest body, Guid ownerOrganizationId, References references, DateOnly today)
    {
        var errors = new List<FieldError>();
        DirectionHistory.CheckSubField(body.Direction!, body.SubField, errors);
        Decisions.CheckCarrier(body.Carrier, errors);
        Dates.CheckPast("/stageOn", body.StageOn, today, errors);
        var owner = references.Institution("/owner", body.Owner!, errors);
        references.CheckEnterprise(body.EnterpriseId, errors);
        var claimants = Claimants(body.Claimants ?? [], [], references, errors);
        Decisions.CheckDistinct(body.ConfirmDistinct, body.Reason, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        return new TransferRegistered(
            ownerOrganizationId, body.Title!.Trim(), body.Description, body.Direction!, body.SubField, Kebab.Parse<TransferStage>(body.Stage)!.Value,
            body.StageOn, owner.Name, owner.Id, body.Team, body.DiseaseField, body.Trl, body.EnterpriseId, body.Carrier, claimants,
            body.ConfirmDistinct == true ? body.Reason!.Trim() : null);
    }

    /// <summary>The texts that name institutions: each claimant's id stands before its name.</summary>
    internal static IEnumerable<string?> InstitutionsOf(string? owner, IReadOnlyList<ClaimantRequest>? claimants) =>
        (claimants ?? []).Select(c => c.OrganizationId?.ToString() ?? c.Organization).Prepend(owner);

    /// <summary>The claimants, each once, with shares that sum to 1 exactly. One that is named as it is known is the same, whoever names it.</summary>
    internal static IReadOnlyList<Claimant> Claimants(
        IReadOnlyList<ClaimantRequest> claimants, IReadOnlyList<Claimant> known, References references, List<FieldError> errors)
    {
        var all = claimants.Select((c, i) =>
        {
            var same = known.FirstOrDefault(k => k.Organization == c.Organization && (c.OrganizationId ?? k.OrganizationId) == k.OrganizationId);
            var institution = same is not null ? new Institution(same.Organization, same.OrganizationId)
                : c.OrganizationId is { } id
                ? references.Institution($"/claimants/{i}/organizationId", id.ToString(), errors)
                : references.Institution($"/claimants/{i}/organization", c.Organization!, errors);
            var share = c.Share!.Value;
            if (share is <= 0 or > 1 || decimal.Round(share, 6) != share)
                errors.Add(new FieldError($"/claimants/{i}/share", "out-of-range", new Text("须大于 0、不大于 1,最多 6 位小数。", "Must be more than 0 and at most 1, with at most 6 decimals.")));
            return new Claimant(institution.Name, share, institution.Id);
        }).ToList();
        if (all.DistinctBy(c => NameFolding.Fold(c.Organization)).Count() < all.Count)
            errors.Add(new FieldError("/claimants", "repeated-value", new Text("同一机构只能出现一次。", "Each organisation may be given once.")));
        if (all.Count > 0 && all.TrueForAll(c => c.Share is > 0 and <= 1) && all.Sum(c => c.Share) != 1)
            errors.Add(new FieldError("/claimants", "shares-do-not-sum-to-1", new Text("各方份额之和须恰为 1。", "The shares must sum to 1 exactly.")));
        return all;
    }
}
