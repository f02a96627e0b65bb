using FsCheck;
using FsCheck.Fluent;
using HealthPark.EventStore;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.Talent;
using HealthPark.Talent.Features;
using HealthPark.Talent.Talent;

namespace HealthPark.IntegrationTests.Plan;

/// <summary>Something that somebody asks of the park's talents.</summary>
/// <param name="Who">Which of the talents that there are.</param>
internal abstract record TalentCommand(int Who) : Command
{
    public sealed record Enter(string? Class, DateOnly IntroducedOn, DateOnly? RecognisedOn, int Owner) : TalentCommand(0);

    public sealed record Describe(int Who, string Mode) : TalentCommand(Who);

    public sealed record Correct(int Who, DateOnly IntroducedOn) : TalentCommand(Who);

    public sealed record Recognise(int Who, string Class, DateOnly On) : TalentCommand(Who);

    public sealed record ChangeClass(int Who, string Class, DateOnly From, bool ByOffice) : TalentCommand(Who);

    public sealed record Revoke(int Who, DateOnly On, bool ByOffice) : TalentCommand(Who);

    public sealed record Leave(int Who, DateOnly On) : TalentCommand(Who);

    public sealed record Examine(int Who, bool Verified) : TalentCommand(Who);

    public sealed record Drop(int Who) : TalentCommand(Who);

    public sealed record Erase(int Who) : TalentCommand(Who);
}

/// <summary>The part of stories that talents play. Nothing of them is sealed: the plan never sees what would be.</summary>
internal static class TalentStories
{
    private static readonly Gen<int> Who = Gen.Elements(0, 0, 0, 1);
    private static readonly Gen<string> Class = Gen.Elements("A", "B", "C", "D");

    public static Gen<Command> Commands(Gen<DateOnly> day, Gen<bool> yes) => Gen.Frequency<Command>(
        (4, from talentClass in Gen.OneOf(Class.Select(c => (string?)c), Gen.Constant<string?>(null))
            from introduced in day
            from recognised in Gen.OneOf(Gen.Constant<DateOnly?>(null), day.Select(d => (DateOnly?)d))
            from owner in Gen.Choose(0, 1)
            select (Command)new TalentCommand.Enter(talentClass, introduced, talentClass is null ? null : recognised, owner)),
        (1, from who in Who from full in yes select (Command)new TalentCommand.Describe(who, full ? "full-time" : "flexible")),
        (3, from who in Who from at in day select (Command)new TalentCommand.Correct(who, at)),
        (3, from who in Who from c in Class from at in day select (Command)new TalentCommand.Recognise(who, c, at)),
        (4, from who in Who from c in Class from at in day from office in yes select (Command)new TalentCommand.ChangeClass(who, c, at, office)),
        (6, from who in Who from at in day from office in yes select (Command)new TalentCommand.Revoke(who, at, office)),
        (1, from at in day select (Command)new TalentCommand.Leave(1, at)),
        (10, from who in Who from verified in yes select (Command)new TalentCommand.Examine(who, verified)),
        (1, Gen.Constant<Command>(new TalentCommand.Drop(1))),
        (1, Gen.Constant<Command>(new TalentCommand.Erase(2))));

    /// <summary>Carries out a command on the talents that there are.</summary>
    /// <returns>Whether it was accepted and changed something.</returns>
    public static async Task<bool> Happens(TalentCommand command, List<Recorded<TalentState>> talents, PlanWorld world, DateOnly today)
    {
        var isNew = command is TalentCommand.Enter;
        if (isNew ? talents.Count >= 3 : talents.Count == 0)
            return false;
        var which = isNew ? talents.Count : command.Who % talents.Count;
        var record = isNew ? TalentModule.Stream.Nothing(Guid.CreateVersion7()) : talents[which];
        var decision = DecisionOn(command, record.State, today);
        if (decision.Events.Count == 0)
            return false;
        var appended = await world.Append(record, decision.Events);
        if (isNew)
            talents.Add(appended);
        else
            talents[which] = appended;
        return true;
    }

    private static Decision<TalentEvent> DecisionOn(TalentCommand command, TalentState now, DateOnly today)
    {
        return command switch
        {
            TalentCommand.Enter x => RegisterTalent.Decide(
                new("示例人才", x.Class, x.IntroducedOn, "示例医院", Stage: x.Class is null ? "onboard" : null, RecognisedOn: x.RecognisedOn), Stories.Owner(x.Owner), true, today),
            TalentCommand.Describe x => Revise(new(Mode: x.Mode), false, "mode"),
            TalentCommand.Correct x => Revise(new(IntroducedOn: x.IntroducedOn), false, "introducedOn"),
            TalentCommand.Recognise x => RecogniseTalent.Decide(new(x.Class, x.On), now, today),
            TalentCommand.ChangeClass x => Revise(new(Class: x.Class, ClassFrom: x.From), x.ByOffice, "class", "classFrom"),
            TalentCommand.Revoke x => RevokeRecognition.Decide(new(x.On, "示例"), now, x.ByOffice, today),
            TalentCommand.Leave x => RecordDeparture.Decide(new(x.On), now, today),
            TalentCommand.Examine x => VerifyTalent.Decide(new(x.Verified ? "verified" : "returned", "核对"), now),
            TalentCommand.Drop => VoidTalent.Decide(new("误录"), now),
            _ => EraseTalent.Decide(new("本人申请"), now, today),
        };

        Decision<TalentEvent> Revise(ReviseTalentRequest body, bool byOffice, params string[] members) =>
            ReviseTalent.Decide(new MergePatch<ReviseTalentRequest>(body, members), now, new PersonalDetails("示例人才"), true, byOffice, today);
    }
}
