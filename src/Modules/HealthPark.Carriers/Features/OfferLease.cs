using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Unit;
using HealthPark.Contracts.Enterprises;

namespace HealthPark.Carriers.Features;

/// <summary>A new lease.</summary>
/// <param name="EnterpriseId">The enterprise that takes the unit; one that the caller may see.</param>
/// <param name="AreaSquareMetres">The area that is let, in m²; at most the unit's.</param>
/// <param name="From">Its first day.</param>
/// <param name="To">Its last day.</param>
/// <param name="RentYuanPerMonth">The rent in CNY yuan a month, at most 2 decimals.</param>
public sealed record OfferLeaseRequest(
    [property: Required] Guid? EnterpriseId = null,
    [property: Required] decimal? AreaSquareMetres = null,
    [property: Required] DateOnly? From = null,
    [property: Required] DateOnly? To = null,
    decimal? RentYuanPerMonth = null) : IRequestBody;

/// <summary>Lets a unit.</summary>
public static class OfferLease
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/units/{id:guid}/leases", Handle)
        .WithName("OfferLease").RequireScope(Scopes.CarriersWrite).Adds<LeaseResponse>()
        .Example("""{ "enterpriseId": "0198a000-0000-7000-8000-000000000003", "areaSquareMetres": 200, "from": "2026-07-01", "to": "2029-06-30", "rentYuanPerMonth": 12000 }""");

    /// <summary>Lets a unit to an enterprise for some days, both ends included.</summary>
    /// <remarks>
    /// The unit's owner and the park office may. A lease keeps its days from the offer on, until it ends: days that another lease
    /// holds are 409 `days-taken`, with `taken`, the days that are.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, OfferLeaseRequest body, WriteRequest request, Records<UnitState, UnitEvent> units, IEnterpriseDirectory enterprises) =>
        units.Add(request, id, LeaseResponse.Looks, unit => unit.Leases[^1].Id, async (unit, leaseId) =>
            Decide(body, leaseId, unit.State, await enterprises.Has(body.EnterpriseId!.Value, request.Caller, request.Aborted)));

    internal static Decision<UnitEvent> Decide(OfferLeaseRequest body, Guid leaseId, UnitState now, bool enterpriseIsThere)
    {
        if (Units.RefuseWithdrawn(now) is { } withdrawn)
            return withdrawn;
        var errors = new List<FieldError>();
        if (!enterpriseIsThere)
            errors.Add(new FieldError("/enterpriseId", "unknown-reference", new Text("没有这家企业,或您无权查看。", "There is no such enterprise, or you may not see it.")));
        Carrier.Decisions.CheckArea("/areaSquareMetres", body.AreaSquareMetres, errors);
        if (body.AreaSquareMetres > now.AreaSquareMetres)
        {
            errors.Add(new FieldError("/areaSquareMetres", "exceeds-unit", new Text(
                $"不能大于单元面积 {now.AreaSquareMetres} 平方米。", $"Must not exceed the unit's {now.AreaSquareMetres} m².")));
        }

        Dates.CheckOrder("/to", body.To, errors, body.From);
        Money.Check("/rentYuanPerMonth", body.RentYuanPerMonth, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        var wanted = new Days(body.From!.Value, body.To!.Value);
        var taken = now.Let.Select(d => d.And(wanted)).OfType<Days>().ToList();
        if (taken.Count > 0)
        {
            return Rejection.Conflict("days-taken", new Text(
                $"该单元在以下日期已出租:{string.Join("、", taken.Select(d => $"{d.From:yyyy-MM-dd} 至 {d.To:yyyy-MM-dd}"))}。",
                $"The unit is let on {string.Join(", ", taken.Select(d => $"{d.From:yyyy-MM-dd} to {d.To:yyyy-MM-dd}"))}.")).With("taken", taken);
        }

        return new LeaseOffered(leaseId, body.EnterpriseId!.Value, body.AreaSquareMetres!.Value, wanted.From, wanted.To, body.RentYuanPerMonth);
    }
}
