using HealthPark.Contracts.Enterprises;
using HealthPark.Plan.Ledger;

namespace HealthPark.UnitTests.Plan;

/// <summary>Which enterprises and revenues count: rules <c>enterprises</c>, <c>revenue</c> and <c>basis</c>, version 1.</summary>
public class EnterpriseRulesTests
{
    private const string Uscc = "9144030071526726XG";
    private static readonly EnterpriseVerifiedV1 Verified = new();
    private static readonly EnterpriseReturnedV1 Returned = new("材料不全");
    private static readonly DateOnly Landed = new(2025, 6, 30);

    // Enterprises.

    [Fact]
    public void An_enterprise_with_a_code_that_landed_in_the_plans_time_counts_once_it_is_verified()
    {
        Lines("enterprises", Bases.Reported, Registered()).ShouldBe(["1 digital-medicine 2025-06-30"]);
        Lines("enterprises", Bases.Verified, Registered()).ShouldBe(["not-verified digital-medicine 2025-06-30"]);
        Lines("enterprises", Bases.Verified, Registered(), Verified).ShouldBe(["1 digital-medicine 2025-06-30"]);
    }

    [Theory]
    [InlineData("2024-12-31", "landed-before-plan")]
    [InlineData("2025-01-01", "1")]
    public void The_plans_time_begins_with_2025(string landedOn, string said)
    {
        foreach (var basis in Bases.All)
            Lines("enterprises", basis, Registered(Uscc, DateOnly.Parse(landedOn, null)), Verified).ShouldBe([$"{said} digital-medicine {landedOn}"]);
    }

    [Fact]
    public void Without_a_code_it_does_not_count() =>
        OnBoth("enterprises", Registered(null), Verified).ShouldBe("no-uscc digital-medicine 2025-06-30");

    [Fact]
    public void Before_it_has_landed_it_does_not_count_whatever_else_it_lacks() =>
        OnBoth("enterprises", Registered(null, null), Verified).ShouldBe("not-landed digital-medicine none");

    [Fact]
    public void A_returned_one_leaves_the_reported_figures_until_it_is_posted_again()
    {
        Lines("enterprises", Bases.Reported, Registered(), Returned).ShouldBe(["returned digital-medicine 2025-06-30"]);
        Lines("enterprises", Bases.Reported, Registered(), Returned, Revised("新名")).ShouldBe(["1 digital-medicine 2025-06-30"]);
        Lines("enterprises", Bases.Reported, Registered(), Returned, Verified).ShouldBe(["1 digital-medicine 2025-06-30"]);
    }

    [Fact]
    public void Each_change_of_what_counts_moves_the_reported_figure_at_once_and_the_verified_one_when_it_is_verified_again()
    {
        var later = new DateOnly(2026, 2, 1);
        EnterpriseContractEvent[] changed = [Registered(), Verified, new EnterpriseDateCorrectedV1("landed", later)];

        Lines("enterprises", Bases.Reported, changed).ShouldBe(["1 digital-medicine 2026-02-01"]);
        Lines("enterprises", Bases.Verified, changed).ShouldBe(["1 digital-medicine 2025-06-30"]);
        Lines("enterprises", Bases.Verified, [.. changed, Returned]).ShouldBe(["1 digital-medicine 2025-06-30"]);
        Lines("enterprises", Bases.Reported, [.. changed, Returned]).ShouldBe(["returned digital-medicine 2026-02-01"]);
        Lines("enterprises", Bases.Verified, [.. changed, Verified]).ShouldBe(["1 digital-medicine 2026-02-01"]);
    }

    [Fact]
    public void A_code_entered_later_counts_likewise()
    {
        EnterpriseContractEvent[] changed = [Registered(null), Verified, new EnterpriseUsccRecordedV1(Uscc)];

        Lines("enterprises", Bases.Reported, changed).ShouldBe(["1 digital-medicine 2025-06-30"]);
        Lines("enterprises", Bases.Verified, changed).ShouldBe(["no-uscc digital-medicine 2025-06-30"]);
        Lines("enterprises", Bases.Verified, [.. changed, Verified]).ShouldBe(["1 digital-medicine 2025-06-30"]);
    }

    [Fact]
    public void One_that_lands_later_counts_from_that_day() =>
        OnBoth("enterprises", Registered(Uscc, null), new EnterpriseLandedV1(new(2026, 1, 1)), Verified).ShouldBe("1 digital-medicine 2026-01-01");

    [Fact]
    public void A_voided_one_counts_nowhere() =>
        OnBoth("enterprises", Registered(), Verified, new EnterpriseVoidedV1("误录")).ShouldBe("voided digital-medicine 2025-06-30");

    [Fact]
    public void A_merged_one_counts_nowhere() =>
        OnBoth("enterprises", Registered(), Verified, new EnterpriseMergedV1(Guid.Empty, "同一企业")).ShouldBe("voided digital-medicine 2025-06-30");

    [Fact]
    public void One_that_moved_out_or_was_deregistered_stays_counted()
    {
        OnBoth("enterprises", Registered(), Verified, new EnterpriseMovedOutV1(new(2025, 7, 1), null)).ShouldBe("1 digital-medicine 2025-06-30");
        OnBoth("enterprises", Registered(), Verified, new EnterpriseDeregisteredV1(new(2025, 7, 1), null)).ShouldBe("1 digital-medicine 2025-06-30");
    }

    [Fact]
    public void Other_dates_and_the_description_move_nothing()
    {
        EnterpriseContractEvent[] other =
        [
            new EnterpriseNegotiationStartedV1(new(2025, 1, 1)), new EnterpriseSignedV1(new(2025, 2, 1)), new EnterpriseOperationStartedV1(new(2025, 8, 1)),
            new EnterpriseDateCorrectedV1("signed", new(2025, 2, 2)), Revised("新名"),
        ];

        OnBoth("enterprises", [Registered(), Verified, .. other]).ShouldBe("1 digital-medicine 2025-06-30");
    }

    [Fact]
    public void A_reclassification_moves_it_on_its_day_so_that_earlier_periods_stay() =>
        Lines("enterprises", Bases.Reported, Registered(), Reclassified("other", new(2026, 3, 1))).ShouldBe(
            ["1 digital-medicine 2025-06-30", "-1 digital-medicine 2026-03-01", "1 other 2026-03-01"]);

    [Fact]
    public void One_that_was_reclassified_by_the_day_it_landed_counts_in_the_new_direction_only()
    {
        Lines("enterprises", Bases.Reported, Registered(), Reclassified("other", Landed)).ShouldBe(["1 other 2025-06-30"]);
        Lines("enterprises", Bases.Reported, Registered(), Reclassified("other", new(2020, 1, 1))).ShouldBe(["1 other 2025-06-30"]);
    }

    [Fact]
    public void A_reclassification_with_an_earlier_date_replaces_the_later_ones() =>
        Lines("enterprises", Bases.Reported, Registered(), Reclassified("other", new(2026, 3, 1)), Reclassified("pharma-distribution", new(2026, 2, 1))).ShouldBe(
            ["1 digital-medicine 2025-06-30", "-1 digital-medicine 2026-02-01", "1 pharma-distribution 2026-02-01"]);

    // Revenue.

    [Fact]
    public void The_revenue_of_a_year_counts_on_its_last_day() =>
        OnBoth("revenue", [.. AboveScale(2026), .. Declared("2026", "tax", 100.01m)]).ShouldBe("100.01 digital-medicine 2026-12-31 2026/tax");

    [Fact]
    public void Without_the_years_figure_its_months_count_each_on_its_last_day_marked_interim()
    {
        EnterpriseContractEvent[] events = [.. AboveScale(2026), .. Declared("2026-02", "tax", 2), .. Declared("2026-01", "enterprise", 1)];

        foreach (var basis in Bases.All)
        {
            Lines("revenue", basis, events).ShouldBe(
                ["1 digital-medicine 2026-01-31 2026-01/enterprise interim", "2 digital-medicine 2026-02-28 2026-02/tax interim"]);
        }
    }

    [Fact]
    public void The_years_figure_of_any_source_comes_before_the_months_of_any_other() =>
        Lines("revenue", Bases.Reported, [.. AboveScale(2026), .. Declared("2026-01", "statistics", 1), .. Declared("2026", "enterprise", 5)]).ShouldBe(
            ["year-declared digital-medicine 2026-01-31 2026-01/statistics", "5 digital-medicine 2026-12-31 2026/enterprise"]);

    [Theory]
    [InlineData("enterprise", "tax", "tax")]
    [InlineData("tax", "statistics", "statistics")]
    [InlineData("statistics", "enterprise", "statistics")]
    public void Of_several_sources_the_strongest_counts(string first, string second, string strongest)
    {
        foreach (var period in new[] { "2026", "2026-05" })
        {
            var lines = Lines("revenue", Bases.Verified, [.. AboveScale(2026), .. Declared(period, first, 1), .. Declared(period, second, 1)]);

            lines.Where(l => l.StartsWith("1 ", StringComparison.Ordinal)).ShouldHaveSingleItem().ShouldContain($"{period}/{strongest}");
            lines.Where(l => l.StartsWith("stronger-source ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        }
    }

    [Fact]
    public void A_stronger_source_that_was_returned_leaves_the_reported_figure_to_the_weaker() =>
        Lines("revenue", Bases.Reported, [.. AboveScale(2026), .. Declared("2026", "tax", 1), new RevenueDeclaredV1("2026", "statistics", 2), new RevenueReturnedV1("2026", "statistics", "x")])
            .ShouldBe(["returned digital-medicine 2026-12-31 2026/statistics", "1 digital-medicine 2026-12-31 2026/tax"]);

    [Fact]
    public void A_stronger_source_that_is_not_verified_yet_leaves_the_verified_figure_to_the_weaker() =>
        Lines("revenue", Bases.Verified, [.. AboveScale(2026), .. Declared("2026", "tax", 1), new RevenueDeclaredV1("2026", "statistics", 2)])
            .ShouldBe(["not-verified digital-medicine 2026-12-31 2026/statistics", "1 digital-medicine 2026-12-31 2026/tax"]);

    [Fact]
    public void A_years_figure_that_was_returned_leaves_the_reported_figure_to_the_months() =>
        Lines("revenue", Bases.Reported, [.. AboveScale(2026), .. Declared("2026-01", "tax", 1), new RevenueDeclaredV1("2026", "tax", 2), new RevenueReturnedV1("2026", "tax", "x")])
            .ShouldBe(["1 digital-medicine 2026-01-31 2026-01/tax interim", "returned digital-medicine 2026-12-31 2026/tax"]);

    [Fact]
    public void A_corrected_amount_is_reported_at_once_and_verified_when_it_is_verified_again()
    {
        EnterpriseContractEvent[] corrected = [.. AboveScale(2026), .. Declared("2026", "tax", 1), new RevenueDeclaredV1("2026", "tax", 2)];

        Lines("revenue", Bases.Reported, corrected).ShouldBe(["2 digital-medicine 2026-12-31 2026/tax"]);
        Lines("revenue", Bases.Verified, corrected).ShouldBe(["1 digital-medicine 2026-12-31 2026/tax"]);
        Lines("revenue", Bases.Verified, [.. corrected, new RevenueVerifiedV1("2026", "tax")]).ShouldBe(["2 digital-medicine 2026-12-31 2026/tax"]);
    }

    [Fact]
    public void Only_enterprises_above_scale_in_that_year_count()
    {
        var declared = Declared("2026", "tax", 1);

        OnBoth("revenue", [Registered(), Verified, .. declared]).ShouldBe("not-above-scale digital-medicine 2026-12-31 2026/tax");
        OnBoth("revenue", [Registered(), Verified, .. declared, .. Scale(2025)])
            .ShouldBe("no-declaration digital-medicine 2025-12-31 2025; not-above-scale digital-medicine 2026-12-31 2026/tax");
        OnBoth("revenue", [Registered(), Verified, .. declared, .. Scale(2026, above: false)]).ShouldBe("not-above-scale digital-medicine 2026-12-31 2026/tax");
    }

    [Fact]
    public void The_scale_itself_is_verified_or_returned()
    {
        EnterpriseContractEvent[] stated = [Registered(), Verified, .. Declared("2026", "tax", 1), new ScaleStatusDeclaredV1(2026, true)];

        Lines("revenue", Bases.Verified, stated).ShouldBe(["scale-not-verified digital-medicine 2026-12-31 2026/tax"]);
        Lines("revenue", Bases.Reported, stated).ShouldBe(["1 digital-medicine 2026-12-31 2026/tax"]);
        Lines("revenue", Bases.Reported, [.. stated, new ScaleStatusReturnedV1(2026, "x")]).ShouldBe(["scale-returned digital-medicine 2026-12-31 2026/tax"]);
    }

    [Fact]
    public void An_enterprise_above_scale_that_declared_nothing_is_a_candidate_of_the_year() =>
        OnBoth("revenue", [.. AboveScale(2026)]).ShouldBe("no-declaration digital-medicine 2026-12-31 2026");

    [Fact]
    public void The_enterprise_must_be_verified_too_and_not_returned()
    {
        EnterpriseContractEvent[] submitted = [Registered(), .. Scale(2026), .. Declared("2026", "tax", 1)];

        Lines("revenue", Bases.Verified, submitted).ShouldBe(["enterprise-not-verified digital-medicine 2026-12-31 2026/tax"]);
        Lines("revenue", Bases.Reported, [.. submitted, Returned]).ShouldBe(["enterprise-returned digital-medicine 2026-12-31 2026/tax"]);
    }

    [Theory]
    [InlineData(null, "not-in-park")]
    [InlineData("2027-01-01", "not-in-park")]
    [InlineData("2026-12-31", "1")]
    [InlineData("2010-01-01", "1")]
    public void It_must_be_in_the_park_by_the_end_of_the_year_and_older_ones_count(string? landedOn, string said) =>
        OnBoth("revenue", [Registered(Uscc, landedOn is null ? null : DateOnly.Parse(landedOn, null)), Verified, .. Scale(2026), .. Declared("2026", "tax", 1)])
            .ShouldBe($"{said} digital-medicine 2026-12-31 2026/tax");

    [Fact]
    public void Revenue_needs_no_code() =>
        OnBoth("revenue", [Registered(null), Verified, .. Scale(2026), .. Declared("2026", "tax", 1)]).ShouldBe("1 digital-medicine 2026-12-31 2026/tax");

    [Fact]
    public void A_voided_enterprise_has_no_revenue() =>
        OnBoth("revenue", [.. AboveScale(2026), .. Declared("2026", "tax", 1), new EnterpriseVoidedV1("误录")]).ShouldBe("voided digital-medicine 2026-12-31 2026/tax");

    [Theory]
    [InlineData("2026-12-31", "other")]
    [InlineData("2027-01-01", "digital-medicine")]
    [InlineData("2025-01-01", "other")]
    public void The_direction_of_a_years_revenue_is_that_of_its_last_day(string from, string direction) =>
        OnBoth("revenue", [Registered(), Reclassified("other", DateOnly.Parse(from, null)), Verified, .. Scale(2026), .. Declared("2026-01", "tax", 1)])
            .ShouldBe($"1 {direction} 2026-01-31 2026-01/tax interim");

    [Fact]
    public void Revenue_outside_the_plans_years_is_no_candidate() =>
        Lines("revenue", Bases.Reported, [.. AboveScale(2024), .. AboveScale(2028), .. Declared("2024", "tax", 1), .. Declared("2028-01", "tax", 1)]).ShouldBeEmpty();

    [Fact]
    public void Each_year_is_counted_by_itself() =>
        Lines("revenue", Bases.Verified, [.. AboveScale(2025), .. Scale(2026), .. Declared("2025", "tax", 1), .. Declared("2026", "tax", 2), .. Declared("2027", "tax", 3)])
            .ShouldBe(["1 digital-medicine 2025-12-31 2025/tax", "2 digital-medicine 2026-12-31 2026/tax", "not-above-scale digital-medicine 2027-12-31 2027/tax"]);

    [Fact]
    public void Of_nothing_nothing_is_said() => EnterpriseRules.Assert(null).ShouldBeEmpty();

    [Fact]
    public void A_change_of_what_was_never_registered_makes_no_enterprise() => CountedEnterprise.Evolve(null, Verified).ShouldBeNull();

    [Fact]
    public void No_two_assertions_are_equal_so_that_sets_of_them_lose_none()
    {
        var said = EnterpriseRules.Assert(After(
            Registered(), Reclassified("other", new(2026, 1, 1)), Reclassified("digital-medicine", new(2026, 2, 1)), Reclassified("other", new(2026, 3, 1)),
            new ScaleStatusDeclaredV1(2026, true), new RevenueDeclaredV1("2026", "tax", 1), new RevenueDeclaredV1("2026", "enterprise", 1), Verified));

        said.Distinct().Count().ShouldBe(said.Count);
    }

    private static EnterpriseRegisteredV1 Registered(string? uscc, DateOnly? landedOn) =>
        new(Guid.Empty, "示例", uscc, "digital-medicine", null, [], [], [], null, null, null, null, null, landedOn, null);

    private static EnterpriseRegisteredV1 Registered(string? uscc = Uscc) => Registered(uscc, Landed);

    private static EnterpriseReclassifiedV1 Reclassified(string direction, DateOnly from) => new(direction, null, from);

    private static EnterpriseDescriptionRevisedV1 Revised(string name) => new(name, null, null, null, null, null, null, null, []);

    private static EnterpriseContractEvent[] Scale(int year, bool above = true) => [new ScaleStatusDeclaredV1(year, above), new ScaleStatusVerifiedV1(year)];

    private static EnterpriseContractEvent[] AboveScale(int year) => [Registered(), Verified, .. Scale(year)];

    private static EnterpriseContractEvent[] Declared(string period, string source, decimal yuan) =>
        [new RevenueDeclaredV1(period, source, yuan), new RevenueVerifiedV1(period, source)];

    private static CountedEnterprise? After(params EnterpriseContractEvent[] events) =>
        events.Aggregate((CountedEnterprise?)null, CountedEnterprise.Evolve);

    // What is said of an indicator on a basis: the amount, or why it does not count; direction, day, item, interim.
    private static List<string> Lines(string indicator, string basis, params EnterpriseContractEvent[] events) =>
    [
        .. from a in EnterpriseRules.Assert(After(events))
           where a.Indicator == indicator && a.Basis == basis
           let day = a.OccurredOn is { } date ? $"{date:yyyy-MM-dd}" : "none"
           select $"{a.Excluded ?? FormattableString.Invariant($"{a.Amount}")} {a.Direction} {day} {a.Item}{(a.Interim ? " interim" : "")}".TrimEnd(),
    ];

    // The same on both bases, and one line.
    private static string OnBoth(string indicator, params EnterpriseContractEvent[] events)
    {
        Lines(indicator, Bases.Reported, events).ShouldBe(Lines(indicator, Bases.Verified, events));
        return string.Join("; ", Lines(indicator, Bases.Verified, events));
    }
}
