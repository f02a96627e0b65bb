using System.Globalization;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.EventStore;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using static HealthPark.UnitTests.Enterprises.EnterpriseGiven;

namespace HealthPark.UnitTests.Enterprises;

public class DeclareRevenueTests
{
    private static readonly RevenueDeclared Declared = new("2026-03", "tax", 1000.5m);

    [Fact]
    public void A_first_amount_a_change_of_it_and_another_sources_are_recorded()
    {
        Given(Registered()).When(Declare("2026-03", "tax", 1000.5m)).Then(Declared);
        Given(Registered(), Declared).When(Declare("2026-03", "tax", 1000.51m)).Then(new RevenueDeclared("2026-03", "tax", 1000.51m));
        Given(Registered(), Declared).When(Declare("2026-03", "enterprise", 1000.5m)).Then(new RevenueDeclared("2026-03", "enterprise", 1000.5m));
        Given(Registered(), Declared).When(Declare("2026", "tax", 1000.5m)).Then(new RevenueDeclared("2026", "tax", 1000.5m));
    }

    [Fact]
    public void The_same_amount_changes_nothing_however_it_is_written()
    {
        Given(Registered(), Declared).When(Declare("2026-03", "tax", 1000.50m)).ThenNothing();
        Given(Registered(), Declared, new RevenueVerified("2026-03", "tax")).When(Declare("2026-03", "tax", 1000.5m)).ThenNothing();
    }

    [Fact]
    public void What_was_returned_can_be_declared_again_as_it_was() =>
        Given(Registered(), Declared, new RevenueReturned("2026-03", "tax", "x")).When(Declare("2026-03", "tax", 1000.5m)).Then(Declared);

    [Theory]
    [InlineData("")]
    [InlineData("26")]
    [InlineData("2026-13")]
    [InlineData("2026-00")]
    [InlineData("2026-3")]
    [InlineData("2026-Q1")]
    [InlineData("2026-03-01")]
    [InlineData("1999")]
    [InlineData("1999-12")]
    [InlineData("２０２６")]
    [InlineData(" 202")]
    [InlineData("+202")]
    public void What_is_neither_a_year_nor_a_month_is_refused(string period) =>
        Given(Registered()).When(Declare(period, "tax", 1)).ThenRejected("invalid-period", 400, "period invalid-period");

    [Theory]
    [InlineData("2027")]
    [InlineData("2026-07")]
    public void A_period_that_has_not_begun_is_refused(string period) =>
        Given(Registered()).When(Declare(period, "tax", 1)).ThenRejected("in-the-future", 400, "period in-the-future");

    [Theory]
    [InlineData("2026")]
    [InlineData("2026-06")]
    [InlineData("2000-01")]
    public void A_period_under_way_or_long_past_is_taken(string period) =>
        Given(Registered()).When(Declare(period, "tax", 1)).Then(new RevenueDeclared(period, "tax", 1));

    [Theory]
    [InlineData("-0.01", "out-of-range")]
    [InlineData("1000000000000000.01", "out-of-range")]
    [InlineData("0.001", "too-many-decimals")]
    [InlineData("99.999", "too-many-decimals")]
    public void An_amount_out_of_range_or_finer_than_a_fen_is_refused(string yuan, string code) =>
        Given(Registered()).When(Declare("2026", "tax", decimal.Parse(yuan, CultureInfo.InvariantCulture))).ThenInvalid($"/amountYuan {code}");

    [Theory]
    [InlineData("0")]
    [InlineData("0.01")]
    [InlineData("1.000")]
    [InlineData("1000000000000000")]
    public void Amounts_from_nothing_to_the_most_are_taken(string yuan)
    {
        var amount = decimal.Parse(yuan, CultureInfo.InvariantCulture);

        Given(Registered()).When(Declare("2026", "tax", amount)).Then(new RevenueDeclared("2026", "tax", amount));
    }

    [Fact]
    public void A_voided_enterprise_earns_nothing() => Given(Registered(), Voided).When(Declare("2026", "tax", 1)).ThenRejected("enterprise-voided", 409);

    [Theory]
    [InlineData(100, 150, false)]
    [InlineData(100, 151, true)]
    [InlineData(100, 50, false)]
    [InlineData(100, 49, true)]
    [InlineData(0, 5, false)]
    public void A_jump_of_over_half_from_the_period_before_is_a_finding_and_no_error(int before, int now, bool found)
    {
        FindingsOf("2026-01", new RevenueDeclared("2025-12", "tax", before), new RevenueDeclared("2026-01", "tax", now)).ShouldBe(found ? ["revenue-jump"] : []);
        FindingsOf("2026", new RevenueDeclared("2025", "tax", before), new RevenueDeclared("2026", "tax", now)).ShouldBe(found ? ["revenue-jump"] : []);
    }

    [Fact]
    public void Of_several_sources_the_strongest_is_shown_and_compared() =>
        FindingsOf(
            "2026-01", new RevenueDeclared("2025-12", "enterprise", 1), new RevenueDeclared("2025-12", "statistics", 100),
            new RevenueDeclared("2026-01", "enterprise", 1), new RevenueDeclared("2026-01", "tax", 100)).ShouldBeEmpty();

    [Fact]
    public void The_request_needs_an_amount_and_a_source_that_there_is()
    {
        Validation.Check(new DeclareRevenueRequest(null, "hearsay")).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/amountYuan required", "/source unknown-value"]);
        Validation.Check(new DeclareRevenueRequest(1)).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/source required", "/source unknown-value"]);
    }

    private static IReadOnlyList<string> FindingsOf(string period, params EnterpriseEvent[] events)
    {
        var record = events.Prepend(Registered()).Select((e, i) => (Event: e, Stored: new StoredEvent(
                "enterprises", i + 1, Guid.Empty, Guid.Empty, i + 1, "", "", DateTimeOffset.UnixEpoch, new EventMetadata("test"))))
            .Aggregate(HealthPark.Enterprises.EnterprisesModule.Stream.Nothing(Guid.Empty), (r, e) => HealthPark.Enterprises.EnterprisesModule.Stream.Fold(r, e.Event, e.Stored));
        return RevenueDeclarationResponse.Of(record, period).Findings;
    }

    private static Func<EnterpriseState, Decision<EnterpriseEvent>> Declare(string period, string source, decimal yuan) =>
        now => DeclareRevenue.Decide(new DeclareRevenueRequest(yuan, source), period, now, Today);
}

public class VerifyRevenueTests
{
    private static readonly RevenueDeclared ByTax = new("2026", "tax", 100);
    private static readonly RevenueDeclared ByStatistics = new("2026", "statistics", 110);

    [Fact]
    public void The_only_source_need_not_be_named()
    {
        Given(Registered(), ByTax).When(Office("verified")).Then(new RevenueVerified("2026", "tax"));
        Given(Registered(), ByTax).When(Office("returned", " 不符 ")).Then(new RevenueReturned("2026", "tax", "不符"));
    }

    [Fact]
    public void Of_several_sources_one_must_be_named()
    {
        var rejection = Given(Registered(), ByTax, ByStatistics).When(Office("verified")).ThenInvalid("/source required");

        rejection.Errors[0].Detail.En.ShouldEndWith("statistics, tax.");
        Given(Registered(), ByTax, ByStatistics).When(Office("verified", source: "tax")).Then(new RevenueVerified("2026", "tax"));
        Given(Registered(), ByTax, ByStatistics).When(Office("verified", source: "statistics")).Then(new RevenueVerified("2026", "statistics"));
    }

    [Fact]
    public void What_was_not_declared_is_not_verified()
    {
        Given(Registered()).When(Office("verified")).ThenRejected("not-found", 404);
        Given(Registered(), ByTax).When(Office("verified", source: "statistics")).ThenRejected("not-found", 404);
        Given(Registered(), new RevenueDeclared("2026-01", "tax", 1)).When(Office("verified")).ThenRejected("not-found", 404);
    }

    [Fact]
    public void Returning_needs_a_reason_and_what_is_verified_is_not_returned()
    {
        Given(Registered(), ByTax).When(Office("returned", " ")).ThenInvalid("/reason required");
        Given(Registered(), ByTax, new RevenueVerified("2026", "tax")).When(Office("returned", "x")).ThenRejected("already-verified", 409);
    }

    [Fact]
    public void Saying_the_same_again_changes_nothing_and_what_was_returned_can_be_verified_after_all()
    {
        Given(Registered(), ByTax, new RevenueVerified("2026", "tax")).When(Office("verified")).ThenNothing();
        Given(Registered(), ByTax, new RevenueReturned("2026", "tax", "x")).When(Office("returned", "y")).ThenNothing();
        Given(Registered(), ByTax, new RevenueReturned("2026", "tax", "x")).When(Office("verified")).Then(new RevenueVerified("2026", "tax"));
    }

    [Fact]
    public void A_voided_enterprise_has_nothing_to_verify() =>
        Given(Registered(), ByTax, Voided).When(Office("verified")).ThenRejected("enterprise-voided", 409);

    [Fact]
    public void The_request_may_leave_the_source_out() =>
        Validation.Check(new RevenueVerificationRequest("verified")).ShouldBeEmpty();

    private static Func<EnterpriseState, Decision<EnterpriseEvent>> Office(string decision, string? reason = null, string? source = null) =>
        now => VerifyRevenue.Decide(new RevenueVerificationRequest(decision, reason, source), "2026", now);
}
