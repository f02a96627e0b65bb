using HealthPark.Funds.Features;

namespace HealthPark.Funds.Deal;

/// <summary>The way of a deal: by steps of its own to the signature, from there on by what becomes of its investment.</summary>
internal static class DealStages
{
    public static readonly StateMachine<DealStage> Machine =
        new StateMachine<DealStage>("deal-stage", new Text("投资项目阶段", "Stage of a deal"))
            .State(DealStage.Sourced, "项目储备", "sourced", initial: true)
            .State(DealStage.Screened, "初筛", "screened", initial: true)
            .State(DealStage.DueDiligence, "尽职调查", "due diligence", initial: true)
            .State(DealStage.Committee, "投决", "committee", initial: true)
            .State(DealStage.Signed, "签约", "signed", initial: true)
            .State(DealStage.Disbursed, "出资", "disbursed")
            .State(DealStage.Managed, "投后管理", "managed")
            .State(DealStage.Exited, "退出", "exited")
            .State(DealStage.WrittenOff, "核销", "written off")
            .State(DealStage.Declined, "否决", "declined")
            .Steps(AdvanceDeal.Operation, DealStage.Sourced, DealStage.Screened)
            .Steps(AdvanceDeal.Operation, DealStage.Screened, DealStage.DueDiligence)
            .Steps(AdvanceDeal.Operation, DealStage.DueDiligence, DealStage.Committee)
            .Steps(AdvanceDeal.Operation, DealStage.Committee, DealStage.Signed)
            .Steps(PayTranche.Operation, DealStage.Signed, DealStage.Disbursed)
            .Steps(AdvanceDeal.Operation, DealStage.Disbursed, DealStage.Managed)
            .Steps(ExitInvestment.Operation, DealStage.Disbursed, DealStage.Exited)
            .Steps(ExitInvestment.Operation, DealStage.Managed, DealStage.Exited)
            .Steps(WriteOffInvestment.Operation, DealStage.Disbursed, DealStage.WrittenOff)
            .Steps(WriteOffInvestment.Operation, DealStage.Managed, DealStage.WrittenOff)
            .Steps(DeclineDeal.Operation, DealStage.Sourced, DealStage.Declined)
            .Steps(DeclineDeal.Operation, DealStage.Screened, DealStage.Declined)
            .Steps(DeclineDeal.Operation, DealStage.DueDiligence, DealStage.Declined)
            .Steps(DeclineDeal.Operation, DealStage.Committee, DealStage.Declined)
            .Steps(DeclineDeal.Operation, DealStage.Signed, DealStage.Declined);
}
