using HealthPark.Funds.Deal;
using HealthPark.Funds.Features;
using HealthPark.Funds.Fund;
using HealthPark.Kernel;
using static HealthPark.UnitTests.Funds.FundGiven;

namespace HealthPark.UnitTests.Funds;

/// <summary>What is published of the states of funds, investments and deals is what the decisions do.</summary>
public class MachineTests
{
    [Fact]
    public void A_fund_takes_the_published_steps_and_no_others()
    {
        var machine = FundStates.Machine;
        machine.States.Select(s => s.Code).ShouldBe(Kebab.All<FundStatus>());
        machine.States.Where(s => s.Final).Select(s => s.Code).ShouldBe(["voided"]);
        foreach (var from in Enum.GetValues<FundStatus>())
        {
            var now = Given(At(from)).State;
            now.Status.ShouldBe(from);
            foreach (var to in Enum.GetValues<FundStatus>().Where(s => s is not (FundStatus.Planned or FundStatus.Voided) && s != from))
                Judge(machine, from, to, "ChangeFundStatus", ChangeFundStatus.Decide(new(Kebab.Of(to), Day(6, 1), now.FundCode is null ? "示例-001" : null), now, Today));
            if (from != FundStatus.Voided)
                Judge(machine, from, FundStatus.Voided, "VoidFund", VoidFund.Decide(new("误录"), now));
        }
    }

    [Fact]
    public void An_investment_takes_the_published_steps_and_no_others()
    {
        var machine = FundStates.Investments;
        machine.States.Select(s => s.Code).ShouldBe(Kebab.All<InvestmentState>());
        foreach (var from in Enum.GetValues<InvestmentState>())
        {
            var now = Given(At(from)).State;
            now.Investments[0].State.ShouldBe(from);
            Judge(machine, from, InvestmentState.Disbursed, "PayTranche", Pay(from == InvestmentState.Agreed ? 1 : 2)(now));
            Judge(machine, from, InvestmentState.Exited, "ExitInvestment", ExitInvestment.Decide(new("ipo", Day(5, 1), 1), InvestmentId, now, Today));
            Judge(machine, from, InvestmentState.Disbursed, "ExitInvestment", ExitInvestment.Decide(new("ipo", Day(5, 1), 1, true), InvestmentId, now, Today), "partial");
            Judge(machine, from, InvestmentState.WrittenOff, "WriteOffInvestment", WriteOffInvestment.Decide(new(Day(5, 1), "已尽责"), InvestmentId, now, Today));
            Judge(machine, from, InvestmentState.Cancelled, "CancelInvestment", CancelInvestment.Decide(new("甲"), InvestmentId, now));
        }
    }

    [Fact]
    public void A_deal_takes_the_published_steps_of_its_own_and_no_others()
    {
        var machine = DealStages.Machine;
        machine.States.Select(s => s.Code).ShouldBe(Kebab.All<DealStage>());
        foreach (var from in Enum.GetValues<DealStage>())
        {
            var now = GivenDeal(At(from)).State;
            now.Stage.ShouldBe(from);
            foreach (var to in new[] { DealStage.Screened, DealStage.DueDiligence, DealStage.Committee, DealStage.Signed, DealStage.Managed }.Where(s => s != from))
                Judge(machine, from, to, "AdvanceDeal", AdvanceDeal.Decide(new(Kebab.Of(to), Today), now, Today));
            Judge(machine, from, DealStage.Declined, "DeclineDeal", DeclineDeal.Decide(new(Today, "估值分歧"), now, Today));
        }

        GivenDeal(Invested).When(now => DeclineDeal.Decide(new(Today, "估值分歧"), now, Today)).ThenRejected("deal-invested", 409);
    }

    /// <summary>Random commands on a fund's investment and its deal together: whatever is accepted moves each by a published step of the operation, and the two never part.</summary>
    [Fact]
    public void A_deal_and_its_investment_walk_together_by_published_steps()
    {
        var random = new Random(20261124);
        var taken = new HashSet<string>();
        for (var story = 0; story < 400; story++)
        {
            var (fund, deal) = (Given([.. PaidIn, Agreed]).State, GivenDeal(Invested).State);
            for (var i = 0; i < 8; i++)
            {
                var before = (Investment: fund.Investments[0].State, deal.Stage);
                string operation;
                if (random.Next(5) == 0)
                {
                    operation = "AdvanceDeal";
                    deal = AdvanceDeal.Decide(new("managed", Today), deal, Today).Events.Aggregate(deal, DealState.Evolve);
                }
                else
                {
                    (operation, var decision) = random.Next(6) switch
                    {
                        0 => ("CancelInvestment", CancelInvestment.Decide(new("甲"), InvestmentId, fund)),
                        1 => ("ExitInvestment", ExitInvestment.Decide(new("ipo", Day(5, 1), 1, random.Next(2) == 0), InvestmentId, fund, Today)),
                        2 => ("WriteOffInvestment", WriteOffInvestment.Decide(new(Day(5, 1), "已尽责"), InvestmentId, fund, Today)),
                        _ => ("PayTranche", Pay(1 + random.Next(2))(fund)),
                    };
                    deal = decision.Events.Select(e => HealthPark.Funds.Deal.Deals.Follow(e, FundGiven.Fund, deal)).OfType<DealEvent>().Aggregate(deal, DealState.Evolve);
                    fund = decision.Events.Aggregate(fund, FundState.Evolve);
                }

                var after = (Investment: fund.Investments[0].State, deal.Stage);
                if (after.Stage != before.Stage)
                {
                    DealStages.Machine.Transitions.ShouldContain(t => t.From == Kebab.Of(before.Stage) && t.To == Kebab.Of(after.Stage) && t.Operation == operation);
                    taken.Add($"{before.Stage} {after.Stage}");
                }

                if (after.Investment != before.Investment)
                    FundStates.Investments.Transitions.ShouldContain(t => t.From == Kebab.Of(before.Investment) && t.To == Kebab.Of(after.Investment) && t.Operation == operation);
                var expected = after.Investment switch
                {
                    InvestmentState.Disbursed => deal.Stage is DealStage.Disbursed or DealStage.Managed,
                    InvestmentState.Exited => deal.Stage == DealStage.Exited,
                    InvestmentState.WrittenOff => deal.Stage == DealStage.WrittenOff,
                    _ => deal.Stage == DealStage.Signed,
                };
                expected.ShouldBeTrue($"{after}");
                (deal.InvestmentId is null).ShouldBe(after.Investment == InvestmentState.Cancelled);
            }
        }

        // Every step that comes of an investment was taken.
        taken.ShouldBe(
            DealStages.Machine.Transitions.Where(t => t.Operation is "PayTranche" or "ExitInvestment" or "WriteOffInvestment" || t.To == "managed")
                .Select(t => $"{Kebab.Parse<DealStage>(t.From)} {Kebab.Parse<DealStage>(t.To)}"), ignoreOrder: true);
    }

    private static void Judge<TState, TEvent>(StateMachine<TState> machine, TState from, TState to, string operation, Decision<TEvent> decision, string? with = null)
        where TState : struct, Enum
    {
        var published = machine.Transitions.Any(t => t.From == Kebab.Of(from) && t.To == Kebab.Of(to) && t.Operation == operation && (t.Needs is null || t.Needs == with));
        (decision.Rejection is null).ShouldBe(published, $"{from} {to} by {operation}: {decision.Rejection?.Code}");
        if (!published)
        {
            decision.Rejection!.Status.ShouldBe(409);
            decision.Rejection.Extensions["allowedTransitions"].ShouldBe(
                machine.Transitions.Where(t => t.From == Kebab.Of(from) && t.Operation == operation && (t.Needs is null || t.Needs == with)).Select(t => t.To).ToArray(), $"{from} {operation}");
        }
    }
}
