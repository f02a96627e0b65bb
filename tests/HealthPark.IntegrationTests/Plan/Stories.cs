using HealthPark.EventStore;
using FsCheck;
using FsCheck.Fluent;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.Talent.Talent;
using HealthPark.Transfers.Transfer;

namespace HealthPark.IntegrationTests.Plan;

/// <summary>Something that somebody asks of the park's records. Most of it is accepted, some is not.</summary>
internal abstract record Command
{
    public sealed record Register(string Direction, bool WithUscc, DateOnly? LandedOn, int Owner) : Command;

    public sealed record Rename(int Who) : Command;

    public sealed record EnterUscc(int Who, int Which) : Command;

    public sealed record Reclassify(int Who, string Direction, DateOnly From) : Command;

    public sealed record CorrectLanding(int Who, DateOnly On) : Command;

    /// <summary>Code, direction and date at once: three events of one write.</summary>
    public sealed record Rewrite(int Who, int Which, string Direction, DateOnly From, DateOnly LandedOn) : Command;

    public sealed record Move(int Who, string Stage, DateOnly On) : Command;

    public sealed record Judge(int Who, bool Verified) : Command;

    public sealed record Void(int Who) : Command;

    public sealed record StateScale(int Who, int Year, bool Above) : Command;

    /// <summary>Of the years that it stated, one.</summary>
    public sealed record JudgeScale(int Who, int Which, bool Verified) : Command;

    public sealed record Declare(int Who, string Period, string Source, decimal Yuan) : Command;

    /// <summary>Of the amounts that were declared for it, one.</summary>
    public sealed record JudgeRevenue(int Who, int Which, bool Verified) : Command;
}

/// <summary>What happened in the park, and the choice of the points in time at which it is looked back upon.</summary>
internal sealed record Story(IReadOnlyList<Command> Commands, int Choice)
{
    public override string ToString() => string.Join("\n  ", Commands.Select(c => c.ToString()).Prepend($"choice {Choice}:"));
}

/// <summary>Makes stories, and carries them out through the real decisions.</summary>
internal static class Stories
{
    /// <summary>Directions that stories use: few, so that they meet.</summary>
    public static readonly IReadOnlyList<string> Directions = ["digital-medicine", "pharma-distribution", "other"];

    private static readonly DateOnly Today = new(2028, 1, 31);

    // Year ends and beginnings, where mistakes live.
    private static readonly DateOnly[] Days =
    [
        new(2024, 6, 30), new(2024, 12, 31), new(2025, 1, 1), new(2025, 8, 1), new(2025, 12, 31), new(2026, 1, 1), new(2026, 2, 28),
        new(2026, 12, 31), new(2027, 1, 1), new(2027, 9, 9), new(2028, 1, 5),
    ];

    private static readonly Gen<int> Who = Gen.Elements(0, 0, 0, 0, 1, 1, 2, 3); // much of one, so that it gets far
    private static readonly Gen<DateOnly> Day = Gen.Elements(Days);
    private static readonly Gen<DateOnly?> Landing = Gen.Frequency(
        (2, Gen.Constant<DateOnly?>(null)), (4, Gen.Elements<DateOnly?>(new(2025, 8, 1), new(2025, 1, 1))), (4, Day.Select(day => (DateOnly?)day)));
    private static readonly Gen<string> Direction = Gen.Elements<string>([.. Directions]);
    private static readonly Gen<int> Year = Gen.Elements(2025, 2026, 2026, 2027);
    private static readonly Gen<string> Source = Gen.Elements("statistics", "tax", "enterprise");
    private static readonly Gen<bool> Yes = Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)));
    private static readonly Gen<string> Period = Gen.Frequency(
        (4, Gen.Elements("2025", "2026", "2026", "2027")), (6, Gen.Elements("2025-12", "2026-01", "2026-02", "2026-12", "2027-01")),
        (1, Gen.Elements("2024", "2024-12", "2028-01")));

    private static readonly Gen<decimal> Yuan =
        Gen.Elements(0m, 0.01m, 1m, 99.9m, 100_000_000m, 123_456_789.12m, 300_000_000.50m, 999_999_999_999_999.99m);

    private static readonly Gen<Command> Register =
        from direction in Direction
        from withUscc in Yes
        from landedOn in Landing
        from owner in Gen.Choose(0, 1)
        select (Command)new Command.Register(direction, withUscc, landedOn, owner);

    private static readonly Gen<Command> Commands = Gen.Frequency<Command>(
        (3, Register),
        (2, Who.Select(who => (Command)new Command.Rename(who))),
        (4, from who in Who from which in Gen.Choose(0, 3) select (Command)new Command.EnterUscc(who, which)),
        (8, from who in Who from direction in Direction from day in Day select (Command)new Command.Reclassify(who, direction, day)),
        (5, from who in Who from day in Day select (Command)new Command.CorrectLanding(who, day)),
        (3, from who in Who
            from which in Gen.Choose(0, 3)
            from direction in Direction
            from day in Day
            from landed in Day
            select (Command)new Command.Rewrite(who, which, direction, day, landed)),
        (4, from who in Who
            from stage in Gen.Elements("negotiating", "signed", "landed", "operating", "moved-out", "deregistered")
            from day in Day
            select (Command)new Command.Move(who, stage, day)),
        (16, from who in Who from yes in Yes select (Command)new Command.Judge(who, yes)),
        (1, Gen.Choose(1, 3).Select(who => (Command)new Command.Void(who))),
        (14, from who in Who from year in Year from above in Yes select (Command)new Command.StateScale(who, year, above)),
        (12, from who in Who from which in Gen.Choose(0, 5) from yes in Yes select (Command)new Command.JudgeScale(who, which, yes)),
        (24, from who in Who
            from period in Period
            from source in Source
            from yuan in Yuan
            select (Command)new Command.Declare(who, period, source, yuan)),
        (18, from who in Who from which in Gen.Choose(0, 11) from yes in Yes select (Command)new Command.JudgeRevenue(who, which, yes)),
        (70, TransferStories.Commands(Day, Direction, Yes)),
        (45, TalentStories.Commands(Day, Yes)));

    public static Arbitrary<Story> UpTo(int length) => Arb.From(
        from first in Register
        from count in Gen.Frequency((1, Gen.Choose(0, length / 2)), (4, Gen.Choose(length / 2, length - 1)))
        from commands in Commands.ArrayOf(count)
        from choice in Gen.Choose(0, 1_000_000)
        select new Story([first, .. commands], choice),
        Smaller);

    // Without a stretch of its commands: half of them, a quarter, down to single ones.
    private static IEnumerable<Story> Smaller(Story story)
    {
        for (var stretch = story.Commands.Count / 2; stretch > 0; stretch /= 2)
        {
            for (var start = 0; start < story.Commands.Count; start += stretch)
                yield return story with { Commands = [.. story.Commands.Take(start), .. story.Commands.Skip(start + stretch)] };
        }
    }

    /// <summary>Carries out a story.</summary>
    /// <param name="story">What is asked.</param>
    /// <param name="world">Where.</param>
    /// <param name="after">Called after each command that was accepted.</param>
    /// <returns>How many commands were accepted and changed something.</returns>
    public static async Task<int> Happens(this Story story, PlanWorld world, Func<Task> after)
    {
        var records = new List<Recorded<EnterpriseState>>();
        var transfers = new List<Recorded<TransferState>>();
        var talents = new List<Recorded<TalentState>>();
        var accepted = 0;
        foreach (var command in story.Commands)
        {
            if (command is TransferCommand ofTransfer)
            {
                if (await TransferStories.Happens(ofTransfer, transfers, world, Today))
                {
                    accepted++;
                    await after();
                }

                continue;
            }

            if (command is TalentCommand ofTalent)
            {
                if (await TalentStories.Happens(ofTalent, talents, world, Today))
                {
                    accepted++;
                    await after();
                }

                continue;
            }

            var which = WhoOf(command, records.Count);
            if (which is null)
                continue;
            if (which == records.Count)
                records.Add(await world.Load(Guid.CreateVersion7()));
            var decision = Decide(command, records[which.Value], which.Value);
            if (decision.Events.Count > 0 && await world.Append(records[which.Value], decision.Events) is { } appended)
            {
                records[which.Value] = appended;
                accepted++;
                await after();
            }
            else if (!records[which.Value].Exists)
            {
                records.RemoveAt(which.Value);
            }
        }

        return accepted;
    }

    /// <summary>A valid unified social credit code: the first ones of a made-up registration authority.</summary>
    public static string Uscc(int number)
    {
        const string alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var (body, sum, weight) = ($"91500103MA{number:0000000}", 0, 1);
        foreach (var c in body)
        {
            sum += alphabet.IndexOf(c, StringComparison.Ordinal) * weight;
            weight = weight * 3 % 31;
        }

        return body + alphabet[(31 - (sum % 31)) % 31];
    }

    /// <summary>Whose records they are.</summary>
    public static Guid Owner(int number) => new(number + 1, 0, 0, new byte[8]);

    private static int? WhoOf(Command command, int known) => command switch
    {
        Command.Register => known < 6 ? known : null,
        _ when known == 0 => null,
        Command.Rename x => x.Who % known,
        Command.EnterUscc x => x.Who % known,
        Command.Reclassify x => x.Who % known,
        Command.CorrectLanding x => x.Who % known,
        Command.Rewrite x => x.Who % known,
        Command.Move x => x.Who % known,
        Command.Judge x => x.Who % known,
        Command.Void x => x.Who % known,
        Command.StateScale x => x.Who % known,
        Command.JudgeScale x => x.Who % known,
        Command.Declare x => x.Who % known,
        Command.JudgeRevenue x => x.Who % known,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command, "Whose it is is not known."),
    };

    private static Decision<EnterpriseEvent> Decide(Command command, Recorded<EnterpriseState> record, int number)
    {
        var now = record.State;
        return command switch
        {
            Command.Register x => RegisterEnterprise.Decide(
                new RegisterEnterpriseRequest($"示例{number}生物科技有限公司", x.Direction, x.WithUscc ? Uscc(100 + number) : null, LandedOn: x.LandedOn),
                Owner(x.Owner), [], _ => true, Today),
            Command.Rename => Revise(new(Name: now.Name + "改"), "name"),
            Command.EnterUscc x => Revise(new(Uscc: Uscc(x.Which)), "uscc"),
            Command.Reclassify x => Revise(new(Direction: x.Direction, DirectionFrom: x.From), "direction", "directionFrom"),
            Command.CorrectLanding x => Revise(new(LandedOn: x.On), "landedOn"),
            Command.Rewrite x => Revise(
                new(Uscc: Uscc(x.Which), Direction: x.Direction, DirectionFrom: x.From, LandedOn: x.LandedOn), "uscc", "direction", "directionFrom", "landedOn"),
            Command.Move x => ChangeStage.Decide(new ChangeStageRequest(x.Stage, x.On), now, Today),
            Command.Judge x => VerifyEnterprise.Decide(Verdict(x.Verified), now),
            Command.Void => VoidEnterprise.Decide(new VoidEnterpriseRequest("误录"), now),
            Command.StateScale x => DeclareScaleStatus.Decide(new DeclareScaleStatusRequest(x.Above), x.Year, now, Today),
            Command.JudgeScale x => VerifyScaleStatus.Decide(Verdict(x.Verified), One(now.ScaleStatuses.Keys, x.Which, 2026), now),
            Command.Declare x => DeclareRevenue.Decide(new DeclareRevenueRequest(x.Yuan, x.Source), x.Period, now, Today),
            Command.JudgeRevenue x when One(now.Revenues.Keys, x.Which, ("2026", "tax")) is var (period, source) => VerifyRevenue.Decide(
                new RevenueVerificationRequest(x.Verified ? "verified" : "returned", "核对", source), period, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "This is not decided."),
        };

        Decision<EnterpriseEvent> Revise(ReviseEnterpriseRequest body, params string[] members) =>
            ReviseEnterprise.Decide(new MergePatch<ReviseEnterpriseRequest>(body, members), now, [], _ => true, Today);

        static T One<T>(IEnumerable<T> known, int which, T none) => known.Any() ? known.ElementAt(which % known.Count()) : none;
        static VerificationRequest Verdict(bool verified) => new(verified ? "verified" : "returned", "核对");
    }
}
