using HealthPark.Kernel.Reference;

namespace HealthPark.Carriers.Carrier;

/// <summary>Rules that several of the module's decisions share. Pure: time and look-ups come as values.</summary>
internal static class Decisions
{
    // Above any building of the park, so that it catches a slip of units.
    private const decimal MostSquareMetres = 10_000_000m;

    /// <summary>The members that hold an area, of which the source may say 约.</summary>
    public static readonly IReadOnlyList<string> AreaMembers =
        ["landAreaSquareMetres", "plannedFloorAreaSquareMetres", "grossAreaSquareMetres", "usableAreaSquareMetres"];

    /// <summary>An area is positive, not beyond all measure, and no finer than 0.01 m².</summary>
    public static void CheckArea(string pointer, decimal? squareMetres, List<FieldError> errors) => CheckMeasure(pointer, squareMetres, MostSquareMetres, errors);

    /// <summary>A measure is positive, not beyond what there may be, and has at most 2 decimals.</summary>
    public static void CheckMeasure(string pointer, decimal? value, decimal most, List<FieldError> errors)
    {
        if (value <= 0 || value > most)
            errors.Add(new FieldError(pointer, "out-of-range", new Text($"须大于 0 且不大于 {most}。", $"Must be more than 0 and at most {most}.")));
        else if (value is { } given && decimal.Round(given, 2) != given)
            errors.Add(new FieldError(pointer, "too-many-decimals", new Text("最多两位小数。", "At most 2 decimals.")));
    }

    /// <summary>The codes and areas of a carrier.</summary>
    public static void CheckCarrier(
        string? zone, string? batch, decimal? land, decimal? planned, decimal? gross, decimal? usable, IReadOnlyList<string>? approximate, List<FieldError> errors)
    {
        CodeLists.Zones.Check("/zone", zone, errors);
        CarrierCodes.Batches.Check("/batch", batch, errors);
        foreach (var (member, area) in AreaMembers.Zip([land, planned, gross, usable]))
            CheckArea("/" + member, area, errors);
        if (usable > gross)
            errors.Add(new FieldError("/usableAreaSquareMetres", "exceeds-gross-area", new Text("可利用面积不能大于总建筑面积。", "The usable area must not exceed the gross area.")));
        for (var i = 0; i < (approximate?.Count ?? 0); i++)
        {
            if (!AreaMembers.Contains(approximate![i]))
                errors.Add(new FieldError($"/approximate/{i}", "unknown-value", Validation.OneOf(AreaMembers)));
        }
    }

    /// <summary>A carrier that is retired takes no more changes.</summary>
    public static Rejection? RefuseRetired(CarrierState carrier) => carrier.Status == CarrierStatus.Retired
        ? Rejection.Transition("carrier-retired", new Text("该载体已退出,不能再更改。", "This carrier is retired; it takes no more changes."), [])
        : null;

    /// <summary>Room on a floor: what its units take together, this one included, is at most its area.</summary>
    /// <param name="floor">The floor as it stands.</param>
    /// <param name="floorArea">Its area, if the request says it.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="squareMetres">What it wants to take.</param>
    public static Rejection? RefuseWithoutRoom(Floor floor, decimal? floorArea, Guid unit, decimal squareMetres)
    {
        if ((floorArea ?? floor.AreaSquareMetres) is not { } area)
            return null;
        var left = area - floor.Units.Remove(unit).Values.Sum();
        return squareMetres <= left ? null : Rejection.Conflict("floor-full", new Text(
            $"该楼层面积 {area} 平方米,仅余 {left} 平方米。", $"The floor has {area} m², of which {left} m² are left."))
            .With("floorAreaSquareMetres", area).With("leftSquareMetres", left);
    }
}
