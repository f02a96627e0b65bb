using HealthPark.Contracts.Enterprises;
using HealthPark.Plan.Ledger;

namespace HealthPark.UnitTests.Plan;

public class LedgerEntryTests
{
    private static readonly Assertion One = new("enterprises", Bases.Verified, "other", "", new(2026, 1, 1), 1);
    private static readonly Assertion Two = One with { Direction = "digital-medicine" };
    private static readonly Assertion Left = One with { Excluded = "no-uscc" };

    [Fact]
    public void What_stays_as_it_was_is_not_written_again() => LedgerEntry.Between([One, Two], [Two, One]).ShouldBeEmpty();

    [Fact]
    public void What_is_said_no_longer_is_taken_back_before_what_is_new_is_said() =>
        LedgerEntry.Between([One], [Two]).ShouldBe([new LedgerEntry(One, -1), new LedgerEntry(Two, 1)]);

    [Fact]
    public void From_nothing_all_is_new_and_to_nothing_all_is_taken_back()
    {
        LedgerEntry.Between([], [One, Left]).ShouldBe([new LedgerEntry(One, 1), new LedgerEntry(Left, 1)]);
        LedgerEntry.Between([One, Left], []).ShouldBe([new LedgerEntry(One, -1), new LedgerEntry(Left, -1)]);
    }

    [Fact]
    public void What_does_not_count_changes_no_figure()
    {
        new LedgerEntry(One, 1).Change.ShouldBe(1);
        new LedgerEntry(One with { Amount = 2.5m }, -1).Change.ShouldBe(-2.5m);
        new LedgerEntry(Left, 1).Change.ShouldBe(0);
        new LedgerEntry(Left, -1).Change.ShouldBe(0);
    }

    [Fact]
    public void Any_difference_makes_another_assertion()
    {
        Assertion[] others =
        [
            One with { Indicator = "revenue" }, One with { Basis = Bases.Reported }, One with { Direction = "x" }, One with { Bucket = "ab" },
            One with { OccurredOn = null }, One with { Amount = 2 }, One with { Item = "2026/tax" }, One with { Interim = true }, Left,
        ];

        foreach (var other in others)
            LedgerEntry.Between([One], [other]).Count.ShouldBe(2);
    }

    public static TheoryData<EnterpriseContractEvent, string> Reasons { get; } = new()
    {
        { new EnterpriseRegisteredV1(Guid.Empty, "甲", null, "other", null, [], [], [], null, null, null, null, null, null, null), "new" },
        { new EnterpriseLandedV1(default), "new" },
        { new ScaleStatusDeclaredV1(2026, true), "new" },
        { new RevenueDeclaredV1("2026", "tax", 1), "new" },
        { new RevenueDeclaredV1("2025", "statistics", 1), "new" },
        { new ScaleStatusDeclaredV1(2025, false), "corrected" },
        { new RevenueDeclaredV1("2025", "tax", 1), "corrected" },
        { new EnterpriseDescriptionRevisedV1(null, null, null, null, null, null, null, null, []), "corrected" },
        { new EnterpriseUsccRecordedV1(""), "corrected" },
        { new EnterpriseNegotiationStartedV1(default), "corrected" },
        { new EnterpriseSignedV1(default), "corrected" },
        { new EnterpriseOperationStartedV1(default), "corrected" },
        { new EnterpriseDateCorrectedV1("landed", default), "corrected" },
        { new EnterpriseMovedOutV1(default, null), "corrected" },
        { new EnterpriseDeregisteredV1(default, null), "corrected" },
        { new EnterpriseReclassifiedV1("other", null, default), "reclassified" },
        { new EnterpriseVerifiedV1(), "verified" },
        { new ScaleStatusVerifiedV1(2026), "verified" },
        { new RevenueVerifiedV1("2026", "tax"), "verified" },
        { new EnterpriseReturnedV1(""), "returned" },
        { new ScaleStatusReturnedV1(2026, ""), "returned" },
        { new RevenueReturnedV1("2026", "tax", ""), "returned" },
        { new EnterpriseVoidedV1(""), "voided" },
        { new EnterpriseMergedV1(Guid.Empty, ""), "merged" },
        { new EnterpriseTookOverV1(Guid.Empty, []), "corrected" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Each_event_has_its_reason(EnterpriseContractEvent e, string reason)
    {
        EnterpriseContractEvent[] before =
        [
            new EnterpriseRegisteredV1(Guid.Empty, "甲", null, "other", null, [], [], [], null, null, null, null, null, null, null),
            new ScaleStatusDeclaredV1(2025, true), new RevenueDeclaredV1("2025", "tax", 2),
        ];

        CountedEnterprise.ReasonOf(e, before.Aggregate((CountedEnterprise?)null, CountedEnterprise.Evolve)).ShouldBe(reason);
    }

    [Fact]
    public void Every_event_there_is_has_been_asked_for_its_reason() =>
        Reasons.Select(r => r[0].GetType()).Distinct().ShouldBe(
            typeof(EnterpriseContractEvent).Assembly.GetTypes().Where(t => t.BaseType == typeof(EnterpriseContractEvent)), ignoreOrder: true);
}
