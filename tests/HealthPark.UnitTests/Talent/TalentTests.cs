using HealthPark.Kernel;
using HealthPark.Kernel.Codes;
using HealthPark.Kernel.Http;
using HealthPark.Talent;
using HealthPark.Talent.Features;
using HealthPark.Talent.Talent;

namespace HealthPark.UnitTests.Talent;

/// <summary>The words in which the tests of talents are written. Personal members are as they were decided: nothing seals them here.</summary>
internal static class TalentGiven
{
    public static readonly DateOnly Today = new(2026, 6, 30);
    public static readonly TalentVerified Verified = new((string?)null);
    public static readonly TalentErased Erased = new(Today, "本人申请");

    public static Given<TalentState, TalentEvent> Given(params TalentEvent[] events) => new(TalentModule.Stream, TalentModule.Events, events);

    public static TalentRegistered Registered(
        TalentStage stage = TalentStage.Recognised, string? talentClass = "C", DateOnly? introducedOn = null, string? identityNumber = null) => new(
        Guid.Empty, "示例人才", null, null, null, identityNumber is null ? null : "passport", identityNumber, identityNumber is null ? null : Guid.Empty,
        "示例医院", null, null, null, null, stage, stage is TalentStage.Contacted or TalentStage.Offered ? null : introducedOn ?? Day(2, 1),
        stage == TalentStage.Recognised ? talentClass : null, null, null, null, null);

    public static TalentEvent[] At(TalentStage stage) => stage switch
    {
        TalentStage.Left => [Registered(), new TalentLeft(Day(5, 1), null)],
        TalentStage.Voided => [Registered(), new TalentVoided("误录")],
        _ => [Registered(stage)],
    };

    /// <summary>The person as the record knows it.</summary>
    public static PersonalDetails Person(TalentState now) => new(now.Name, now.Phone, now.Email, now.Orcid, now.IdentityKind, now.IdentityNumber);

    public static DateOnly Day(int month, int day) => new(2026, month, day);
}

public class TalentTests
{
    private static readonly DateOnly Today = TalentGiven.Today;

    [Fact]
    public void A_talent_with_a_class_is_recognised_from_its_introduction_on() =>
        Enter(new(" 示例人才 ", "C", TalentGiven.Day(2, 1), " 示例医院 ")).Then(TalentGiven.Registered());

    [Fact]
    public void Each_stage_takes_what_belongs_to_it()
    {
        Enter(new("甲", Employer: "乙")).ThenInvalid("/class required", "/introducedOn required");
        Enter(new("甲", Employer: "乙", Stage: "offered")).Then(TalentGiven.Registered(TalentStage.Offered) with { Name = "甲", Employer = "乙" });
        Enter(new("甲", "A", TalentGiven.Day(1, 1), "乙", Stage: "onboard")).ThenInvalid("/class not-reached");
        Enter(new("甲", Employer: "乙", Stage: "contacted", Batch: "丙", ExpiresOn: Today)).ThenInvalid("/batch not-reached", "/expiresOn not-reached");
    }

    [Fact]
    public void What_lies_in_the_future_or_is_unknown_is_refused() =>
        Enter(new("甲", "X", Today.AddDays(1), "乙", "nowhere", RecognisedOn: Today.AddDays(1)), employerIsKnown: false).ThenInvalid(
            "/direction unknown-value", "/class unknown-value", "/employerId unknown-reference", "/introducedOn in-the-future", "/recognisedOn in-the-future");

    [Fact]
    public void Identity_numbers_and_addresses_are_kept_in_normal_form()
    {
        var entered = RegisterTalent.Decide(
            new("甲", "C", TalentGiven.Day(2, 1), "乙", IdentityNumber: "１１０１０５１９４９１２３１００２ｘ", Phone: "０２３-6000", Email: " a@example.org ", Orcid: "0000000218250097"),
            Guid.Empty, true, Today).Events.ShouldHaveSingleItem().ShouldBeOfType<TalentRegistered>();

        (entered.IdentityKind, entered.IdentityNumber, entered.Phone, entered.Email, entered.Orcid)
            .ShouldBe(("resident-identity", "11010519491231002X", "023-6000", "a@example.org", "0000-0002-1825-0097"));
        Enter(new("甲", "C", Today, "乙", IdentityKind: "passport")).ThenInvalid("/identityKind without-number");
        Enter(new("甲", "C", Today, "乙", IdentityKind: "passport", IdentityNumber: "E 1234-5678")).ThenAccepted();
        Enter(new("甲", "C", Today, "乙", IdentityKind: "library-card", IdentityNumber: "12345")).ThenInvalid("/identityKind unknown-value");
    }

    [Theory]
    [InlineData("11010519491231002X", null)]
    [InlineData("440524188001010014", "identity-number-birth")] // GB 11643's other example, of somebody born in 1880
    [InlineData("110105194912310021", "identity-number-check")]
    [InlineData("11010519491331002X", "identity-number-birth")]
    [InlineData("1101051949123100", "identity-number-length")]
    [InlineData("1101O519491231002X", "identity-number-character")]
    public void Resident_identity_numbers_are_checked_by_GB_11643(string number, string? error)
    {
        var parsed = ResidentIdentityNumber.Parse(number, Today);

        parsed.Error?.Code.ShouldBe(error);
        (parsed.Value is null).ShouldBe(error is not null);
        parsed.Error?.Detail.Zh.ShouldNotContain(number);
    }

    [Fact]
    public void A_new_class_has_a_date_of_its_own_and_is_looked_at_again_unless_the_park_office_gives_it()
    {
        Revise(new(Class: "A", ClassFrom: TalentGiven.Day(5, 1)), [TalentGiven.Registered(), TalentGiven.Verified]).Then(new TalentReclassified("A", TalentGiven.Day(5, 1)));
        Revise(new(Class: "A", ClassFrom: TalentGiven.Day(5, 1)), [TalentGiven.Registered(), TalentGiven.Verified], byParkOffice: true)
            .Then(new TalentReclassified("A", TalentGiven.Day(5, 1)), TalentGiven.Verified);
        Revise(new(Class: "A"), [TalentGiven.Registered()], byParkOffice: true).Then(new TalentReclassified("A", Today));
        Revise(new(Class: "C", ClassFrom: TalentGiven.Day(5, 1)), [TalentGiven.Registered()]).ThenNothing();
        Revise(new(Class: "A", ClassFrom: TalentGiven.Day(1, 1)), [TalentGiven.Registered()]).ThenInvalid("/classFrom dates-out-of-order");
        Revise(new(Class: "A"), TalentGiven.At(TalentStage.Onboard)).ThenInvalid("/class not-recognised");
        TalentGiven.Given(TalentGiven.Registered(), TalentGiven.Verified, new TalentReclassified("A", Today)).State.Verification.ShouldBe(Verification.Submitted);
    }

    [Fact]
    public void A_revocation_by_the_park_office_of_a_verified_record_needs_no_second_look()
    {
        TalentEvent[] verified = [TalentGiven.Registered(), TalentGiven.Verified];
        var body = new RevokeRecognitionRequest(TalentGiven.Day(6, 1), "示例");

        TalentGiven.Given(verified).When(now => RevokeRecognition.Decide(body, now, true, Today)).Then(new TalentRecognitionRevoked(TalentGiven.Day(6, 1), "示例"), TalentGiven.Verified);
        TalentGiven.Given(verified).When(now => RevokeRecognition.Decide(body, now, false, Today)).Then(new TalentRecognitionRevoked(TalentGiven.Day(6, 1), "示例"));
        TalentGiven.Given(verified).When(now => RevokeRecognition.Decide(body with { On = TalentGiven.Day(1, 1) }, now, true, Today)).ThenInvalid("/on dates-out-of-order");
    }

    [Fact]
    public void An_erased_record_says_nothing_personal_holds_nothing_and_takes_no_changes()
    {
        var erased = TalentGiven.Given(TalentGiven.Registered(identityNumber: "E12345678"), TalentGiven.Erased);

        TalentGiven.Person(erased.State).ShouldBe(new PersonalDetails());
        erased.State.Claims().ShouldBeEmpty();
        TalentGiven.Given(TalentGiven.Registered(identityNumber: "E12345678")).State.Claims().ShouldHaveSingleItem().Kind.ShouldBe("identity");
        erased.When(now => EraseTalent.Decide(new("再次"), now, Today)).ThenNothing();
        erased.When(now => VoidTalent.Decide(new("误录"), now)).ThenRejected("talent-erased", 409);
        erased.When(now => ReviseTalent.Decide(new MergePatch<ReviseTalentRequest>(new(Name: "甲"), "name"), now, new(), true, true, Today)).ThenRejected("talent-erased", 409);
        TalentGiven.Given(TalentGiven.At(TalentStage.Voided)).When(now => EraseTalent.Decide(new("本人申请"), now, Today)).Then(TalentGiven.Erased);
    }

    [Fact]
    public void The_published_machine_is_what_the_decisions_do()
    {
        var machine = TalentStages.Machine;
        machine.States.Select(s => s.Code).ShouldBe(Kebab.All<TalentStage>());
        foreach (var from in Enum.GetValues<TalentStage>())
        {
            foreach (var (operation, decide) in Operations())
            {
                var state = TalentGiven.Given(TalentGiven.At(from)).State;
                state.Stage.ShouldBe(from);
                var decision = decide(state);
                var reached = decision.Events.Aggregate(state, TalentState.Evolve).Stage;
                IEnumerable<string> published = machine.Transitions.Where(t => t.From == Kebab.Of(from) && t.Operation == operation).Select(t => t.To);

                published.ShouldBe(decision.Events.Count > 0 ? [Kebab.Of(reached)] : Array.Empty<string>(), $"{operation} from {from}");
            }
        }

        machine.Transitions.Select(t => t.Operation).Distinct().Order().ShouldBe(Operations().Select(o => o.Operation).Order());
        foreach (var state in machine.States.Where(s => s.Initial))
            RegisterTalent.Decide(EnteredAt(state.Code), Guid.Empty, true, Today).Events.Aggregate(TalentState.Initial, TalentState.Evolve).Stage.ShouldBe(Kebab.Parse<TalentStage>(state.Code)!.Value);
    }

    private static (string Operation, Func<TalentState, Decision<TalentEvent>> Decide)[] Operations() =>
    [
        (OfferTalent.Operation, now => OfferTalent.Decide(new(Today), now, Today)),
        (OnboardTalent.Operation, now => OnboardTalent.Decide(new(Today), now, Today)),
        (RecogniseTalent.Operation, now => RecogniseTalent.Decide(new("A", Today), now, Today)),
        (RevokeRecognition.Operation, now => RevokeRecognition.Decide(new(Today, "示例"), now, false, Today)),
        (RecordDeparture.Operation, now => RecordDeparture.Decide(new(Today), now, Today)),
        (VoidTalent.Operation, now => VoidTalent.Decide(new("误录"), now)),
    ];

    private static RegisterTalentRequest EnteredAt(string stage) => stage switch
    {
        "recognised" => new("甲", "A", Today, "乙"),
        "onboard" => new("甲", null, Today, "乙", Stage: stage),
        _ => new("甲", Employer: "乙", Stage: stage),
    };

    private static When<TalentEvent> Enter(RegisterTalentRequest body, bool employerIsKnown = true) =>
        TalentGiven.Given().When(_ => RegisterTalent.Decide(body, Guid.Empty, employerIsKnown, Today));

    private static When<TalentEvent> Revise(ReviseTalentRequest body, TalentEvent[] events, bool byParkOffice = false) => TalentGiven.Given(events).When(now =>
        ReviseTalent.Decide(new MergePatch<ReviseTalentRequest>(body, body.ClassFrom is null ? ["class"] : ["class", "classFrom"]), now, TalentGiven.Person(now), true, byParkOffice, Today));
}
