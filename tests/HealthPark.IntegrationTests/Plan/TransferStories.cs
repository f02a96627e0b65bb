using FsCheck;
using FsCheck.Fluent;
using HealthPark.EventStore;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.Transfers;
using HealthPark.Transfers.Features;
using HealthPark.Transfers.Transfer;

namespace HealthPark.IntegrationTests.Plan;

/// <summary>Something that somebody asks of the park's transfers.</summary>
/// <param name="Who">Which of the transfers that there are.</param>
internal abstract record TransferCommand(int Who) : Command
{
    public sealed record Enter(string Direction, int Owner) : TransferCommand(0);

    public sealed record Describe(int Who, int Trl) : TransferCommand(Who);

    public sealed record Share(int Who, bool Shared) : TransferCommand(Who);

    public sealed record ChangeDirection(int Who, string Direction, DateOnly From) : TransferCommand(Who);

    /// <summary>A contract: a draft, or one that is registered already.</summary>
    public sealed record Contract(int Who, DateOnly SignedOn, DateOnly? RegisteredOn) : TransferCommand(Who);

    /// <summary>Of the contracts that there are, one: a step on, or something else that can become of it.</summary>
    public sealed record Deal(int Who, int Which, string How, DateOnly On) : TransferCommand(Who);

    public sealed record Equity(int Who, DateOnly On) : TransferCommand(Who);

    public sealed record TakeEquityBack(int Who, int Which) : TransferCommand(Who);

    public sealed record Sale(int Who, DateOnly On) : TransferCommand(Who);

    public sealed record TakeSaleBack(int Who) : TransferCommand(Who);

    public sealed record Step(int Who, bool Forward, DateOnly On) : TransferCommand(Who);

    public sealed record Halt(int Who, DateOnly On) : TransferCommand(Who);

    public sealed record Decide(int Who, bool Verified) : TransferCommand(Who);

    public sealed record Drop(int Who) : TransferCommand(Who);
}

/// <summary>The part of stories that transfers play.</summary>
internal static class TransferStories
{
    private static readonly Gen<int> Who = Gen.Elements(0, 0, 0, 1);
    private static readonly Gen<int> Which = Gen.Choose(0, 2);

    public static Gen<Command> Commands(Gen<DateOnly> day, Gen<string> direction, Gen<bool> yes) => Gen.Frequency<Command>(
        (3, from d in direction from owner in Gen.Choose(0, 1) select (Command)new TransferCommand.Enter(d, owner)),
        (1, from who in Who from trl in Gen.Choose(1, 9) select (Command)new TransferCommand.Describe(who, trl)),
        (1, from who in Who from shared in yes select (Command)new TransferCommand.Share(who, shared)),
        (3, from who in Who from d in direction from at in day select (Command)new TransferCommand.ChangeDirection(who, d, at)),
        (5, from who in Who
            from signed in day
            from registered in Gen.OneOf(Gen.Constant<DateOnly?>(null), day.Select(d => (DateOnly?)d))
            select (Command)new TransferCommand.Contract(who, signed, registered)),
        (8, from who in Who
            from which in Which
            from how in Gen.Elements("submit", "submit", "register", "register", "refuse", "amend", "redate", "void")
            from at in day
            select (Command)new TransferCommand.Deal(who, which, how, at)),
        (2, from who in Who from at in day select (Command)new TransferCommand.Equity(who, at)),
        (1, from who in Who from which in Which select (Command)new TransferCommand.TakeEquityBack(who, which)),
        (2, from who in Who from at in day select (Command)new TransferCommand.Sale(who, at)),
        (1, Who.Select(who => (Command)new TransferCommand.TakeSaleBack(who))),
        (2, from who in Who from forward in yes from at in day select (Command)new TransferCommand.Step(who, forward, at)),
        (1, from at in day select (Command)new TransferCommand.Halt(1, at)),
        (10, from who in Who from verified in yes select (Command)new TransferCommand.Decide(who, verified)),
        (1, Gen.Constant<Command>(new TransferCommand.Drop(1))));

    /// <summary>Carries out a command on the transfers that there are.</summary>
    /// <returns>Whether it was accepted and changed something.</returns>
    public static async Task<bool> Happens(TransferCommand command, List<Recorded<TransferState>> transfers, PlanWorld world, DateOnly today)
    {
        var isNew = command is TransferCommand.Enter;
        if (isNew ? transfers.Count >= 3 : transfers.Count == 0)
            return false;
        var which = isNew ? transfers.Count : command.Who % transfers.Count;
        var record = isNew ? TransfersModule.Stream.Nothing(Guid.CreateVersion7()) : transfers[which];
        var decision = DecisionOn(command, record.State, which, today);
        if (decision.Events.Count == 0)
            return false;
        var appended = await world.Append(record, decision.Events);
        if (isNew)
            transfers.Add(appended);
        else
            transfers[which] = appended;
        return true;
    }

    private static Decision<TransferEvent> DecisionOn(TransferCommand command, TransferState now, int number, DateOnly today)
    {
        return command switch
        {
            TransferCommand.Enter x => RegisterTransfer.Decide(
                new($"示例成果{number}", x.Direction, "basic-research", "示例医院"), Stories.Owner(x.Owner), References.None, today),
            TransferCommand.Describe x => Revise(new(Trl: x.Trl), "trl"),
            TransferCommand.Share x => Revise(new(Claimants: x.Shared ? [new("甲", 0.5m), new("乙", 0.5m)] : [new("甲", 1m)]), "claimants"),
            TransferCommand.ChangeDirection x => Revise(new(Direction: x.Direction, DirectionFrom: x.From), "direction", "directionFrom"),
            TransferCommand.Contract x => AddContract.Decide(
                new("licence", 100, 80, SignedOn: x.SignedOn, RegisteredOn: x.RegisteredOn), Guid.CreateVersion7(), now, today),
            TransferCommand.Deal x when now.Contracts.ElementAtOrDefault(x.Which)?.Id is { } id => x.How switch
            {
                "submit" => SubmitContract.Decide(new(x.On), id, now, today),
                "register" => RegisterContract.Decide(new(x.On), id, now, today),
                "refuse" => RefuseContract.Decide(new(x.On, "不属于技术合同"), id, now, today),
                "amend" => AmendContract.Decide(new(x.On, "补充协议", AmountYuan: 100 + number), id, now, today),
                "redate" => AmendContract.Decide(new(today, "更正", RegisteredOn: x.On), id, now, today),
                _ => VoidContract.Decide(new("误录"), id, now),
            },
            TransferCommand.Equity x => RegisterEquityContribution.Decide(new(x.On, 1), Guid.CreateVersion7(), now, References.None, today),
            TransferCommand.TakeEquityBack x when now.EquityContributions.ElementAtOrDefault(x.Which)?.Id is { } id => VoidEquityContribution.Decide(new("误录"), id, now),
            TransferCommand.Sale x => RecordFirstSale.Decide(new(x.On, ["发票"]), now, today),
            TransferCommand.TakeSaleBack => VoidFirstSale.Decide(new("误录"), now),
            TransferCommand.Step { Forward: true } x => AdvanceTransfer.Decide(new("proof-of-concept", x.On, ["报告"]), now, false, today),
            TransferCommand.Step x => ReturnTransfer.Decide(new("clinical-need", x.On, "数据不足"), now, today),
            TransferCommand.Halt x => StopTransfer.Decide(new(x.On, "不可行"), now, today),
            TransferCommand.Decide x => VerifyTransfer.Decide(new(x.Verified ? "verified" : "returned", "核对"), now),
            TransferCommand.Drop => VoidTransfer.Decide(new("误录"), now),
            _ => Array.Empty<TransferEvent>(), // of a contract or a contribution that is not there
        };

        Decision<TransferEvent> Revise(ReviseTransferRequest body, params string[] members) =>
            ReviseTransfer.Decide(new MergePatch<ReviseTransferRequest>(body, members), now, References.None, today);
    }
}
