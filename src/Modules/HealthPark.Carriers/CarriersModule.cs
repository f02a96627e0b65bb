using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.Carriers.Integration;
using HealthPark.Carriers.ReadModels;
using HealthPark.Carriers.Renovation;
using HealthPark.Carriers.Unit;
using HealthPark.Contracts;
using HealthPark.Contracts.Carriers;
using HealthPark.Contracts.Enterprises;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthPark.Carriers;

/// <summary>The park's carriers (载体): buildings and parcels, what they are fit for, their renovation, their floors and units, and who uses them.</summary>
public static class CarriersModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "carriers";

    internal static readonly Text CarrierNoun = new("载体", "carrier");
    internal static readonly Text UnitNoun = new("单元", "unit");
    internal static readonly Text RenovationNoun = new("改造项目", "renovation project");

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("carrier_registered", CarrierEventsJson.Stored.CarrierRegistered)
        .Add("carrier_revised", CarrierEventsJson.Stored.CarrierRevised)
        .Add("carrier_status_changed", CarrierEventsJson.Stored.CarrierStatusChanged)
        .Add("carrier_suitability_surveyed", CarrierEventsJson.Stored.SuitabilitySurveyed)
        .Add("carrier_verified", CarrierEventsJson.Stored.CarrierVerified)
        .Add("carrier_returned", CarrierEventsJson.Stored.CarrierReturned)
        .Add("floor_measured", CarrierEventsJson.Stored.FloorMeasured)
        .Add("unit_placed", CarrierEventsJson.Stored.UnitPlaced)
        .Add("unit_removed", CarrierEventsJson.Stored.UnitRemoved)
        .Add("unit_registered", CarrierEventsJson.Stored.UnitRegistered)
        .Add("unit_revised", CarrierEventsJson.Stored.UnitRevised)
        .Add("unit_withdrawn", CarrierEventsJson.Stored.UnitWithdrawn)
        .Add("lease_offered", CarrierEventsJson.Stored.LeaseOffered)
        .Add("lease_signed", CarrierEventsJson.Stored.LeaseSigned)
        .Add("lease_occupied", CarrierEventsJson.Stored.LeaseOccupied)
        .Add("lease_ended", CarrierEventsJson.Stored.LeaseEnded)
        .Add("lease_enterprise_replaced", CarrierEventsJson.Stored.LeaseEnterpriseReplaced)
        .Add("renovation_project_proposed", CarrierEventsJson.Stored.RenovationProposed)
        .Add("renovation_project_revised", CarrierEventsJson.Stored.RenovationRevised)
        .Add("renovation_project_approved", CarrierEventsJson.Stored.RenovationApproved)
        .Add("renovation_project_started", CarrierEventsJson.Stored.RenovationStarted)
        .Add("renovation_project_accepted", CarrierEventsJson.Stored.RenovationAccepted)
        .Add("renovation_project_abandoned", CarrierEventsJson.Stored.RenovationAbandoned);

    internal static readonly StreamType<CarrierState, CarrierEvent> Carriers = new StreamType<CarrierState, CarrierEvent>
    {
        Name = "carrier",
        Initial = CarrierState.Initial,
        Evolve = CarrierState.Evolve,
        PartsOf = CarrierState.PartsOf,
        Claims = ClaimsOf,
    }.Inline(CarrierRow.Table, CarrierRow.Of);

    internal static readonly StreamType<UnitState, UnitEvent> Units = new StreamType<UnitState, UnitEvent>
    {
        Name = "unit",
        Initial = UnitState.Initial,
        Evolve = UnitState.Evolve,
        PartsOf = UnitState.PartsOf,
        Claims = ClaimsOf,
    }.Inline(UnitRow.Table, UnitRow.Of).InlineMany(LeaseRow.Table, LeaseRow.Of);

    internal static readonly StreamType<RenovationState, RenovationEvent> RenovationProjects = new StreamType<RenovationState, RenovationEvent>
    {
        Name = "renovation_project",
        Initial = RenovationState.Initial,
        Evolve = RenovationState.Evolve,
    }.Inline(RenovationRow.Table, RenovationRow.Of);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddCarriers(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(CarriersModule).Assembly, Events, Carriers, Units, RenovationProjects);
        services.AddStateMachine(CarrierStatuses.Machine).AddStateMachine(LeaseStates.Machine).AddStateMachine(Renovations.Machine);
        services.AddCodeList(CarrierCodes.Kinds).AddCodeList(CarrierCodes.Batches);
        services.AddSingleton<IStartupTask, AdoptCarriers>();
        services.AddSingleton<CarrierLookup>();
        // Carriers are shared infrastructure: all see all; the owner, which operates it, and the park office change it.
        services.AddSingleton(p => new Records<CarrierState, CarrierEvent>(p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), Carriers)
        {
            Noun = CarrierNoun,
            Owner = carrier => carrier.State.OwnerOrganizationId,
            SeenBy = (_, _) => ValueTask.FromResult(true),
            OnClaimTaken = (taken, _, _) => Task.FromResult(Rejection.Conflict("duplicate", new Text(
                "已有同名载体。", "There is a carrier of this name.")).With("existing", $"/v1/carriers/{taken.HolderId}")),
        });
        services.AddSingleton(p => new Records<UnitState, UnitEvent>(p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), Units)
        {
            Noun = UnitNoun,
            Owner = unit => unit.State.OwnerOrganizationId,
            SeenBy = (_, _) => ValueTask.FromResult(true),
            OnClaimTaken = (taken, _, _) => Task.FromResult(Rejection.Conflict("duplicate", new Text(
                "该载体已有同一编号的单元。", "The carrier has a unit of this number.")).With("existing", $"/v1/units/{taken.HolderId}")),
        });
        // What a renovation costs is its owner's and the park office's to know, so that no other partner sees the project.
        services.AddSingleton(p => new Records<RenovationState, RenovationEvent>(
            p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), RenovationProjects)
        {
            Noun = RenovationNoun,
            Owner = project => project.State.OwnerOrganizationId,
        });
        services.AddCollection(p => new Collection<CarrierState, CarrierEvent, RegisterCarrierRequest, ReviseCarrierRequest, CarrierResponse>(
            p.GetRequiredService<Records<CarrierState, CarrierEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            CarrierResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = "carriers",
            Singular = "Carrier",
            Plural = "Carriers",
            List = CarrierRow.List,
            ReadScope = Scopes.CarriersRead,
            WriteScope = Scopes.CarriersWrite,
            Create = (body, caller, _, _) => Task.FromResult(RegisterCarrier.Decide(body, caller.OrganizationId)),
            Revise = (patch, _, carrier, _) => Task.FromResult(ReviseCarrier.Decide(patch, carrier.State)),
        });
        services.AddCollection(p => new Collection<UnitState, UnitEvent, RegisterUnitRequest, ReviseUnitRequest, UnitResponse>(
            p.GetRequiredService<Records<UnitState, UnitEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            UnitResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = "units",
            Singular = "CarrierUnit", // the plan has units too, of another kind
            Plural = "CarrierUnits",
            List = UnitRow.List,
            ReadScope = Scopes.CarriersRead,
            WriteScope = Scopes.CarriersWrite,
            Create = (body, caller, unit, ct) => RegisterUnit.LookUpAndDecide(body, NoCarrier, caller, unit.Id, p.GetRequiredService<CarrierLookup>(), ct),
            Revise = (patch, _, unit, ct) => ReviseUnit.LookUpAndDecide(patch, unit, p.GetRequiredService<CarrierLookup>(), ct),
        });
        services.AddCollection(p => new Collection<RenovationState, RenovationEvent, ProposeRenovationRequest, ReviseRenovationRequest, RenovationProjectResponse>(
            p.GetRequiredService<Records<RenovationState, RenovationEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            RenovationProjectResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = "renovation-projects",
            Singular = "RenovationProject",
            Plural = "RenovationProjects",
            List = RenovationRow.List,
            ReadScope = Scopes.CarriersRead,
            WriteScope = Scopes.CarriersWrite,
            Create = (body, caller, _, ct) => ProposeRenovation.LookUpAndDecide(body, caller, p.GetRequiredService<CarrierLookup>(), ct),
            Revise = (patch, _, project, _) => Task.FromResult(ReviseRenovation.Decide(patch, project.State)),
        });
        services.FollowEnterprises(new EnterpriseReferences<UnitState, UnitEvent>(
            Schema, "units", Units, (unit, enterprise, by) => new LeaseEnterpriseReplaced(
                enterprise, by, [.. unit.Leases.Where(l => l.EnterpriseId == enterprise).Select(l => l.Id)]), unit => unit.Enterprises));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/carriers", CarrierResponse.Looks.Stored!, typeof(CarrierContractEvent), stored => CarrierChanges.OfCarrier(Events.Read(stored.Type, stored.Data))));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/units", UnitResponse.Looks.Stored!, typeof(UnitContractEvent), stored => CarrierChanges.OfUnit(Events.Read(stored.Type, stored.Data))));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/renovation-projects", RenovationProjectResponse.Looks.Stored!, typeof(RenovationContractEvent),
            stored => CarrierChanges.OfRenovation(Events.Read(stored.Type, stored.Data))));
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(CarriersJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapCarriers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Carriers").AddEndpointFilter(Validation.Filter);
        RegisterCarrier.Map(group);
        ReviseCarrier.Map(group);
        ChangeCarrierStatus.Map(group);
        VerifyCarrier.Map(group);
        RecordSuitabilitySurvey.Map(group);
        ListSuitabilitySurveys.Map(group);
        GetSuitabilitySurvey.Map(group);
        MeasureFloor.Map(group);
        ListFloors.Map(group);
        GetCarrierStock.Map(group);
        GetOccupancy.Map(group);
        AddUnit.Map(group);
        ReviseUnit.Map(group);
        WithdrawUnit.Map(group);
        OfferLease.Map(group);
        SignLease.Map(group);
        OccupyLease.Map(group);
        EndLease.Map(group);
        GetLease.Map(group);
        ListLeases.Map(group);
        FindLeases.Map(group);
        ProposeRenovation.Map(group);
        ReviseRenovation.Map(group);
        ApproveRenovation.Map(group);
        StartRenovation.Map(group);
        AcceptRenovation.Map(group);
        AbandonRenovation.Map(group);
        GetRenovationProgress.Map(group);
        group.MapCollection("carriers");
        group.MapCollection("units");
        group.MapCollection("renovation-projects");
    }

    internal static Rejection NoCarrier { get; } =
        Rejection.Invalid("/carrierId", "unknown-reference", new Text("没有这个载体。", "There is no such carrier."));

    // One carrier is one record. What is retired holds nothing.
    private static IEnumerable<Claim> ClaimsOf(CarrierState carrier)
    {
        if (carrier.Code is not null)
            yield return new Claim("code", carrier.Code);
        if (carrier.Status != CarrierStatus.Retired)
            yield return new Claim("name", NameFolding.Fold(carrier.Name));
    }

    private static IEnumerable<Claim> ClaimsOf(UnitState unit)
    {
        if (unit.WithdrawalReason is null)
            yield return new Claim("unit-number", $"{unit.CarrierId}/{NameFolding.Letters(unit.Number)}");
    }
}
