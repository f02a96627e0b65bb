using System.ComponentModel.DataAnnotations;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.ReadModels;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using HealthPark.Kernel.Reference;

namespace HealthPark.Enterprises.Features;

/// <summary>Changes to an enterprise (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Name">Its registered name; cannot be cleared.</param>
/// <param name="Uscc">Its unified social credit code, entered or corrected; cannot be cleared.</param>
/// <param name="Direction">Its primary direction from `directionFrom` on; cannot be cleared.</param>
/// <param name="DirectionFrom">The first day of the new direction; today if absent. Periods that ended before it keep the old direction.</param>
/// <param name="SubField">Its sub-field of the direction.</param>
/// <param name="Aliases">Other names; null empties the list, as for the other lists.</param>
/// <param name="CxoKinds">Codes: `cxo-kinds`.</param>
/// <param name="Tiers">Codes: `enterprise-tiers`.</param>
/// <param name="IndustryCode">Its industry class in GB/T 4754-2017.</param>
/// <param name="Zone">Codes: `zones`.</param>
/// <param name="Carrier">Codes: `carriers`.</param>
/// <param name="NegotiatingOn">When negotiations began. As with the other dates: of a stage reached, corrects its date; of a stage ahead, makes the stage.</param>
/// <param name="SignedOn">When the contract was signed.</param>
/// <param name="LandedOn">When it landed in the park.</param>
/// <param name="OperatingOn">When it began to operate.</param>
/// <param name="ConfirmDistinct">With a new name: says that it is not the enterprise of that name that is known already.</param>
/// <param name="Reason">Why the two are distinct.</param>
public sealed record ReviseEnterpriseRequest(
    [property: StringLength(200)] string? Name = null,
    [property: StringLength(60)] string? Uscc = null,
    [property: CodesOf("directions")] string? Direction = null,
    [property: Qualifies("direction")] DateOnly? DirectionFrom = null,
    [property: CodesOf("sub-fields")] string? SubField = null,
    [property: MaxLength(20)] IReadOnlyList<string>? Aliases = null,
    [property: CodesOf("cxo-kinds")] IReadOnlyList<string>? CxoKinds = null,
    [property: CodesOf("enterprise-tiers")] IReadOnlyList<string>? Tiers = null,
    string? IndustryCode = null,
    [property: CodesOf("zones")] string? Zone = null,
    [property: CodesOf("carriers")] string? Carrier = null,
    DateOnly? NegotiatingOn = null,
    DateOnly? SignedOn = null,
    DateOnly? LandedOn = null,
    DateOnly? OperatingOn = null,
    [property: Qualifies("name")] bool? ConfirmDistinct = null,
    [property: Qualifies("name"), StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Changes an enterprise's description, code, direction or dates.</summary>
public static class ReviseEnterprise
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/enterprises/{id:guid}", Handle)
        .WithName("ReviseEnterprise").RequireScope(Scopes.EnterprisesWrite).Revises<ReviseEnterpriseRequest, EnterpriseResponse>()
        .Example("""{ "zone": "life-science-innovation-pole", "direction": "smart-medical-devices", "directionFrom": "2026-06-01" }""");

    /// <summary>Changes an enterprise.</summary>
    /// <remarks>
    /// Needs `If-Match`. A change of code, direction or date submits the record for verification again: reported figures follow at
    /// once, verified ones when the park office has verified it. A new direction is a reclassification with its own date; the same
    /// direction with an earlier `directionFrom` corrects that date. A member for which another organisation speaks
    /// (`/v1/field-authorities`) is changed by that organisation and the park office only: 403 `not-the-authority`.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, MergePatch<ReviseEnterpriseRequest> patch, WriteRequest request, IRevision<ReviseEnterpriseRequest> enterprises) =>
        enterprises.Revise(request, id, patch);

    internal static async Task<Decision<EnterpriseEvent>> LookUpAndDecide(
        MergePatch<ReviseEnterpriseRequest> patch, Caller caller, Recorded<EnterpriseState> enterprise, EnterpriseNames names, TimeProvider clock, CancellationToken ct)
    {
        var newName = patch.Body.Name is { } name && name.Trim() != enterprise.State.Name ? name : null;
        var namesakes = newName is null ? [] : await names.FindNamesakes(newName, enterprise.Id, ct);
        return Decide(patch, enterprise.State, namesakes, caller.Reaches, clock.Today());
    }

    internal static Decision<EnterpriseEvent> Decide(
        MergePatch<ReviseEnterpriseRequest> patch, EnterpriseState now, IReadOnlyList<Namesake> namesakes, Func<Guid, bool> mayRead, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        foreach (var member in new[] { "name", "uscc", "direction", "negotiatingOn", "signedOn", "landedOn", "operatingOn" }.Where(m => patch.Sets(m) && IsCleared(body, now, m)))
            errors.Add(new FieldError("/" + member, "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        var uscc = Decisions.CheckUscc(body.Uscc, errors);
        var direction = body.Direction ?? now.Direction;
        // A sub-field of the old direction goes with it.
        var subField = patch.Sets("subField") ? body.SubField : direction == now.Direction ? now.SubField : null;
        Decisions.CheckBelonging(
            direction, subField, patch.Sets("zone") ? body.Zone : now.Zone, patch.Sets("carrier") ? body.Carrier : now.Carrier, errors);
        CodeLists.CxoKinds.Check("/cxoKinds", body.CxoKinds, errors);
        CodeLists.EnterpriseTiers.Check("/tiers", body.Tiers, errors);
        Decisions.CheckIndustryCode(body.IndustryCode, errors);
        now.Directions.Check(body.Direction, body.DirectionFrom, today, errors);
        var dates = NewDates(body, now);
        Decisions.CheckDates(dates.Aggregate(now.ReachedOn, (all, d) => all.SetItem(d.Stage, d.On)), today, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (Decisions.RefuseNamesakes(namesakes, body.ConfirmDistinct, body.Reason, mayRead) is { } duplicate)
            return duplicate;

        List<EnterpriseEvent> events = [];
        if (Description(patch, now, direction == now.Direction, namesakes.Count > 0) is { } description)
            events.Add(description);
        if (uscc is not null && uscc != now.Uscc)
            events.Add(new EnterpriseUsccRecorded(uscc));
        if (now.Directions.IsChangedBy(body.Direction, body.DirectionFrom))
            events.Add(new EnterpriseReclassified(direction, subField, body.DirectionFrom ?? today));
        events.AddRange(dates.Select(d => d.Stage > now.Stage ? ChangeStage.Reached(d.Stage, d.On, reason: null) : new EnterpriseDateCorrected(d.Stage, d.On)));
        return events;
    }

    private static EnterpriseDescriptionRevised? Description(
        MergePatch<ReviseEnterpriseRequest> patch, EnterpriseState now, bool sameDirection, bool confirmedDistinct)
    {
        var body = patch.Body;
        var cleared = new List<string>();
        var name = body.Name?.Trim() is { } text && text != now.Name ? text : null;
        var revised = new EnterpriseDescriptionRevised(
            name,
            NewList("aliases", body.Aliases, now.Aliases),
            sameDirection ? patch.NewValue("subField", body.SubField, now.SubField, cleared) : null,
            NewList("cxoKinds", body.CxoKinds, now.CxoKinds),
            NewList("tiers", body.Tiers, now.Tiers),
            patch.NewValue("industryCode", body.IndustryCode, now.IndustryCode, cleared),
            patch.NewValue("zone", body.Zone, now.Zone, cleared),
            patch.NewValue("carrier", body.Carrier, now.Carrier, cleared),
            cleared,
            name is not null && confirmedDistinct ? body.Reason!.Trim() : null);
        var changesNothing = cleared.Count == 0 && revised is
            { Name: null, Aliases: null, SubField: null, CxoKinds: null, Tiers: null, IndustryCode: null, Zone: null, Carrier: null };
        return changesNothing ? null : revised;

        IReadOnlyList<string>? NewList(string member, IReadOnlyList<string>? value, IReadOnlyList<string> current) =>
            !patch.Sets(member) || (value ?? []).SequenceEqual(current) ? null : value ?? [];
    }

    // A date of a stage still ahead makes the stage, as it does for a new record; one of a stage reached or passed by corrects it.
    private static List<(EnterpriseStage Stage, DateOnly On)> NewDates(ReviseEnterpriseRequest body, EnterpriseState now) =>
    [
        .. from date in new (EnterpriseStage Stage, DateOnly? On)[]
           {
               (EnterpriseStage.Negotiating, body.NegotiatingOn), (EnterpriseStage.Signed, body.SignedOn),
               (EnterpriseStage.Landed, body.LandedOn), (EnterpriseStage.Operating, body.OperatingOn),
           }
           where date.On is not null && !(now.ReachedOn.TryGetValue(date.Stage, out var before) && before == date.On)
           select (date.Stage, date.On!.Value),
    ];

    // Null for what has no value anyway changes nothing.
    private static bool IsCleared(ReviseEnterpriseRequest body, EnterpriseState now, string member) => member switch
    {
        "name" => string.IsNullOrWhiteSpace(body.Name),
        "uscc" => string.IsNullOrWhiteSpace(body.Uscc) && now.Uscc is not null,
        "direction" => body.Direction is null,
        "negotiatingOn" => body.NegotiatingOn is null && now.ReachedOn.ContainsKey(EnterpriseStage.Negotiating),
        "signedOn" => body.SignedOn is null && now.ReachedOn.ContainsKey(EnterpriseStage.Signed),
        "landedOn" => body.LandedOn is null && now.ReachedOn.ContainsKey(EnterpriseStage.Landed),
        _ => body.OperatingOn is null && now.ReachedOn.ContainsKey(EnterpriseStage.Operating),
    };
}
