using HealthPark.Contracts.Enterprises;
using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Integration;

/// <summary>What the module tells the others: its stored events in the words of the contract.</summary>
internal static class EnterpriseChanges
{
    public static EnterpriseContractEvent? Publish(EnterpriseEvent e) => e switch
    {
        EnterpriseRegistered x => new EnterpriseRegisteredV1(
            x.OwnerOrganizationId, x.Name, x.Uscc, x.Direction, x.SubField, x.Aliases, x.CxoKinds, x.Tiers, x.IndustryCode, x.Zone, x.Carrier,
            x.NegotiatingOn, x.SignedOn, x.LandedOn, x.OperatingOn),
        EnterpriseDescriptionRevised x => new EnterpriseDescriptionRevisedV1(
            x.Name, x.Aliases, x.SubField, x.CxoKinds, x.Tiers, x.IndustryCode, x.Zone, x.Carrier, x.Cleared),
        EnterpriseUsccRecorded x => new EnterpriseUsccRecordedV1(x.Uscc),
        EnterpriseReclassified x => new EnterpriseReclassifiedV1(x.Direction, x.SubField, x.From),
        EnterpriseNegotiationStarted x => new EnterpriseNegotiationStartedV1(x.On),
        EnterpriseSigned x => new EnterpriseSignedV1(x.On),
        EnterpriseLanded x => new EnterpriseLandedV1(x.On),
        EnterpriseOperationStarted x => new EnterpriseOperationStartedV1(x.On),
        EnterpriseMovedOut x => new EnterpriseMovedOutV1(x.On, x.Reason),
        EnterpriseDeregistered x => new EnterpriseDeregisteredV1(x.On, x.Reason),
        EnterpriseDateCorrected x => new EnterpriseDateCorrectedV1(Kebab.Of(x.Stage), x.On),
        EnterpriseVerified => new EnterpriseVerifiedV1(),
        EnterpriseReturned x => new EnterpriseReturnedV1(x.Reason),
        EnterpriseVoided x => new EnterpriseVoidedV1(x.Reason),
        EnterpriseMerged x => new EnterpriseMergedV1(x.Into, x.Reason),
        EnterpriseTookOver x => new EnterpriseTookOverV1(x.Other, x.Aliases),
        ScaleStatusDeclared x => new ScaleStatusDeclaredV1(x.Year, x.AboveScale),
        ScaleStatusVerified x => new ScaleStatusVerifiedV1(x.Year),
        ScaleStatusReturned x => new ScaleStatusReturnedV1(x.Year, x.Reason),
        RevenueDeclared x => new RevenueDeclaredV1(x.Period, x.Source, x.AmountYuan),
        RevenueVerified x => new RevenueVerifiedV1(x.Period, x.Source),
        RevenueReturned x => new RevenueReturnedV1(x.Period, x.Source, x.Reason),
        _ => null,
    };
}
