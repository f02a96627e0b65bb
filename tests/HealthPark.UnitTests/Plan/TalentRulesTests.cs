using HealthPark.Contracts.Talent;
using HealthPark.Plan.Ledger;

namespace HealthPark.UnitTests.Plan;

public class TalentRulesTests
{
    private static readonly DateOnly Introduced = new(2025, 3, 1);
    private static readonly TalentVerifiedV1 Verified = new();

    [Fact]
    public void A_talent_counts_once_from_the_day_on_which_it_is_introduced_and_recognised()
    {
        Verify(Registered()).ShouldBe(["+1 ab 2025-03-01"]);
        Verify(Registered(recognisedOn: new(2025, 9, 1))).ShouldBe(["+1 ab 2025-09-01"]);
        Verify(Registered(recognisedOn: new(2020, 9, 1))).ShouldBe(["+1 ab 2025-03-01"]);
        Verify(Registered(talentClass: null), new TalentRecognisedV1("D", new(2025, 4, 1), null, null, null)).ShouldBe(["+1 cd 2025-04-01"]);
    }

    [Fact]
    public void Another_class_moves_it_only_where_the_bucket_changes()
    {
        Verify(Registered("C"), new TalentReclassifiedV1("B", new(2026, 1, 1))).ShouldBe(["+1 cd 2025-03-01", "-1 cd 2026-01-01", "+1 ab 2026-01-01"]);
        Verify(Registered("A"), new TalentReclassifiedV1("B", new(2026, 1, 1))).ShouldBe(["+1 ab 2025-03-01"]);
    }

    [Fact]
    public void A_revocation_takes_it_out_and_a_departure_or_an_erasure_does_not()
    {
        Verify(Registered(), new TalentLeftV1(new(2026, 1, 1))).ShouldBe(["+1 ab 2025-03-01"]);
        Verify(Registered(), new TalentRecognitionRevokedV1(new(2026, 1, 1))).ShouldBe(["+1 ab 2025-03-01", "-1 ab 2026-01-01"]);
        Verify(Registered(), new TalentRecognitionRevokedV1(new(2026, 1, 1)), new TalentRecognisedV1("C", new(2026, 5, 1), null, null, null))
            .ShouldBe(["+1 ab 2025-03-01", "-1 ab 2026-01-01", "+1 cd 2026-05-01"]);
        Verify(Registered(), Verified, new TalentErasedV1(new(2026, 1, 1))).ShouldBe(["+1 ab 2025-03-01"]);
    }

    [Fact]
    public void What_does_not_count_says_why()
    {
        Verify(Registered(introducedOn: new(2024, 12, 31))).ShouldBe(["introduced-before-plan"]);
        Verify(Registered(talentClass: null)).ShouldBe(["not-recognised"]);
        Verify(Registered(talentClass: null, atStage: "contacted")).ShouldBe(["not-introduced"]);
        Verify(Registered(), new TalentRecognitionRevokedV1(Introduced)).ShouldBe(["recognition-revoked"]);
        Verify(Registered(), new TalentVoidedV1()).ShouldBe(["voided"]);
        Says([Registered()], Bases.Verified).ShouldBe(["not-verified"]);
        Says([Registered(), new TalentReturnedV1()], Bases.Reported).ShouldBe(["returned"]);
    }

    [Fact]
    public void What_is_changed_moves_reported_at_once_and_verified_when_it_is_verified_again()
    {
        TalentContractEvent[] story = [Registered(), Verified, new TalentRecognitionRevokedV1(new(2026, 1, 1))];

        Says(story, Bases.Reported).ShouldBe(["+1 ab 2025-03-01", "-1 ab 2026-01-01"]);
        Says(story, Bases.Verified).ShouldBe(["+1 ab 2025-03-01"]);
        Says([.. story, Verified], Bases.Verified).ShouldBe(["+1 ab 2025-03-01", "-1 ab 2026-01-01"]);
    }

    private static TalentRegisteredV1 Registered(
        string? talentClass = "A", DateOnly? introducedOn = null, DateOnly? recognisedOn = null, string atStage = "recognised") => new(
        Guid.Empty, "示例医院", null, "other", null, null, atStage, atStage == "contacted" ? null : introducedOn ?? Introduced, talentClass, recognisedOn, null, null, null);

    private static IReadOnlyList<string> Verify(params TalentContractEvent[] events) => Says([.. events, Verified], Bases.Verified);

    private static IReadOnlyList<string> Says(IEnumerable<TalentContractEvent> events, string basis) =>
        [.. TalentRules.Assert(events.Aggregate((CountedTalent?)null, CountedTalent.Evolve)).Where(a => a.Basis == basis)
            .Select(a => a.Excluded ?? $"{a.Amount:+0;-0} {a.Bucket} {a.OccurredOn:yyyy-MM-dd}")];
}
