using System.Globalization;
using HealthPark.Kernel.Codes;

namespace HealthPark.UnitTests.Codes;

public class WorkingDayCalendarTests
{
    private static readonly WorkingDayCalendar Calendar = WorkingDayCalendar.Published;

    [Theory]
    [InlineData("2026-02-10", 5, "2026-02-24")]
    [InlineData("2026-02-13", 3, "2026-02-25")]
    [InlineData("2026-04-30", 5, "2026-05-11")]
    [InlineData("2026-09-30", 5, "2026-10-13")]
    public void A_term_skips_holidays_and_counts_make_up_workdays(string start, int workingDays, string due)
    {
        Calendar.Add(Day(start), workingDays).ShouldBe(new Deadline(Day(due), Provisional: false));
        Calendar.CountBetween(Day(start), Day(due)).ShouldBe(workingDays);
    }

    [Theory]
    [InlineData(2025)]
    [InlineData(2026)]
    public void Both_published_years_have_248_working_days(int year) =>
        Calendar.CountBetween(new DateOnly(year - 1, 12, 31), new DateOnly(year, 12, 31)).ShouldBe(248);

    [Theory]
    [InlineData("2025-01-26", "2025-02-08", "2025-04-27", "2025-09-28", "2025-10-11")]
    [InlineData("2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10")]
    public void Make_up_workdays_are_the_only_weekend_days_that_work(params string[] expected)
    {
        var year = Day(expected[0]).Year;
        var weekends =
            from offset in Enumerable.Range(0, 365)
            let day = new DateOnly(year, 1, 1).AddDays(offset)
            where day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday && Calendar.IsWorkingDay(day)
            select day;

        weekends.ShouldBe(expected.Select(Day));
    }

    [Fact]
    public void A_term_that_reaches_an_unpublished_year_is_provisional()
    {
        Calendar.Add(Day("2026-12-30"), 1).ShouldBe(new Deadline(Day("2026-12-31"), Provisional: false));
        Calendar.Add(Day("2026-12-31"), 1).ShouldBe(new Deadline(Day("2027-01-01"), Provisional: true));
        Calendar.Add(Day("2024-12-30"), 2).Provisional.ShouldBeTrue();
    }

    [Fact]
    public void A_notice_can_move_a_day_of_the_year_before_it()
    {
        var calendar = new WorkingDayCalendar(
            new HolidayNotice(2025, "test", [], []),
            new HolidayNotice(2026, "test", [Day("2025-12-31")], [Day("2025-12-28")]));

        calendar.IsWorkingDay(Day("2025-12-31")).ShouldBeFalse();
        calendar.IsWorkingDay(Day("2025-12-28")).ShouldBeTrue();
    }

    [Fact]
    public void A_term_of_no_days_ends_on_its_start_and_a_negative_one_is_refused()
    {
        Calendar.Add(Day("2026-02-15"), 0).ShouldBe(new Deadline(Day("2026-02-15"), Provisional: false));
        Should.Throw<ArgumentOutOfRangeException>(() => Calendar.Add(Day("2026-02-15"), -1));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
