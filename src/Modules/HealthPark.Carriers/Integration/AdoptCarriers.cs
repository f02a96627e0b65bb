using HealthPark.Carriers.Carrier;
using HealthPark.Contracts.Access;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Carriers.Integration;

/// <summary>Makes sure that every carrier that the plan names is a record, the park office's, so that it can be surveyed and let.</summary>
internal sealed class AdoptCarriers(IOrganizationDirectory organizations, [FromKeyedServices(CarriersModule.Schema)] ModuleStore store) : IStartupTask
{
    /// <summary>The id of a carrier's stream: made from its code, so that every node finds the same.</summary>
    public static Guid IdOf(string code) => DerivedId.Of($"plan-2025-2027/carrier/{code}");

    public async Task Run(CancellationToken ct)
    {
        var office = await organizations.ParkOffice(ct);
        foreach (var carrier in CodeLists.Carriers.Items)
        {
            var record = await store.Load(CarriersModule.Carriers, IdOf(carrier.Code), UpTo.Now, ct);
            if (record.Exists)
                continue;
            string[] approximate =
            [
                .. carrier.LandArea is { Approximate: true } ? ["landAreaSquareMetres"] : Array.Empty<string>(),
                .. carrier.PlannedFloorArea is { Approximate: true } ? ["plannedFloorAreaSquareMetres"] : Array.Empty<string>(),
            ];
            var adopted = new CarrierRegistered(
                office, carrier.Code, carrier.Zh, carrier.Aliases, carrier.Kind, carrier.Zone, carrier.Phase, carrier.Role, null, null,
                carrier.LandArea?.SquareMetres, carrier.PlannedFloorArea?.SquareMetres, null, null, approximate, carrier.Note?.Zh,
                carrier.Kind == CarrierCodes.Parcel ? CarrierStatus.Reserved : CarrierStatus.Surveyed);
            // Another node may be as fast: then the append meets its stream, and nothing is lost.
            await store.Append(CarriersModule.Carriers, record, [adopted], new EventMetadata("system:reference-data"), null);
        }
    }
}
