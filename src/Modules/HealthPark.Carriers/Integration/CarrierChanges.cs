using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Renovation;
using HealthPark.Carriers.Unit;
using HealthPark.Contracts.Carriers;

namespace HealthPark.Carriers.Integration;

/// <summary>What the module tells the others: its stored events in the words of the contract.</summary>
internal static class CarrierChanges
{
    public static CarrierContractEvent? OfCarrier(object e) => e switch
    {
        CarrierRegistered x => new CarrierRegisteredV1(
            x.OwnerOrganizationId, x.Code, x.Name, x.Aliases, x.Kind, x.Zone, x.Phase, x.Role, x.Address, x.Batch, x.LandAreaSquareMetres,
            x.PlannedFloorAreaSquareMetres, x.GrossAreaSquareMetres, x.UsableAreaSquareMetres, x.Approximate, x.Note, Kebab.Of(x.Status)),
        CarrierRevised x => new CarrierRevisedV1(
            x.Name, x.Zone, x.Phase, x.Address, x.Batch, x.LandAreaSquareMetres, x.PlannedFloorAreaSquareMetres, x.GrossAreaSquareMetres,
            x.UsableAreaSquareMetres, x.Approximate, x.Note, x.Cleared),
        CarrierStatusChanged x => new CarrierStatusChangedV1(Kebab.Of(x.Status), x.On, x.Reason),
        SuitabilitySurveyed x => new SuitabilitySurveyedV1(
            x.SurveyId, x.On, x.Floor, x.FloorHeightMetres, x.LoadKilonewtonsPerSquareMetre, x.Power, x.Drainage, Of(x.Criteria), Kebab.Of(x.Finding), x.Note),
        CarrierVerified => new CarrierVerifiedV1(),
        CarrierReturned x => new CarrierReturnedV1(x.Reason),
        FloorMeasured x => new FloorMeasuredV1(x.Floor, x.AreaSquareMetres),
        UnitPlaced x => new UnitPlacedV1(x.UnitId, x.Floor, x.AreaSquareMetres),
        UnitRemoved x => new UnitRemovedV1(x.UnitId, x.Floor),
        _ => null,
    };

    public static UnitContractEvent? OfUnit(object e) => e switch
    {
        UnitRegistered x => new UnitRegisteredV1(
            x.OwnerOrganizationId, x.CarrierId, x.Floor, x.Number, x.AreaSquareMetres, x.FloorHeightMetres,
            x.LoadKilonewtonsPerSquareMetre),
        UnitRevised x => new UnitRevisedV1(x.Number, x.AreaSquareMetres, x.FloorHeightMetres, x.LoadKilonewtonsPerSquareMetre, x.Cleared),
        UnitWithdrawn x => new UnitWithdrawnV1(x.Reason),
        LeaseOffered x => new LeaseOfferedV1(x.LeaseId, x.EnterpriseId, x.AreaSquareMetres, x.From, x.To, x.RentYuanPerMonth),
        LeaseSigned x => new LeaseSignedV1(x.LeaseId, x.On),
        LeaseOccupied x => new LeaseOccupiedV1(x.LeaseId, x.On),
        LeaseEnterpriseReplaced x => new LeaseEnterpriseReplacedV1(x.Enterprise, x.By, x.Leases),
        LeaseEnded x => new LeaseEndedV1(x.LeaseId, x.On, x.Reason),
        _ => null,
    };

    public static RenovationContractEvent? OfRenovation(object e) => e switch
    {
        RenovationProposed x => new RenovationProposedV1(
            x.OwnerOrganizationId, x.CarrierId, x.Title, x.AreaBeforeSquareMetres, x.PlannedAreaAfterSquareMetres, x.BudgetYuan, x.Note),
        RenovationRevised x => new RenovationRevisedV1(x.Title, x.AreaBeforeSquareMetres, x.PlannedAreaAfterSquareMetres, x.BudgetYuan, x.Note, x.Cleared),
        RenovationApproved x => new RenovationApprovedV1(x.On, x.Note),
        RenovationStarted x => new RenovationStartedV1(x.On),
        RenovationAccepted x => new RenovationAcceptedV1(x.On, x.AreaAfterSquareMetres, x.CostYuan, Of(x.Criteria), x.Note),
        RenovationAbandoned x => new RenovationAbandonedV1(x.On, x.Reason),
        _ => null,
    };

    private static IReadOnlyList<CriterionV1> Of(IReadOnlyList<Criterion> criteria) =>
        [.. criteria.Select(c => new CriterionV1(c.Name, c.Limit, c.Score, c.OutOf, c.Met))];
}
