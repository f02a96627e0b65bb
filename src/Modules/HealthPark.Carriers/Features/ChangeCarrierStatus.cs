using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Carrier;

namespace HealthPark.Carriers.Features;

/// <summary>A step of a carrier or parcel to another state.</summary>
/// <param name="Status">The state. Which steps there are: `/v1/state-machines/carrier-status`.</param>
/// <param name="On">The day.</param>
/// <param name="Reason">Why; required for `retired`.</param>
public sealed record ChangeCarrierStatusRequest(
    [property: Required, AllowedValues("surveyed", "suitable", "unsuitable", "renovating", "available", "occupied", "retired", "reserved", "planned", "transferred", "building", "completed")]
    string? Status = null,
    [property: Required] DateOnly? On = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Moves a carrier to another state.</summary>
public static class ChangeCarrierStatus
{
    internal const string Operation = "ChangeCarrierStatus";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/carriers/{id:guid}/status-changes", Handle)
        .WithName(Operation).RequireScope(Scopes.CarriersWrite).Changes<CarrierResponse>()
        .Example("""{ "status": "available", "on": "2026-03-01" }""");

    /// <summary>Moves a carrier or parcel to another state.</summary>
    /// <remarks>
    /// Needs `If-Match`. A step that there is not is 409 with `allowedTransitions`. A carrier becomes `suitable` or `unsuitable` by what a suitability
    /// survey finds, not here. A carrier with units cannot be retired: 409 `units-left`.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, ChangeCarrierStatusRequest body, WriteRequest request, Records<CarrierState, CarrierEvent> carriers, TimeProvider clock) =>
        carriers.Change(request, id, CarrierResponse.Looks, c => Task.FromResult(Decide(body, c.State, clock.Today())));

    internal static Decision<CarrierEvent> Decide(ChangeCarrierStatusRequest body, CarrierState now, DateOnly today)
    {
        var to = Kebab.Parse<CarrierStatus>(body.Status)!.Value;
        if (now.Status == to && now.StatusOn == body.On)
            return Array.Empty<CarrierEvent>();
        if (CarrierStatuses.Machine.Refuse(now.Status, to, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors, now.StatusOn);
        if (to == CarrierStatus.Retired && string.IsNullOrWhiteSpace(body.Reason))
            errors.Add(new FieldError("/reason", "required", new Text("须说明理由。", "This needs a reason.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        if (to == CarrierStatus.Retired && now.Floors.Values.Any(f => f.Units.Count > 0))
            return Rejection.Conflict("units-left", new Text("该载体仍有单元;请先撤销其单元。", "The carrier still has units; withdraw them first."));
        return new CarrierStatusChanged(to, body.On!.Value, string.IsNullOrWhiteSpace(body.Reason) ? null : body.Reason.Trim());
    }
}
