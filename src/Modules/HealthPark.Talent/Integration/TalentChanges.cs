using HealthPark.Contracts.Talent;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Integration;

/// <summary>What the module tells the others: its stored events in the words of the contract, without anything personal or free text about a person.</summary>
internal static class TalentChanges
{
    public static TalentContractEvent? Publish(TalentEvent e) => e switch
    {
        TalentRegistered x => new TalentRegisteredV1(
            x.OwnerOrganizationId, x.Employer, x.EmployerId, x.Direction, x.Field, x.Mode, Kebab.Of(x.Stage), x.IntroducedOn, x.Class, x.RecognisedOn,
            x.Batch, x.Authority, x.ExpiresOn),
        TalentDescriptionRevised x => new TalentDescriptionRevisedV1(x.Employer, x.EmployerId, x.Direction, x.Field, x.Mode, x.Cleared),
        TalentPersonalDataCorrected x => new TalentPersonalDataCorrectedV1(x.IdentityNumber is not null || x.Cleared.Contains("identityNumber")),
        TalentIntroductionDateCorrected x => new TalentIntroductionDateCorrectedV1(x.IntroducedOn),
        TalentOffered x => new TalentOfferedV1(x.On),
        TalentOnboarded x => new TalentOnboardedV1(x.On),
        TalentRecognised x => new TalentRecognisedV1(x.Class, x.On, x.Batch, x.Authority, x.ExpiresOn),
        TalentReclassified x => new TalentReclassifiedV1(x.Class, x.From),
        TalentRecognitionRevoked x => new TalentRecognitionRevokedV1(x.On),
        TalentLeft x => new TalentLeftV1(x.On),
        TalentVerified => new TalentVerifiedV1(),
        TalentReturned => new TalentReturnedV1(),
        TalentEmployerReplaced x => new TalentEmployerReplacedV1(x.Employer, x.By),
        TalentVoided => new TalentVoidedV1(),
        TalentErased x => new TalentErasedV1(x.On),
        _ => null,
    };
}
