using HealthPark.Enterprises.Features;

namespace HealthPark.Enterprises.Enterprise;

/// <summary>The way of an enterprise into the park (招引) and out of it. Steps on the way in may be skipped.</summary>
internal static class EnterpriseStages
{
    public static readonly StateMachine<EnterpriseStage> Machine =
        new StateMachine<EnterpriseStage>("enterprise-stage", new Text("企业招引阶段", "Stage of an enterprise"))
            .State(EnterpriseStage.Lead, "线索", "lead", initial: true)
            .State(EnterpriseStage.Negotiating, "在谈", "negotiating", initial: true)
            .State(EnterpriseStage.Signed, "签约", "signed", initial: true)
            .State(EnterpriseStage.Landed, "落地", "landed", initial: true)
            .State(EnterpriseStage.Operating, "运营", "operating", initial: true)
            .State(EnterpriseStage.MovedOut, "迁出", "moved out")
            .State(EnterpriseStage.Deregistered, "注销", "deregistered")
            .State(EnterpriseStage.Voided, "作废", "voided")
            .Steps(ChangeStage.Operation, EnterpriseStage.Lead, EnterpriseStage.Negotiating, EnterpriseStage.Signed, EnterpriseStage.Landed, EnterpriseStage.Operating)
            .Steps(ChangeStage.Operation, EnterpriseStage.Negotiating, EnterpriseStage.Signed, EnterpriseStage.Landed, EnterpriseStage.Operating)
            .Steps(ChangeStage.Operation, EnterpriseStage.Signed, EnterpriseStage.Landed, EnterpriseStage.Operating)
            .Steps(ChangeStage.Operation, EnterpriseStage.Landed, EnterpriseStage.Operating, EnterpriseStage.MovedOut, EnterpriseStage.Deregistered)
            .Steps(ChangeStage.Operation, EnterpriseStage.Operating, EnterpriseStage.MovedOut, EnterpriseStage.Deregistered)
            .StepsFromAll(VoidEnterprise.Operation, EnterpriseStage.Voided)
            .StepsFromAll(MergeEnterprise.Operation, EnterpriseStage.Voided);
}
