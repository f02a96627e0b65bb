using HealthPark.Contracts.Access;

namespace HealthPark.Plan.Integration;

/// <summary>Makes sure that every body that the plan names is a registered organisation, so that keys can be issued to it.</summary>
internal sealed class PlanUnitsAsOrganizations(PlanData plan, IOrganizationDirectory organizations) : IStartupTask
{
    public async Task Run(CancellationToken ct)
    {
        foreach (var unit in plan.Units.Where(u => u.Group is null))
            await organizations.Ensure(unit.Code, unit.Zh, "bureau", ct);
    }
}
