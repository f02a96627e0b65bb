using System.Text.Json.Serialization;
using HealthPark.Talent.Features;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(EraseTalentRequest))]
[JsonSerializable(typeof(OfferTalentRequest))]
[JsonSerializable(typeof(OnboardTalentRequest))]
[JsonSerializable(typeof(RecogniseTalentRequest))]
[JsonSerializable(typeof(RecordDepartureRequest))]
[JsonSerializable(typeof(RegisterTalentRequest))]
[JsonSerializable(typeof(ReviseTalentRequest))]
[JsonSerializable(typeof(RevokeRecognitionRequest))]
[JsonSerializable(typeof(VoidTalentRequest))]
[JsonSerializable(typeof(VerificationRequest))]
[JsonSerializable(typeof(TalentResponse))]
internal sealed partial class TalentJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly TalentJson Api = new(ApiJson.NewOptions());
}

/// <summary>The JSON of the module's events. Members without a value are left out: the log is for ever.</summary>
[JsonSerializable(typeof(TalentRegistered))]
[JsonSerializable(typeof(TalentPersonalDataCorrected))]
[JsonSerializable(typeof(TalentDescriptionRevised))]
[JsonSerializable(typeof(TalentIntroductionDateCorrected))]
[JsonSerializable(typeof(TalentOffered))]
[JsonSerializable(typeof(TalentOnboarded))]
[JsonSerializable(typeof(TalentRecognised))]
[JsonSerializable(typeof(TalentReclassified))]
[JsonSerializable(typeof(TalentRecognitionRevoked))]
[JsonSerializable(typeof(TalentLeft))]
[JsonSerializable(typeof(TalentVerified))]
[JsonSerializable(typeof(TalentReturned))]
[JsonSerializable(typeof(TalentVoided))]
[JsonSerializable(typeof(TalentEmployerReplaced))]
[JsonSerializable(typeof(TalentErased))]
internal sealed partial class TalentEventsJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly TalentEventsJson Stored = new(ApiJson.NewOptions(JsonIgnoreCondition.WhenWritingNull));
}
