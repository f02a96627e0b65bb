using HealthPark.Carriers;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.Kernel;

namespace HealthPark.UnitTests.Carriers;

/// <summary>What a survey finds makes a carrier suitable or not.</summary>
public class SuitabilitySurveyTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);
    private static readonly Guid Survey = new("0198a000-0000-7000-8000-00000000000c");
    private static readonly CarrierEvent Building = RegisterCarrier.Decide(new("示例楼", "building"), Guid.Empty).Events[0];
    private static readonly CarrierEvent Parcel = RegisterCarrier.Decide(new("示例地块", "parcel"), Guid.Empty).Events[0];
    private static readonly RecordSuitabilitySurveyRequest Suitable = new(Today, 4.5m, 5, "suitable");
    private static readonly RecordSuitabilitySurveyRequest Unsuitable = new(Today, 2.8m, 2, "unsuitable", Note: "层高不足");

    [Fact]
    public void A_finding_moves_the_carrier_and_the_next_one_moves_it_back()
    {
        Given(Building).When(Record(Suitable)).Then(Recorded(SuitabilityFinding.Suitable, 4.5m, 5), new CarrierStatusChanged(CarrierStatus.Suitable, Today, null));
        Given(Building, At(CarrierStatus.Suitable, Today.AddDays(-1))).When(Record(Unsuitable))
            .Then(Recorded(SuitabilityFinding.Unsuitable, 2.8m, 2, note: "层高不足"), new CarrierStatusChanged(CarrierStatus.Unsuitable, Today, "层高不足"));
        Given(Building, At(CarrierStatus.Unsuitable, Today)).When(Record(Suitable)).Then(Recorded(SuitabilityFinding.Suitable, 4.5m, 5), new CarrierStatusChanged(CarrierStatus.Suitable, Today, null));
    }

    [Fact]
    public void A_survey_that_does_not_speak_for_the_carrier_as_it_stands_is_kept_and_moves_nothing()
    {
        Given(Building).When(Record(Suitable with { Floor = " 3 " })).Then(Recorded(SuitabilityFinding.Suitable, 4.5m, 5, floor: "3"));
        Given(Building, At(CarrierStatus.Suitable, Today)).When(Record(Suitable)).Then(Recorded(SuitabilityFinding.Suitable, 4.5m, 5));
        Given(Building, At(CarrierStatus.Suitable, Today)).When(Record(Unsuitable with { On = Today.AddDays(-1) }))
            .Then(Recorded(SuitabilityFinding.Unsuitable, 2.8m, 2, note: "层高不足", on: Today.AddDays(-1)));
        Given(Building, At(CarrierStatus.Available, Today)).When(Record(Unsuitable)).Then(Recorded(SuitabilityFinding.Unsuitable, 2.8m, 2, note: "层高不足"));
    }

    [Fact]
    public void What_is_not_built_or_retired_is_not_surveyed()
    {
        Given(Parcel).When(Record(Suitable)).ThenRejected("not-built-yet", 409);
        Given(Parcel, At(CarrierStatus.Completed, Today)).When(Record(Suitable)).Then(Recorded(SuitabilityFinding.Suitable, 4.5m, 5));
        Given(Building, At(CarrierStatus.Retired, Today)).When(Record(Suitable)).ThenRejected("carrier-retired", 409);
    }

    [Fact]
    public void A_survey_says_what_was_measured_and_by_what_it_judges()
    {
        Given(Building).When(Record(new(Today.AddDays(1), 0, 5.001m, "unsuitable", Criteria: [new("层高", Score: 11, OutOf: 10), new(" 层高 ", Score: 0.001m, OutOf: 0)])))
            .ThenInvalid("/on in-the-future", "/floorHeightMetres out-of-range", "/loadKilonewtonsPerSquareMetre too-many-decimals", "/criteria/0/score out-of-range",
                "/criteria/1/outOf out-of-range", "/criteria/1/score out-of-range", "/criteria/1/name repeated-value", "/note required");
        Given(Building).When(Record(Suitable with { Criteria = [new(" 层高 ", " 不低于 4.2 米 ", 8.5m, 10, true)] })).Then(
            Recorded(SuitabilityFinding.Suitable, 4.5m, 5, criteria: new Criterion("层高", "不低于 4.2 米", 8.5m, 10, true)), new CarrierStatusChanged(CarrierStatus.Suitable, Today, null));
    }

    [Fact]
    public void Without_a_survey_a_carrier_is_neither_suitable_nor_unsuitable() =>
        Given(Building).When(c => ChangeCarrierStatus.Decide(new("suitable", Today), c, Today)).ThenRejected("transition-not-allowed", 409)
            .Extensions["allowedTransitions"].ShouldBe(new[] { "retired" });

    private static Given<CarrierState, CarrierEvent> Given(params CarrierEvent[] events) => new(CarriersModule.Carriers, CarriersModule.Events, events);

    private static Func<CarrierState, Decision<CarrierEvent>> Record(RecordSuitabilitySurveyRequest body) => c => RecordSuitabilitySurvey.Decide(body, Survey, c, Today);

    private static CarrierStatusChanged At(CarrierStatus status, DateOnly on) => new(status, on, null);

    private static SuitabilitySurveyed Recorded(
        SuitabilityFinding finding, decimal height, decimal load, string? floor = null, string? note = null, DateOnly? on = null, params Criterion[] criteria) =>
        new(Survey, on ?? Today, floor, height, load, null, null, criteria, finding, note);
}
