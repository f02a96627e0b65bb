using HealthPark.Transfers.Features;

namespace HealthPark.Transfers.Transfer;

/// <summary>The chain 临床需求 → 基础研究 → 概念验证 → 成果转化 → 产业落地: one step at a time, further ones with a waiver, back to any earlier stage.</summary>
internal static class TransferStages
{
    public static readonly IReadOnlyList<TransferStage> Chain =
        [TransferStage.ClinicalNeed, TransferStage.BasicResearch, TransferStage.ProofOfConcept, TransferStage.Transfer, TransferStage.IndustrialLanding];

    public static readonly StateMachine<TransferStage> Machine = Build();

    private static StateMachine<TransferStage> Build()
    {
        var machine = new StateMachine<TransferStage>("transfer-stage", new Text("科研成果转化阶段", "Stage of a transfer"))
            .State(TransferStage.ClinicalNeed, "临床需求", "clinical need", initial: true)
            .State(TransferStage.BasicResearch, "基础研究", "basic research", initial: true)
            .State(TransferStage.ProofOfConcept, "概念验证", "proof of concept", initial: true)
            .State(TransferStage.Transfer, "成果转化", "results transfer", initial: true)
            .State(TransferStage.IndustrialLanding, "产业落地", "industrial landing", initial: true)
            .State(TransferStage.Stopped, "终止", "stopped")
            .State(TransferStage.Voided, "作废", "voided");
        for (var i = 0; i < Chain.Count; i++)
        {
            machine.Steps(AdvanceTransfer.Operation, Chain[i], [.. Chain.Skip(i + 1).Take(1)])
                .StepsWith(AdvanceTransfer.Operation, AdvanceTransfer.Waiver, Chain[i], [.. Chain.Skip(i + 2)])
                .Steps(ReturnTransfer.Operation, Chain[i], [.. Chain.Take(i)])
                .Steps(StopTransfer.Operation, Chain[i], TransferStage.Stopped);
        }

        return machine.StepsFromAll(VoidTransfer.Operation, TransferStage.Voided);
    }
}
