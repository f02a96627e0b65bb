using HealthPark.Access.Organization;
using HealthPark.Contracts.Access;

namespace HealthPark.Access.Integration;

/// <summary>What the module tells the others of organisations. Keys are its own affair.</summary>
internal static class OrganizationChanges
{
    public static OrganizationContractEvent? Publish(object e) => e switch
    {
        OrganizationRegistered x => new OrganizationRegisteredV1(x.Name, x.Kind, x.Code),
        _ => null,
    };
}
