using HealthPark.Carriers;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.Carriers.Unit;
using HealthPark.Kernel;

namespace HealthPark.UnitTests.Carriers;

/// <summary>What is decided about carriers, their floors, units and leases.</summary>
public class CarrierDecisionTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);
    private static readonly Guid Unit = new("0198a000-0000-7000-8000-000000000001");
    private static readonly Guid Other = new("0198a000-0000-7000-8000-000000000002");
    private static readonly Guid Lease = new("0198a000-0000-7000-8000-00000000000a");
    private static readonly Guid Next = new("0198a000-0000-7000-8000-00000000000b");
    private static readonly CarrierEvent Building = RegisterCarrier.Decide(new("示例楼", "building"), Guid.Empty).Events[0];
    private static readonly UnitRegistered Room = new(Guid.Empty, Guid.Empty, "3", "301", 100, null, null);

    [Fact]
    public void What_is_wrong_with_a_carrier_is_told_by_place() =>
        Given([Building]).When(_ => RegisterCarrier.Decide(
            new("甲", "castle", "nowhere", Batch: "none", LandAreaSquareMetres: 0, GrossAreaSquareMetres: 10, UsableAreaSquareMetres: 11.001m, Approximate: ["height"]), Guid.Empty))
            .ThenInvalid("/kind unknown-value", "/zone unknown-value", "/batch unknown-value", "/landAreaSquareMetres out-of-range", "/usableAreaSquareMetres too-many-decimals",
                "/usableAreaSquareMetres exceeds-gross-area", "/approximate/0 unknown-value");

    [Fact]
    public void Units_together_take_at_most_their_floor()
    {
        var floor = Given(Building, new FloorMeasured("3", 100), new UnitPlaced(Other, "3", 60.5m)).State;

        RegisterUnit.Decide(new(Guid.Empty, "3", 39.5m), Unit, floor).Carrier.ShouldBe([new UnitPlaced(Unit, "3", 39.5m)]);
        RegisterUnit.Decide(new(Guid.Empty, "3", 39.51m), Unit, floor).Unit.Rejection!.Code.ShouldBe("floor-full");
        RegisterUnit.Decide(new(Guid.Empty, "3", 1, FloorAreaSquareMetres: 90), Unit, floor).Unit.Rejection!.Errors.ShouldHaveSingleItem().Code.ShouldBe("differs");
        RegisterUnit.Decide(new(Guid.Empty, "4", 10, FloorAreaSquareMetres: 90), Unit, floor).Carrier.ShouldBe([new FloorMeasured("4", 90), new UnitPlaced(Unit, "4", 10)]);
        Given(Building, new UnitPlaced(Other, "3", 60.5m)).When(c => MeasureFloor.Decide(new(60), "3", c)).ThenRejected("floor-full", 409);
        Given(Building, new UnitPlaced(Other, "3", 60.5m)).When(c => MeasureFloor.Decide(new(60.5m), "3", c)).Then(new FloorMeasured("3", 60.5m));
    }

    [Fact]
    public void A_carrier_with_units_is_not_retired()
    {
        Given(Building, new UnitPlaced(Other, "3", 1)).When(c => ChangeCarrierStatus.Decide(new("retired", Today, "拆除"), c, Today)).ThenRejected("units-left", 409);
        Given(Building, new UnitPlaced(Other, "3", 1), new UnitRemoved(Other, "3")).When(c => ChangeCarrierStatus.Decide(new("retired", Today, "拆除"), c, Today)).ThenAccepted();
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-28")]
    [InlineData("2025-12-01", "2026-01-01")]
    [InlineData("2026-01-10", "2026-01-10")]
    [InlineData("2025-01-01", "2027-01-01")]
    public void No_unit_is_let_twice_for_one_day(string from, string to) =>
        GivenUnit(Room, Offered("2026-01-01", "2026-01-31")).When(u => Offer(u, from, to)).ThenRejected("days-taken", 409);

    [Theory]
    [InlineData("2026-02-01", "2026-02-28")]
    [InlineData("2025-12-01", "2025-12-31")]
    public void Days_beside_a_lease_are_free(string from, string to) => GivenUnit(Room, Offered("2026-01-01", "2026-01-31")).When(u => Offer(u, from, to)).ThenAccepted();

    [Fact]
    public void An_early_end_frees_the_days_from_then()
    {
        var ended = GivenUnit(Room, Offered("2026-01-01", "2026-12-31"), new LeaseEnded(Lease, new(2026, 7, 1), null));

        ended.State.Let.ShouldBe([new Days(new(2026, 1, 1), new(2026, 6, 30))]);
        ended.When(u => Offer(u, "2026-07-01", "2026-12-31")).ThenAccepted();
        ended.When(u => Offer(u, "2026-06-30", "2026-12-31")).ThenRejected("days-taken", 409);
        GivenUnit(Room, Offered("2026-01-01", "2026-12-31"), new LeaseEnded(Lease, new(2025, 12, 1), null)).State.Let.ShouldBeEmpty();
    }

    [Fact]
    public void A_lease_is_within_its_unit_and_of_an_enterprise_that_there_is() =>
        GivenUnit(Room).When(u => OfferLease.Decide(new(Guid.Empty, 100.01m, new(2026, 2, 1), new(2026, 1, 1), -1), Lease, u, enterpriseIsThere: false))
            .ThenInvalid("/enterpriseId unknown-reference", "/areaSquareMetres exceeds-unit", "/to dates-out-of-order", "/rentYuanPerMonth out-of-range");

    [Fact]
    public void A_lease_goes_step_by_step()
    {
        var offered = GivenUnit(Room, Offered("2026-01-01", "2026-01-31"));

        offered.When(u => OccupyLease.Decide(new(Today), Lease, u, Today)).ThenRejected("transition-not-allowed", 409);
        offered.When(u => SignLease.Decide(new(Today.AddDays(1)), Lease, u, Today)).ThenInvalid("/on in-the-future");
        offered.When(u => SignLease.Decide(new(Today), Lease, u, Today)).Then(new LeaseSigned(Lease, Today));
        offered.When(u => SignLease.Decide(new(Today), Next, u, Today)).ThenRejected("not-found", 404);
        offered.When(u => WithdrawUnit.Decide(new("合并"), u)).ThenRejected("leases-left", 409);
        offered.When(u => EndLease.Decide(new(new DateOnly(2026, 2, 2)), Lease, u)).ThenInvalid("/on dates-out-of-order");
    }

    private static Given<CarrierState, CarrierEvent> Given(params CarrierEvent[] events) => new(CarriersModule.Carriers, CarriersModule.Events, events);

    private static Given<UnitState, UnitEvent> GivenUnit(params UnitEvent[] events) => new(CarriersModule.Units, CarriersModule.Events, events);

    private static LeaseOffered Offered(string from, string to) => new(Lease, Guid.Empty, 100, Day(from), Day(to), null);

    private static Decision<UnitEvent> Offer(UnitState unit, string from, string to) =>
        OfferLease.Decide(new(Guid.Empty, 50, Day(from), Day(to)), Next, unit, enterpriseIsThere: true);

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
