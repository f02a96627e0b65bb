using HealthPark.Kernel;
using HealthPark.Transfers.Features;
using HealthPark.Transfers.Transfer;
using static HealthPark.UnitTests.Transfers.TransferGiven;

namespace HealthPark.UnitTests.Transfers;

/// <summary>Technology contracts, equity contributions and the first sale: what makes a result transferred.</summary>
public class TechnologyContractTests
{
    private static readonly AddContractRequest Body = new("licence", 100, 80, ["重庆医科大学"]);

    [Theory]
    [InlineData(ContractState.Drafted, null, null, null)]
    [InlineData(ContractState.Signed, "2026-02-01", null, null)]
    [InlineData(ContractState.Submitted, "2026-02-01", "2026-03-01", null)]
    [InlineData(ContractState.Registered, null, null, "2026-04-01")]
    public void The_days_given_make_the_state(ContractState state, string? signedOn, string? submittedOn, string? registeredOn)
    {
        var (signed, submitted, registered) = (On(signedOn), On(submittedOn), On(registeredOn));
        Given(Registered()).When(Add(Body with { SignedOn = signed, SubmittedOn = submitted, RegisteredOn = registered })).Then(Added(signed, submitted, registered));
        Given(Registered(), Added(signed, submitted, registered)).State.Contract(Contract)!.State.ShouldBe(state);
    }

    [Fact]
    public void Technical_income_is_part_of_the_amount()
    {
        Given(Registered()).When(Add(Body with { TechnicalIncomeYuan = 100 })).ThenAccepted();
        Given(Registered()).When(Add(Body with { TechnicalIncomeYuan = 100.01m })).ThenInvalid("/technicalIncomeYuan exceeds-amount");
        Given(Registered()).When(Add(Body with { AmountYuan = -1, TechnicalIncomeYuan = -1 })).ThenInvalid("/amountYuan out-of-range", "/technicalIncomeYuan out-of-range");
        Given(Registered()).When(Add(Body with { AmountYuan = 100.001m })).ThenInvalid("/amountYuan too-many-decimals");
        Given(Registered(), Added()).When(Amend(new(Day(5, 1), "补充", AmountYuan: 79))).ThenInvalid("/technicalIncomeYuan exceeds-amount");
    }

    [Fact]
    public void Kinds_days_and_numbers_are_checked()
    {
        Given(Registered()).When(Add(Body with { Kind = "gift" })).ThenInvalid("/kind unknown-value");
        Given(Registered()).When(Add(Body with { SignedOn = Day(3, 1), SubmittedOn = Day(2, 1), RegisteredOn = Today.AddDays(1) }))
            .ThenInvalid("/submittedOn dates-out-of-order", "/registeredOn in-the-future");
        Given(Registered()).When(Add(Body with { RegistrationNumber = "示例-1" })).ThenInvalid("/registrationNumber not-registered");
    }

    [Fact]
    public void A_decision_is_due_30_days_after_acceptance() =>
        Given(Registered(), Added(Day(2, 1), Day(3, 1))).State.Contract(Contract)!.DecisionDueOn.ShouldBe(Day(3, 31));

    [Fact]
    public void A_registration_number_is_registered_once()
    {
        var given = Given(Registered(), Added(registeredOn: Day(4, 1), number: "示例-1"), Added(Day(2, 1), Day(3, 1), id: OtherContract));
        given.When(now => RegisterContract.Decide(new(Day(5, 1), " 示例-１ "), OtherContract, now, Today)).ThenRejected("duplicate", 409);
        given.When(now => RegisterContract.Decide(new(Day(5, 1), "示例-2"), OtherContract, now, Today)).Then(new TechnologyContractRegistered(OtherContract, Day(5, 1), "示例-2"));
        given.When(now => AddContract.Decide(Body with { RegisteredOn = Day(5, 1), RegistrationNumber = "示例-1" }, Guid.Empty, now, Today)).ThenRejected("duplicate", 409);
        given.When(Amend(new(Day(5, 1), "更正", RegistrationNumber: "示例-1"))).ThenNothing();
    }

    [Fact]
    public void The_published_machine_is_what_the_decisions_do()
    {
        ContractStates.Machine.States.Select(s => s.Code).ShouldBe(Kebab.All<ContractState>());
        foreach (var from in Enum.GetValues<ContractState>())
        {
            var given = Given(At(from));
            given.State.Contract(Contract)!.State.ShouldBe(from);
            foreach (var (to, operation, decide) in new (ContractState, string, Func<TransferState, Decision<TransferEvent>>)[]
            {
                (ContractState.Signed, "SignTechnologyContract", now => SignContract.Decide(new(Day(2, 2)), Contract, now, Today)),
                (ContractState.Submitted, "SubmitTechnologyContract", now => SubmitContract.Decide(new(Day(3, 2)), Contract, now, Today)),
                (ContractState.Registered, "RegisterTechnologyContract", now => RegisterContract.Decide(new(Day(4, 2)), Contract, now, Today)),
                (ContractState.Refused, "RefuseTechnologyContract", now => RefuseContract.Decide(new(Day(4, 2), "不属于技术合同"), Contract, now, Today)),
                (ContractState.Voided, "VoidTechnologyContract", now => VoidContract.Decide(new("误录"), Contract, now)),
            })
            {
                ContractStates.Machine.Transitions.Contains(new MachineTransition(Kebab.Of(from), Kebab.Of(to), operation))
                    .ShouldBe(decide(given.State) is { Rejection: null, Events.Count: > 0 }, $"{from} → {to}");
            }
        }
    }

    [Fact]
    public void A_step_that_does_not_lead_on_names_those_that_do() =>
        Given(At(ContractState.Drafted)).When(now => RegisterContract.Decide(new(Day(4, 1)), Contract, now, Today)).ThenRejected("transition-not-allowed", 409)
            .Extensions["allowedTransitions"].ShouldBe(Array.Empty<string>());

    [Fact]
    public void Steps_lie_in_order()
    {
        Given(At(ContractState.Signed)).When(now => SubmitContract.Decide(new(Day(1, 31)), Contract, now, Today)).ThenInvalid("/on dates-out-of-order");
        Given(At(ContractState.Submitted)).When(now => RegisterContract.Decide(new(Day(2, 28)), Contract, now, Today)).ThenInvalid("/on dates-out-of-order");
        Given(At(ContractState.Submitted)).When(now => RefuseContract.Decide(new(Day(2, 28), "无"), Contract, now, Today)).ThenInvalid("/on dates-out-of-order");
        Given(At(ContractState.Drafted)).When(now => SignContract.Decide(new(Today.AddDays(1)), Contract, now, Today)).ThenInvalid("/on in-the-future");
    }

    [Fact]
    public void A_contract_that_is_not_there_is_not_found()
    {
        Given(Registered()).When(now => SignContract.Decide(new(Day(2, 1)), Contract, now, Today)).ThenRejected("not-found", 404);
        Given(Registered()).When(Amend(new(Day(5, 1), "补充", AmountYuan: 9))).ThenRejected("not-found", 404);
        Given(Registered()).When(now => VoidContract.Decide(new("误录"), Contract, now)).ThenRejected("not-found", 404);
        Given(Registered()).When(now => VoidEquityContribution.Decide(new("误录"), Contribution, now)).ThenRejected("not-found", 404);
    }

    [Fact]
    public void An_amendment_changes_what_it_names_and_is_kept()
    {
        var given = Given(At(ContractState.Registered));
        given.When(Amend(new(Day(5, 1), " 补充协议 ", AmountYuan: 200, Kind: "licence")))
            .Then(new TechnologyContractAmended(Contract, Day(5, 1), "补充协议", null, 200, null, null, null, null, null, null));
        given.When(Amend(new(Day(5, 1), "更正", RegisteredOn: Day(4, 2))))
            .Then(new TechnologyContractAmended(Contract, Day(5, 1), "更正", null, null, null, null, null, null, Day(4, 2), null));
        given.When(Amend(new(Day(5, 1), "无变化", AmountYuan: 100, Parties: ["重庆医科大学"], RegisteredOn: Day(4, 1)))).ThenNothing();
        Given([.. At(ContractState.Registered), new TechnologyContractAmended(Contract, Day(5, 1), "补充协议", null, 200, null, null, null, null, null, null)])
            .State.Contract(Contract)!.Amendments.ShouldBe([new ContractAmendment(Day(5, 1), "补充协议")]);
    }

    [Fact]
    public void An_amendment_makes_no_step_and_none_follows_the_end()
    {
        Given(At(ContractState.Drafted)).When(Amend(new(Day(5, 1), "更正", SignedOn: Day(2, 1)))).ThenInvalid("/signedOn not-reached");
        Given(At(ContractState.Signed)).When(Amend(new(Day(5, 1), "更正", SubmittedOn: Day(3, 1), RegisteredOn: Day(4, 1)))).ThenInvalid("/submittedOn not-reached", "/registeredOn not-reached");
        Given(At(ContractState.Signed)).When(Amend(new(Day(5, 1), "更正", RegistrationNumber: "示例-1"))).ThenInvalid("/registrationNumber not-registered");
        foreach (var closed in new[] { ContractState.Refused, ContractState.Voided })
            Given(At(closed)).When(Amend(new(Day(5, 1), "更正", AmountYuan: 9))).ThenRejected("contract-closed", 409);
    }

    [Fact]
    public void The_first_of_registration_equity_and_sale_makes_it_transferred()
    {
        Given(Registered(), Added(Day(2, 1), Day(3, 1))).State.Transferred.ShouldBeNull();
        TransferEvent[] all =
        [
            Registered(), new FirstSaleRecorded(Day(5, 1), ["发票"]), new EquityContributionRegistered(Contribution, Day(4, 15), 1, null, null),
            Added(registeredOn: Day(4, 20)), Added(registeredOn: Day(4, 10), id: OtherContract),
        ];
        Given(all).State.Transferred.ShouldBe((Day(4, 10), Realisation.ContractRegistered));
        Given([.. all, new TechnologyContractVoided(OtherContract, "误录")]).State.Transferred.ShouldBe((Day(4, 15), Realisation.EquityContributionRegistered));
        Given([.. all, new TechnologyContractVoided(OtherContract, "误录"), new TechnologyContractVoided(Contract, "误录"), new EquityContributionVoided(Contribution, "误录")])
            .State.Transferred.ShouldBe((Day(5, 1), Realisation.FirstSale));
        Given(Registered(), new FirstSaleRecorded(Day(5, 1), ["发票"]), new FirstSaleVoided("误录")).State.Transferred.ShouldBeNull();
    }

    [Fact]
    public void An_equity_contribution_is_checked_and_voided_once()
    {
        Given(Registered()).When(now => RegisterEquityContribution.Decide(new(Day(4, 1), 3_000_000, Enterprise, 20), Contribution, now, Known, Today))
            .Then(new EquityContributionRegistered(Contribution, Day(4, 1), 3_000_000, Enterprise, 20));
        Given(Registered()).When(now => RegisterEquityContribution.Decide(new(Today.AddDays(1), -1, Owner, 101), Contribution, now, Known, Today))
            .ThenInvalid("/registeredOn in-the-future", "/amountYuan out-of-range", "/enterpriseId unknown-reference", "/sharePercent out-of-range");
        var given = Given(Registered(), new EquityContributionRegistered(Contribution, Day(4, 1), 1, null, null));
        given.When(now => VoidEquityContribution.Decide(new(" 误录 "), Contribution, now)).Then(new EquityContributionVoided(Contribution, "误录"));
        Given(Registered(), new EquityContributionRegistered(Contribution, Day(4, 1), 1, null, null), new EquityContributionVoided(Contribution, "误录"))
            .When(now => VoidEquityContribution.Decide(new("误录"), Contribution, now)).ThenNothing();
    }

    [Fact]
    public void The_first_sale_needs_evidence_is_corrected_by_saying_it_again_and_taken_back_by_voiding()
    {
        var given = Given(Registered(), new FirstSaleRecorded(Day(5, 1), ["发票"]));
        given.When(now => RecordFirstSale.Decide(new(Day(5, 1), ["发票"]), now, Today)).ThenNothing();
        given.When(now => RecordFirstSale.Decide(new(Day(5, 2), ["发票"]), now, Today)).Then(new FirstSaleRecorded(Day(5, 2), ["发票"]));
        given.When(now => RecordFirstSale.Decide(new(Day(5, 1), []), now, Today)).ThenInvalid("/evidence required");
        given.When(now => VoidFirstSale.Decide(new("误录"), now)).Then(new FirstSaleVoided("误录"));
        Given(Registered()).When(now => VoidFirstSale.Decide(new("误录"), now)).ThenNothing();
    }

    [Fact]
    public void What_becomes_of_a_contract_changes_the_record_where_it_may_decide_counting()
    {
        TransferState.PartsOf(new TechnologyContractRegistered(Contract, Day(4, 1), null)).ShouldBe(["", $"contract/{Contract}"]);
        TransferState.PartsOf(new TechnologyContractSigned(Contract, Day(4, 1))).ShouldBe([$"contract/{Contract}"]);
    }

    private static DateOnly? On(string? text) => text is null ? null : DateOnly.Parse(text, null);

    private static Func<TransferState, Decision<TransferEvent>> Add(AddContractRequest body) => now => AddContract.Decide(body, Contract, now, Today);

    private static Func<TransferState, Decision<TransferEvent>> Amend(AmendContractRequest body) => now => AmendContract.Decide(body, Contract, now, Today);
}
