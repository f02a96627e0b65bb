using System.Collections.Frozen;
using HealthPark.Kernel.Reference;

namespace HealthPark.Kernel.Codes;

/// <summary>The end of a term counted in working days.</summary>
/// <param name="Due">The last day of the term.</param>
/// <param name="Provisional">Whether the count passed a year whose holidays are not published yet, so that the day may still move.</param>
public sealed record Deadline(DateOnly Due, bool Provisional);

/// <summary>
/// Working days (工作日) of mainland China: a date in the State Council's yearly holiday notice is what the notice says,
/// a day off or a make-up workday; any other date works from Monday to Friday. A new year is a new file
/// <c>Reference/holidays-{year}.json</c> and its year in <see cref="Published"/>.
/// </summary>
public sealed class WorkingDayCalendar
{
    private readonly FrozenSet<int> years;
    private readonly FrozenDictionary<DateOnly, bool> worksByNotice;

    // All notices are read together, because one can move days of the year before it.
    internal WorkingDayCalendar(params IReadOnlyList<HolidayNotice> notices)
    {
        years = notices.Select(n => n.Year).ToFrozenSet();
        worksByNotice = notices
            .SelectMany(n => n.DaysOff.Select(d => (Date: d, Works: false)).Concat(n.Workdays.Select(d => (Date: d, Works: true))))
            .ToFrozenDictionary(d => d.Date, d => d.Works);
    }

    /// <summary>The calendar by the notices published so far: 2025 and 2026.</summary>
    public static WorkingDayCalendar Published { get; } = new(Notice(2025), Notice(2026));

    /// <summary>Whether people work on a day; in a year without a notice, whether it is Monday to Friday.</summary>
    public bool IsWorkingDay(DateOnly date) =>
        worksByNotice.TryGetValue(date, out var works) ? works : date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);

    /// <summary>The day that ends a term. The start, on which a matter is received, is not counted; zero days end on the start.</summary>
    /// <param name="start">The day of receipt, working or not.</param>
    /// <param name="workingDays">Length of the term, not negative.</param>
    public Deadline Add(DateOnly start, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(workingDays);
        var (due, provisional) = (start, false);
        for (var counted = 0; counted < workingDays;)
        {
            due = due.AddDays(1);
            provisional |= !years.Contains(due.Year);
            if (IsWorkingDay(due))
                counted++;
        }

        return new Deadline(due, provisional);
    }

    /// <summary>
    /// How many working days lie after one day, up to and including another: what <see cref="Add"/> counts; none when the
    /// other is not later.
    /// </summary>
    public int CountBetween(DateOnly start, DateOnly end)
    {
        var count = 0;
        for (var day = start; day < end;)
        {
            day = day.AddDays(1);
            if (IsWorkingDay(day))
                count++;
        }

        return count;
    }

    private static HolidayNotice Notice(int year) =>
        EmbeddedJson.Read(typeof(WorkingDayCalendar).Assembly, $"Reference/holidays-{year}.json", ReferenceJson.Default.HolidayNotice);
}

/// <summary>One year's holiday notice, as the file <c>Reference/holidays-{year}.json</c> holds it.</summary>
internal sealed record HolidayNotice(int Year, string Source, IReadOnlyList<DateOnly> DaysOff, IReadOnlyList<DateOnly> Workdays);
