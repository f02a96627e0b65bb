using HealthPark.Contracts.Transfers;
using HealthPark.Transfers.Transfer;

namespace HealthPark.Transfers.Integration;

/// <summary>What the module tells the others: its stored events in the words of the contract.</summary>
internal static class TransferChanges
{
    public static TransferContractEvent? Publish(TransferEvent e) => e switch
    {
        TransferRegistered x => new TransferRegisteredV1(
            x.OwnerOrganizationId, x.Title, x.Description, x.Direction, x.SubField, Kebab.Of(x.Stage), x.StageOn, x.Owner,
            x.OwnerInstitutionId, x.Team, x.DiseaseField, x.Trl, x.EnterpriseId, x.Carrier, Of(x.Claimants)),
        TransferDescriptionRevised x => new TransferDescriptionRevisedV1(
            x.Title, x.Description, x.SubField, x.Owner, x.OwnerInstitutionId, x.Team, x.DiseaseField, x.Trl, x.EnterpriseId, x.Carrier,
            x.Cleared),
        TransferClaimantsNamed x => new TransferClaimantsNamedV1(Of(x.Claimants)),
        TransferReclassified x => new TransferReclassifiedV1(x.Direction, x.SubField, x.From),
        TransferStageAdvanced x => new TransferStageAdvancedV1(Kebab.Of(x.To), x.On, x.Evidence, x.Waiver is { } w ? new StageWaiverV1(w.Approver, w.Reason) : null),
        TransferStageReturned x => new TransferStageReturnedV1(Kebab.Of(x.To), x.On, x.Reason),
        TransferStageDateCorrected x => new TransferStageDateCorrectedV1(x.On),
        TransferStopped x => new TransferStoppedV1(x.On, x.Reason),
        TransferVerified => new TransferVerifiedV1(),
        TransferReturned x => new TransferReturnedV1(x.Reason),
        TransferEnterpriseReplaced x => new TransferEnterpriseReplacedV1(x.Enterprise, x.By),
        TransferVoided x => new TransferVoidedV1(x.Reason),
        TechnologyContractAdded x => new TechnologyContractAddedV1(
            x.ContractId, x.Kind, x.AmountYuan, x.TechnicalIncomeYuan, x.Parties, x.SignedOn, x.SubmittedOn, x.RegisteredOn,
            x.RegistrationNumber),
        TechnologyContractSigned x => new TechnologyContractSignedV1(x.ContractId, x.On),
        TechnologyContractSubmitted x => new TechnologyContractSubmittedV1(x.ContractId, x.On),
        TechnologyContractRegistered x => new TechnologyContractRegisteredV1(x.ContractId, x.On, x.RegistrationNumber),
        TechnologyContractRefused x => new TechnologyContractRefusedV1(x.ContractId, x.On, x.Reason),
        TechnologyContractAmended x => new TechnologyContractAmendedV1(
            x.ContractId, x.On, x.Reason, x.Kind, x.AmountYuan, x.TechnicalIncomeYuan, x.Parties, x.SignedOn, x.SubmittedOn, x.RegisteredOn,
            x.RegistrationNumber),
        TechnologyContractVoided x => new TechnologyContractVoidedV1(x.ContractId, x.Reason),
        EquityContributionRegistered x => new EquityContributionRegisteredV1(x.ContributionId, x.RegisteredOn, x.AmountYuan, x.EnterpriseId, x.SharePercent),
        EquityContributionVoided x => new EquityContributionVoidedV1(x.ContributionId, x.Reason),
        FirstSaleRecorded x => new FirstSaleRecordedV1(x.On, x.Evidence),
        FirstSaleVoided x => new FirstSaleVoidedV1(x.Reason),
        _ => null,
    };

    private static IReadOnlyList<ClaimantV1> Of(IReadOnlyList<Claimant> claimants) =>
        [.. claimants.Select(c => new ClaimantV1(c.Organization, c.Share, c.OrganizationId))];
}
