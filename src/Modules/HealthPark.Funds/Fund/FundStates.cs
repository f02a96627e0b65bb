using HealthPark.Funds.Features;

namespace HealthPark.Funds.Fund;

/// <summary>The way of a fund from plan to liquidation, and of an investment from agreement to exit.</summary>
internal static class FundStates
{
    public static readonly StateMachine<FundStatus> Machine =
        new StateMachine<FundStatus>("fund-status", new Text("基金状态", "State of a fund"))
            .State(FundStatus.Planned, "筹划", "planned", initial: true)
            .State(FundStatus.Raising, "募集", "raising", initial: true)
            .State(FundStatus.Filed, "备案", "filed", initial: true)
            .State(FundStatus.Investing, "投资期", "investing", initial: true)
            .State(FundStatus.Exiting, "退出期", "exiting", initial: true)
            .State(FundStatus.Liquidated, "清算", "liquidated")
            .State(FundStatus.Voided, "作废", "voided")
            .Steps(ChangeFundStatus.Operation, FundStatus.Planned, FundStatus.Raising)
            .Steps(ChangeFundStatus.Operation, FundStatus.Raising, FundStatus.Filed)
            .Steps(ChangeFundStatus.Operation, FundStatus.Filed, FundStatus.Investing)
            .Steps(ChangeFundStatus.Operation, FundStatus.Investing, FundStatus.Exiting)
            .Steps(ChangeFundStatus.Operation, FundStatus.Exiting, FundStatus.Liquidated)
            .StepsFromAll(VoidFund.Operation, FundStatus.Voided);

    public static readonly StateMachine<InvestmentState> Investments =
        new StateMachine<InvestmentState>("investment", new Text("投资状态", "State of an investment"))
            .State(InvestmentState.Agreed, "签约", "agreed", initial: true)
            .State(InvestmentState.Disbursed, "已出资", "disbursed")
            .State(InvestmentState.Exited, "已退出", "exited")
            .State(InvestmentState.WrittenOff, "核销", "written off")
            .State(InvestmentState.Cancelled, "取消", "cancelled")
            .Steps(PayTranche.Operation, InvestmentState.Agreed, InvestmentState.Disbursed)
            .Steps(PayTranche.Operation, InvestmentState.Disbursed, InvestmentState.Disbursed)
            .Steps(ExitInvestment.Operation, InvestmentState.Disbursed, InvestmentState.Exited)
            .StepsWith(ExitInvestment.Operation, ExitInvestment.Partial, InvestmentState.Disbursed, InvestmentState.Disbursed)
            .Steps(WriteOffInvestment.Operation, InvestmentState.Disbursed, InvestmentState.WrittenOff)
            .Steps(CancelInvestment.Operation, InvestmentState.Agreed, InvestmentState.Cancelled);
}
