using System.ComponentModel.DataAnnotations;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.ReadModels;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;

namespace HealthPark.Enterprises.Features;

/// <summary>A new enterprise. The dates given make its stage: `landedOn` makes it landed; none leaves it a lead.</summary>
/// <param name="Name">Its registered name.</param>
/// <param name="Direction">Its primary direction. Codes: `directions`.</param>
/// <param name="Uscc">Its unified social credit code (GB 32100-2015); spaces, hyphens, case and full-width characters are put right.</param>
/// <param name="SubField">Its sub-field of the direction. Codes: `sub-fields`.</param>
/// <param name="Aliases">Other names it is known by.</param>
/// <param name="CxoKinds">Whether it is a contract organisation. Codes: `cxo-kinds`.</param>
/// <param name="Tiers">Its tiers in the enterprise matrix. Codes: `enterprise-tiers`.</param>
/// <param name="IndustryCode">Its industry class in GB/T 4754-2017, such as `7340`.</param>
/// <param name="Zone">Where it sits. Codes: `zones`.</param>
/// <param name="Carrier">The building or parcel. Codes: `carriers`.</param>
/// <param name="NegotiatingOn">When negotiations began.</param>
/// <param name="SignedOn">When the contract was signed.</param>
/// <param name="LandedOn">When it landed in the park.</param>
/// <param name="OperatingOn">When it began to operate.</param>
/// <param name="ConfirmDistinct">Says that it is not the enterprise of the same name that is known already; needs a reason.</param>
/// <param name="Reason">Why the two are distinct.</param>
public sealed record RegisterEnterpriseRequest(
    [property: Required, StringLength(200)] string? Name = null,
    [property: Required, CodesOf("directions")] string? Direction = null,
    [property: StringLength(60)] string? Uscc = null,
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
    bool? ConfirmDistinct = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Enters an enterprise.</summary>
public static class RegisterEnterprise
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/enterprises", Handle)
        .WithName("RegisterEnterprise").RequireScope(Scopes.EnterprisesWrite).Creates<EnterpriseResponse>()
        .Example("""{ "name": "示例生物科技有限公司", "uscc": "91000000MAHP000198", "direction": "digital-medicine", "landedOn": "2026-03-01" }""");

    /// <summary>Enters an enterprise.</summary>
    /// <remarks>
    /// Only `name` and `direction` are required. The record belongs to the caller's organisation and is `submitted` for verification.
    /// A code that another record holds is 409 `duplicate`; a name that folds to another's is 409 `duplicate-suspected` unless
    /// `confirmDistinct` is true and a `reason` given.
    /// </remarks>
    public static Task<IResult> Handle(
        RegisterEnterpriseRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises, EnterpriseNames names, TimeProvider clock) =>
        enterprises.Create(request, EnterpriseResponse.Looks, enterprise => LookUpAndDecide(body, request.Caller, enterprise, names, clock, request.Aborted));

    internal static async Task<Decision<EnterpriseEvent>> LookUpAndDecide(
        RegisterEnterpriseRequest body, Caller caller, Recorded<EnterpriseState> enterprise, EnterpriseNames names, TimeProvider clock, CancellationToken ct) =>
        Decide(body, caller.OrganizationId, await names.FindNamesakes(body.Name!, enterprise.Id, ct), caller.Reaches, clock.Today());

    internal static Decision<EnterpriseEvent> Decide(
        RegisterEnterpriseRequest body, Guid owner, IReadOnlyList<Namesake> namesakes, Func<Guid, bool> mayRead, DateOnly today)
    {
        var errors = new List<FieldError>();
        var uscc = Decisions.CheckUscc(body.Uscc, errors);
        Decisions.CheckBelonging(body.Direction!, body.SubField, body.Zone, body.Carrier, errors);
        CodeLists.CxoKinds.Check("/cxoKinds", body.CxoKinds, errors);
        CodeLists.EnterpriseTiers.Check("/tiers", body.Tiers, errors);
        Decisions.CheckIndustryCode(body.IndustryCode, errors);
        Decisions.CheckDates(DatesOf(body), today, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (Decisions.RefuseNamesakes(namesakes, body.ConfirmDistinct, body.Reason, mayRead) is { } duplicate)
            return duplicate;
        return new EnterpriseRegistered(
            owner, body.Name!.Trim(), uscc, body.Direction!, body.SubField, body.Aliases ?? [], body.CxoKinds ?? [], body.Tiers ?? [],
            body.IndustryCode, body.Zone, body.Carrier, body.NegotiatingOn, body.SignedOn, body.LandedOn, body.OperatingOn,
            namesakes.Count > 0 ? body.Reason!.Trim() : null);
    }

    private static IEnumerable<KeyValuePair<EnterpriseStage, DateOnly>> DatesOf(RegisterEnterpriseRequest body) =>
        from date in new[]
        {
            (EnterpriseStage.Negotiating, body.NegotiatingOn), (EnterpriseStage.Signed, body.SignedOn),
            (EnterpriseStage.Landed, body.LandedOn), (EnterpriseStage.Operating, body.OperatingOn),
        }
        where date.Item2 is not null
        select KeyValuePair.Create(date.Item1, date.Item2!.Value);
}
