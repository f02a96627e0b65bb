using HealthPark.Contracts.Transfers;
using HealthPark.Plan.Ledger;

namespace HealthPark.UnitTests.Plan;

/// <summary>Which transfers count: rules <c>transfers</c> and <c>basis</c>, version 1.</summary>
public class TransferRulesTests
{
    private static readonly TransferVerifiedV1 Verified = new();
    private static readonly TransferReturnedV1 Returned = new("材料不全");
    private static readonly Guid One = new("0198a000-0000-7000-8000-00000000000c");
    private static readonly Guid Two = new("0198a000-0000-7000-8000-00000000000d");
    private static readonly TransferRegisteredV1 Registered =
        new(Guid.Empty, "类器官药敏检测方法", null, "gene-cell-therapy", null, "proof-of-concept", null, "示例医院", null, null, null, null, null, null, []);

    [Fact]
    public void A_transfer_counts_once_verified_in_the_period_of_the_first_thing_that_made_it_transferred()
    {
        Lines(Bases.Reported, Registered, Contract(One, "2026-03-01")).ShouldBe(["1 gene-cell-therapy 2026-03-01"]);
        Lines(Bases.Verified, Registered, Contract(One, "2026-03-01")).ShouldBe(["not-verified gene-cell-therapy 2026-03-01"]);
        OnBoth(Registered, Contract(One, "2026-03-01"), Verified).ShouldBe("1 gene-cell-therapy 2026-03-01");
        OnBoth(Registered, Sale("2026-03-01"), Equity("2026-02-01"), Contract(One, "2026-04-01"), Verified).ShouldBe("1 gene-cell-therapy 2026-02-01");
        OnBoth(Registered, Sale("2026-01-01"), Equity("2026-02-01"), Verified).ShouldBe("1 gene-cell-therapy 2026-01-01");
    }

    [Fact]
    public void However_many_contracts_and_claimants_it_has_it_counts_1()
    {
        var shared = Registered with { Claimants = [new("甲", 0.5m, null), new("乙", 0.5m, null)] };
        OnBoth(shared, Contract(One, "2026-03-01"), Contract(Two, "2025-03-01"), Equity("2026-01-01"), Verified).ShouldBe("1 gene-cell-therapy 2025-03-01");
    }

    [Theory]
    [InlineData("2024-12-31", "transferred-before-plan")]
    [InlineData("2025-01-01", "1")]
    public void The_plans_time_begins_with_2025(string on, string said) => OnBoth(Registered, Contract(One, on), Verified).ShouldBe($"{said} gene-cell-therapy {on}");

    [Fact]
    public void A_stage_alone_and_a_contract_that_is_not_registered_do_not_make_it_transferred() => OnBoth(
        Registered, new TransferStageAdvancedV1("transfer", Day("2026-01-01"), ["报告"], null),
        new TechnologyContractAddedV1(One, "licence", 1, 1, [], Day("2026-01-01"), null, null, null), new TechnologyContractSubmittedV1(One, Day("2026-01-02")),
        new TechnologyContractRefusedV1(One, Day("2026-01-03"), "不属于技术合同"), Verified).ShouldBe("not-transferred gene-cell-therapy none");

    [Fact]
    public void A_contract_entered_as_registered_counts_like_one_that_is_registered_later() =>
        OnBoth(Registered, new TechnologyContractAddedV1(One, "licence", 1, 1, [], null, null, Day("2026-01-01"), null), Verified).ShouldBe("1 gene-cell-therapy 2026-01-01");

    [Fact]
    public void The_direction_in_force_on_the_day_counts_and_a_later_one_does_not_matter()
    {
        OnBoth(Registered, Contract(One, "2026-03-01"), new TransferReclassifiedV1("other", null, Day("2026-03-01")), Verified).ShouldBe("1 other 2026-03-01");
        OnBoth(Registered, Contract(One, "2026-03-01"), new TransferReclassifiedV1("other", null, Day("2026-03-02")), Verified).ShouldBe("1 gene-cell-therapy 2026-03-01");
    }

    [Fact]
    public void Each_change_moves_the_reported_figure_at_once_and_the_verified_one_when_it_is_verified_again()
    {
        TransferContractEvent[] changed = [Registered, Contract(One, "2026-03-01"), Verified, Sale("2025-06-01")];

        Lines(Bases.Reported, changed).ShouldBe(["1 gene-cell-therapy 2025-06-01"]);
        Lines(Bases.Verified, changed).ShouldBe(["1 gene-cell-therapy 2026-03-01"]);
        Lines(Bases.Reported, [.. changed, Returned]).ShouldBe(["returned gene-cell-therapy 2025-06-01"]);
        Lines(Bases.Verified, [.. changed, Returned]).ShouldBe(["1 gene-cell-therapy 2026-03-01"]);
        Lines(Bases.Verified, [.. changed, Verified]).ShouldBe(["1 gene-cell-therapy 2025-06-01"]);
    }

    [Fact]
    public void What_is_taken_back_counts_no_longer()
    {
        Lines(Bases.Reported, Registered, Contract(One, "2026-03-01"), new TechnologyContractVoidedV1(One, "误录")).ShouldBe(["not-transferred gene-cell-therapy none"]);
        Lines(Bases.Reported, Registered, Equity("2026-03-01"), new EquityContributionVoidedV1(Two, "误录")).ShouldBe(["not-transferred gene-cell-therapy none"]);
        Lines(Bases.Reported, Registered, Sale("2026-03-01"), new FirstSaleVoidedV1("误录")).ShouldBe(["not-transferred gene-cell-therapy none"]);
        Lines(Bases.Reported, Registered, Contract(One, "2026-03-01"), Amended("2025-12-31")).ShouldBe(["1 gene-cell-therapy 2025-12-31"]);
    }

    [Fact]
    public void A_returned_one_counts_again_once_it_is_posted_again_but_not_by_what_decides_nothing()
    {
        TransferContractEvent[] returned = [Registered, Contract(One, "2026-03-01"), Returned];
        var revised = new TransferDescriptionRevisedV1("新标题", null, null, null, null, null, null, null, null, null, []);

        Lines(Bases.Reported, [.. returned, revised]).ShouldBe(["1 gene-cell-therapy 2026-03-01"]);
        Lines(Bases.Reported, [.. returned, new TransferClaimantsNamedV1([])]).ShouldBe(["1 gene-cell-therapy 2026-03-01"]);
        Lines(Bases.Reported, [.. returned, new TechnologyContractSignedV1(Two, Day("2026-04-01"))]).ShouldBe(["returned gene-cell-therapy 2026-03-01"]);
        Lines(Bases.Reported, [.. returned, new TechnologyContractVoidedV1(Two, "误录")]).ShouldBe(["returned gene-cell-therapy 2026-03-01"]);
    }

    [Fact]
    public void A_voided_one_counts_nowhere_and_a_stopped_one_stays()
    {
        OnBoth(Registered, Contract(One, "2026-03-01"), Verified, new TransferVoidedV1("误录")).ShouldBe("voided gene-cell-therapy 2026-03-01");
        OnBoth(Registered, Contract(One, "2026-03-01"), Verified, new TransferStoppedV1(Day("2026-04-01"), "不可行")).ShouldBe("1 gene-cell-therapy 2026-03-01");
    }

    [Fact]
    public void The_reasons_of_the_difference_say_what_happened()
    {
        Reason(Contract(One, "2026-03-01"), Registered).ShouldBe("new");
        Reason(Sale("2026-03-01"), Registered, Contract(One, "2026-03-01")).ShouldBe("corrected");
        Reason(Verified, Registered).ShouldBe("verified");
        Reason(Returned, Registered).ShouldBe("returned");
        Reason(new TransferVoidedV1("误录"), Registered).ShouldBe("voided");
        Reason(new TransferReclassifiedV1("other", null, Day("2026-03-01")), Registered).ShouldBe("reclassified");
        Reason(Registered).ShouldBe("new");
    }

    [Fact]
    public void The_state_survives_its_json()
    {
        var state = Fold(Registered, Contract(One, "2026-03-01"), Equity("2026-02-01"), Verified, Sale("2026-05-01"));
        var counting = Countings.Of(Registered)!;

        counting.Assert(counting.Read(counting.Write(state))).ShouldBe(TransferRules.Assert(state));
    }

    private static DateOnly Day(string on) => DateOnly.Parse(on, null);

    private static TechnologyContractRegisteredV1 Contract(Guid id, string on) => new(id, Day(on), null);

    private static TechnologyContractAmendedV1 Amended(string on) => new(One, Day(on), "更正", null, null, null, null, null, null, Day(on), null);

    private static EquityContributionRegisteredV1 Equity(string on) => new(Two, Day(on), 1, null, null);

    private static FirstSaleRecordedV1 Sale(string on) => new(Day(on), ["发票"]);

    private static string Reason(TransferContractEvent e, params TransferContractEvent[] before) =>
        CountedTransfer.ReasonOf(e, before.Length == 0 ? null : Fold(before));

    private static CountedTransfer Fold(params TransferContractEvent[] events) =>
        events.Aggregate((CountedTransfer?)null, CountedTransfer.Evolve)!;

    private static string OnBoth(params TransferContractEvent[] events)
    {
        var (reported, verified) = (Lines(Bases.Reported, events), Lines(Bases.Verified, events));
        reported.ShouldBe(verified);
        return reported.ShouldHaveSingleItem();
    }

    private static IReadOnlyList<string> Lines(string basis, params TransferContractEvent[] events) =>
    [
        .. from a in TransferRules.Assert(Fold(events))
           where a.Basis == basis
           select $"{a.Excluded ?? $"{a.Amount}"} {a.Direction} {(a.OccurredOn is { } on ? on.ToString("yyyy-MM-dd", null) : "none")}",
    ];
}
