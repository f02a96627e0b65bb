using HealthPark.Transfers.Features;

namespace HealthPark.Transfers.Transfer;

/// <summary>The way of a technology contract to registration (技术合同认定登记).</summary>
internal static class ContractStates
{
    public static readonly StateMachine<ContractState> Machine =
        new StateMachine<ContractState>("technology-contract", new Text("技术合同状态", "State of a technology contract"))
            .State(ContractState.Drafted, "起草", "drafted", initial: true)
            .State(ContractState.Signed, "签订", "signed", initial: true)
            .State(ContractState.Submitted, "受理", "submitted", initial: true)
            .State(ContractState.Registered, "登记", "registered", initial: true)
            .State(ContractState.Refused, "不予登记", "refused")
            .State(ContractState.Voided, "作废", "voided")
            .Steps(SignContract.Operation, ContractState.Drafted, ContractState.Signed)
            .Steps(SubmitContract.Operation, ContractState.Signed, ContractState.Submitted)
            .Steps(RegisterContract.Operation, ContractState.Submitted, ContractState.Registered)
            .Steps(RefuseContract.Operation, ContractState.Submitted, ContractState.Refused)
            .StepsFromAll(VoidContract.Operation, ContractState.Voided);
}
