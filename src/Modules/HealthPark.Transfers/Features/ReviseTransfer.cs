using System.ComponentModel.DataAnnotations;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Features;

/// <summary>Changes to a transfer (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Title">What the result is called; cannot be cleared.</param>
/// <param name="Direction">Its primary direction from `directionFrom` on; cannot be cleared.</param>
/// <param name="DirectionFrom">The first day of the new direction; today if absent.</param>
/// <param name="Owner">The institution whose result it is: its name, or the code or id of a registered organisation; cannot be cleared.</param>
/// <param name="StageOn">Corrects the day of its last step; cannot be cleared.</param>
/// <param name="Description">What it is about.</param>
/// <param name="SubField">Its sub-field of the direction.</param>
/// <param name="Team">The team that made it.</param>
/// <param name="DiseaseField">The field of disease.</param>
/// <param name="Trl">Its technology readiness level, 1 to 9.</param>
/// <param name="EnterpriseId">The enterprise that takes it up. One that the caller may see.</param>
/// <param name="Carrier">Codes: `carriers`.</param>
/// <param name="Claimants">The bodies that share in the credit, all of them; null empties the list.</param>
/// <param name="ConfirmDistinct">With a new title or owner: says that it is not the result of the same title and owner that is known already.</param>
/// <param name="Reason">Why the two are distinct.</param>
public sealed record ReviseTransferRequest(
    [property: StringLength(200)] string? Title = null,
    [property: CodesOf("directions")] string? Direction = null,
    [property: Qualifies("direction")] DateOnly? DirectionFrom = null,
    [property: StringLength(200)] string? Owner = null,
    DateOnly? StageOn = null,
    [property: StringLength(2000)] string? Description = null,
    [property: CodesOf("sub-fields")] string? SubField = null,
    [property: StringLength(200)] string? Team = null,
    [property: StringLength(200)] string? DiseaseField = null,
    [property: Range(1, 9)] int? Trl = null,
    Guid? EnterpriseId = null,
    [property: CodesOf("carriers")] string? Carrier = null,
    [property: MaxLength(20)] IReadOnlyList<ClaimantRequest>? Claimants = null,
    [property: Qualifies("title", "owner")] bool? ConfirmDistinct = null,
    [property: Qualifies("title", "owner"), StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Changes a transfer's description, direction, references or claimants.</summary>
public static class ReviseTransfer
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/transfers/{id:guid}", Handle)
        .WithName("ReviseTransfer").RequireScope(Scopes.TransfersWrite).Revises<ReviseTransferRequest, TransferResponse>()
        .Example("""{ "trl": 5, "claimants": [{ "organization": "重庆医科大学", "share": 0.6 }, { "organization": "示例生物科技有限公司", "share": 0.4 }] }""");

    /// <summary>Changes a transfer.</summary>
    /// <remarks>
    /// Needs `If-Match`. A change of direction or claimants submits the record for verification again. A new direction is a
    /// reclassification with its own date; the direction in force on `transferredOn` counts. The stage moves by `stage-advances` and `stage-returns`.
    /// A member for which another organisation speaks (`/v1/field-authorities`) is changed by that organisation and the park office only: 403
    /// `not-the-authority`.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, MergePatch<ReviseTransferRequest> patch, WriteRequest request, IRevision<ReviseTransferRequest> transfers) =>
        transfers.Revise(request, id, patch);

    internal static async Task<Decision<TransferEvent>> LookUpAndDecide(
        MergePatch<ReviseTransferRequest> patch, Caller caller, Recorded<TransferState> transfer, ReferenceLookup lookup, TimeProvider clock, CancellationToken ct)
    {
        var references = await lookup.Find(
            RegisterTransfer.InstitutionsOf(patch.Body.Owner, patch.Body.Claimants?.OfType<ClaimantRequest>().ToList()), patch.Body.EnterpriseId, caller, ct);
        return Decide(patch, transfer.State, references, clock.Today());
    }

    internal static Decision<TransferEvent> Decide(MergePatch<ReviseTransferRequest> patch, TransferState now, References references, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        foreach (var member in new[] { "title", "owner", "direction", "stageOn" }.Where(m => patch.Sets(m) && IsCleared(body, now, m)))
            errors.Add(new FieldError("/" + member, "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        var direction = body.Direction ?? now.Directions.Now;
        // A sub-field of the old direction goes with it.
        var subField = patch.Sets("subField") ? body.SubField : direction == now.Directions.Now ? now.SubField : null;
        DirectionHistory.CheckSubField(direction, subField, errors);
        now.Directions.Check(body.Direction, body.DirectionFrom, today, errors);
        Decisions.CheckCarrier(body.Carrier, errors);
        var before = now.Steps.Count > 1 ? now.Steps[^2].On : null;
        Dates.CheckPast("/stageOn", body.StageOn, today, errors, before, now.StoppedOn);
        // What is there already stays good, whatever became of what it refers to.
        var owner = body.Owner?.Trim() is { } text && text != now.Owner ? references.Institution("/owner", text, errors) : null;
        if (body.EnterpriseId != now.EnterpriseId)
            references.CheckEnterprise(body.EnterpriseId, errors);
        var claimants = patch.Sets("claimants") ? RegisterTransfer.Claimants(body.Claimants ?? [], now.Claimants, references, errors) : now.Claimants;
        Decisions.CheckDistinct(body.ConfirmDistinct, body.Reason, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        List<TransferEvent> events = [];
        if (Description(patch, now, owner, direction == now.Directions.Now) is { } description)
            events.Add(description);
        if (!claimants.SequenceEqual(now.Claimants))
            events.Add(new TransferClaimantsNamed(claimants));
        if (now.Directions.IsChangedBy(body.Direction, body.DirectionFrom))
            events.Add(new TransferReclassified(direction, subField, body.DirectionFrom ?? today));
        if (body.StageOn is { } on && on != now.Steps[^1].On)
            events.Add(new TransferStageDateCorrected(on));
        return events;
    }

    private static TransferDescriptionRevised? Description(
        MergePatch<ReviseTransferRequest> patch, TransferState now, Institution? owner, bool sameDirection)
    {
        var body = patch.Body;
        var cleared = new List<string>();
        var title = body.Title?.Trim() is { } text && text != now.Title ? text : null;
        if (owner == new Institution(now.Owner, now.OwnerInstitutionId))
            owner = null;
        var revised = new TransferDescriptionRevised(
            title,
            patch.NewValue("description", body.Description, now.Description, cleared),
            sameDirection ? patch.NewValue("subField", body.SubField, now.SubField, cleared) : null,
            owner?.Name,
            owner?.Id,
            patch.NewValue("team", body.Team, now.Team, cleared),
            patch.NewValue("diseaseField", body.DiseaseField, now.DiseaseField, cleared),
            patch.NewValue("trl", body.Trl, now.Trl, cleared),
            patch.NewValue("enterpriseId", body.EnterpriseId, now.EnterpriseId, cleared),
            patch.NewValue("carrier", body.Carrier, now.Carrier, cleared),
            cleared,
            (title ?? owner?.Name) is not null && body.ConfirmDistinct == true ? body.Reason!.Trim() : null);
        var changesNothing = cleared.Count == 0 && revised is
        {
            Title: null, Description: null, SubField: null, Owner: null, Team: null, DiseaseField: null, Trl: null, EnterpriseId: null, Carrier: null,
        };
        return changesNothing ? null : revised;
    }

    // Null for what has no value anyway changes nothing.
    private static bool IsCleared(ReviseTransferRequest body, TransferState now, string member) => member switch
    {
        "title" => string.IsNullOrWhiteSpace(body.Title),
        "owner" => string.IsNullOrWhiteSpace(body.Owner),
        "direction" => body.Direction is null,
        _ => body.StageOn is null && now.Steps[^1].On is not null,
    };
}
