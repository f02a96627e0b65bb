using HealthPark.Carriers;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.Carriers.Renovation;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Carriers;

/// <summary>A renovation project from proposal to acceptance.</summary>
public class RenovationTests
{
    private static readonly DateOnly Today = new(2026, 6, 30);
    private static readonly RenovationProposed Proposed = new(Guid.Empty, Guid.Empty, "示例改造", 6000, 9500, 19_000_000, null);
    private static readonly RenovationApproved Approved = new(new(2026, 4, 10), null);
    private static readonly RenovationStarted Started = new(new(2026, 5, 6));

    [Fact]
    public void A_proposal_is_of_a_carrier_that_is_built_and_stands()
    {
        var (body, building) = (new ProposeRenovationRequest(Guid.Empty, " 示例改造 ", 0), CarrierOf("building"));

        ProposeRenovation.Decide(body, building).Events.ShouldBe([new RenovationProposed(Guid.Empty, Guid.Empty, "示例改造", 0, null, null, null)]);
        ProposeRenovation.Decide(body, null).Rejection!.Errors.ShouldHaveSingleItem().Code.ShouldBe("unknown-reference");
        ProposeRenovation.Decide(body with { AreaBeforeSquareMetres = -1, PlannedAreaAfterSquareMetres = 0, BudgetYuan = 0.001m }, CarrierOf("parcel")).Rejection!.Errors
            .Select(e => $"{e.Pointer} {e.Code}").ShouldBe(
            ["/carrierId is-a-parcel", "/areaBeforeSquareMetres out-of-range", "/plannedAreaAfterSquareMetres out-of-range", "/budgetYuan too-many-decimals"]);
        ProposeRenovation.Decide(body, CarriersModule.Carriers.Evolve(building, new CarrierStatusChanged(CarrierStatus.Retired, Today, "拆除"))).Rejection!.Code.ShouldBe("carrier-retired");
    }

    [Fact]
    public void What_was_approved_is_not_revised()
    {
        var patch = new MergePatch<ReviseRenovationRequest>(new(BudgetYuan: 20_000_000), "budgetYuan", "plannedAreaAfterSquareMetres");

        Given(Proposed).When(p => ReviseRenovation.Decide(patch, p)).Then(new RenovationRevised(null, null, null, 20_000_000, null, ["plannedAreaAfterSquareMetres"]));
        Given(Proposed).When(p => ReviseRenovation.Decide(new(new(), "title", "areaBeforeSquareMetres"), p)).ThenInvalid("/title cannot-be-cleared", "/areaBeforeSquareMetres cannot-be-cleared");
        Given(Proposed, Approved).When(p => ReviseRenovation.Decide(patch, p)).ThenRejected("not-proposed-any-more", 409);
    }

    [Fact]
    public void Steps_lie_in_order_and_acceptance_states_the_area_after()
    {
        Given(Proposed, Approved).When(p => StartRenovation.Decide(new(new DateOnly(2026, 4, 9)), p, Today)).ThenInvalid("/on dates-out-of-order");
        Given(Proposed).When(p => ApproveRenovation.Decide(new(Today.AddDays(1)), p, Today)).ThenInvalid("/on in-the-future");
        Given(Proposed, Approved, Started).When(p => AcceptRenovation.Decide(new(Today, 0, -1), p, Today)).ThenInvalid("/areaAfterSquareMetres out-of-range", "/costYuan out-of-range");
        var accepted = Given(Proposed, Approved, Started, new RenovationAccepted(Today, 9000, 18_000_000.5m, [], null)).State;
        (accepted.Status, accepted.AreaAfterSquareMetres, accepted.CostYuanPerSquareMetre).ShouldBe((RenovationStatus.Accepted, 9000, 2000m));
        Given(Proposed).State.CostYuanPerSquareMetre.ShouldBeNull();
    }

    private static Given<RenovationState, RenovationEvent> Given(params RenovationEvent[] events) => new(CarriersModule.RenovationProjects, CarriersModule.Events, events);

    private static CarrierState CarrierOf(string kind) => CarriersModule.Carriers.Evolve(CarrierState.Initial, RegisterCarrier.Decide(new("示例", kind), Guid.Empty).Events[0]);
}
