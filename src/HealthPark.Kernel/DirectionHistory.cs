using System.Collections.Immutable;
using HealthPark.Kernel.Reference;

namespace HealthPark.Kernel;

/// <summary>A direction and the day from which it holds.</summary>
/// <param name="Direction">The direction's code.</param>
/// <param name="From">The first day; null: from the beginning.</param>
public sealed record DatedDirection(string Direction, DateOnly? From);

/// <summary>The primary directions of a record in order of date; the first one holds from the beginning.</summary>
public sealed class DirectionHistory
{
    /// <summary>Of a record that is not there yet.</summary>
    public static readonly DirectionHistory None = new([]);

    private readonly ImmutableList<DatedDirection> _directions;

    private DirectionHistory(ImmutableList<DatedDirection> directions) => _directions = directions;

    /// <summary>The direction now.</summary>
    public string Now => _directions[^1].Direction;

    /// <summary>All of them.</summary>
    public IReadOnlyList<DatedDirection> All => _directions;

    /// <summary>Of a new record.</summary>
    public static DirectionHistory Of(string direction) => new([new DatedDirection(direction, null)]);

    /// <summary>The history with another direction from a day on. One with an earlier day replaces what had been planned after it.</summary>
    public DirectionHistory From(DateOnly from, string direction) =>
        new([.. _directions.Where(d => d.From is null || d.From < from), new DatedDirection(direction, from)]);

    /// <summary>Whether a change to a direction, from a day if one is given, says anything new.</summary>
    public bool IsChangedBy(string? direction, DateOnly? from) => direction is not null && (direction != Now || from < Began);

    /// <summary>Checks a change: <c>direction</c> and <c>directionFrom</c> of a patch.</summary>
    public void Check(string? direction, DateOnly? from, DateOnly today, List<FieldError> errors)
    {
        if (from > today)
            errors.Add(new FieldError("/directionFrom", "in-the-future", new Text("不能晚于今天。", "Must not lie after today.")));
        if (from is not null && direction is null)
            errors.Add(new FieldError("/directionFrom", "without-direction", new Text("须与 direction 一同给出。", "Must be given with direction.")));
        if (direction == Now && from > Began)
        {
            errors.Add(new FieldError("/directionFrom", "direction-holds-already", new Text(
                "该方向在此日期之前已经生效;如须推迟,请先从原日期起改回原方向。",
                "The direction holds already before that day; to make it begin later, go back to the former direction from its day first.")));
        }
    }

    /// <summary>A sub-field belongs to its direction: <c>direction</c> and <c>subField</c> of a body.</summary>
    public static void CheckSubField(string direction, string? subField, List<FieldError> errors)
    {
        CodeLists.Directions.Check("/direction", direction, errors);
        CodeLists.SubFields.Check("/subField", subField, errors);
        if (subField is not null && CodeLists.SubFields.Find(subField) is { } field && field.Direction != direction)
        {
            errors.Add(new FieldError("/subField", "not-of-direction", new Text(
                $"{field.Zh} 不属于方向 {direction}。", $"{field.En} does not belong to the direction {direction}.")));
        }
    }

    private DateOnly Began => _directions[^1].From ?? DateOnly.MinValue;
}
