using HealthPark.Talent.Features;

namespace HealthPark.Talent.Talent;

/// <summary>The way into the park: contacted → offered → onboard → recognised → left.</summary>
internal static class TalentStages
{
    public static readonly StateMachine<TalentStage> Machine = new StateMachine<TalentStage>("talent-stage", new Text("人才引进阶段", "Stage of a talent"))
        .State(TalentStage.Contacted, "已接洽", "contacted", initial: true)
        .State(TalentStage.Offered, "已发出邀约", "offered", initial: true)
        .State(TalentStage.Onboard, "已到岗", "onboard", initial: true)
        .State(TalentStage.Recognised, "已认定", "recognised", initial: true)
        .State(TalentStage.Left, "已离开", "left")
        .State(TalentStage.Voided, "作废", "voided")
        .Steps(OfferTalent.Operation, TalentStage.Contacted, TalentStage.Offered)
        .Steps(OnboardTalent.Operation, TalentStage.Offered, TalentStage.Onboard)
        .Steps(RecogniseTalent.Operation, TalentStage.Onboard, TalentStage.Recognised)
        .Steps(RevokeRecognition.Operation, TalentStage.Recognised, TalentStage.Onboard)
        .Steps(RecordDeparture.Operation, TalentStage.Contacted, TalentStage.Left)
        .Steps(RecordDeparture.Operation, TalentStage.Offered, TalentStage.Left)
        .Steps(RecordDeparture.Operation, TalentStage.Onboard, TalentStage.Left)
        .Steps(RecordDeparture.Operation, TalentStage.Recognised, TalentStage.Left)
        .Steps(RevokeRecognition.Operation, TalentStage.Left, TalentStage.Left)
        .StepsFromAll(VoidTalent.Operation, TalentStage.Voided);
}
