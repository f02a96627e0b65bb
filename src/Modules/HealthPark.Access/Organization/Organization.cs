using HealthPark.Access.ReadModels;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;

namespace HealthPark.Access.Organization;

/// <summary>What an organisation is to the park.</summary>
public static class OrganizationKinds
{
    /// <summary>The park office: verifies records and answers for every figure.</summary>
    public const string ParkOffice = "park-office";

    /// <summary>A government body or institution that the plan names.</summary>
    public const string Bureau = "bureau";

    /// <summary>A partner, such as an incubator: sees and changes its own records only.</summary>
    public const string Partner = "partner";

    /// <summary>A dashboard of a third party: reads the plan's figures, and no records.</summary>
    public const string Dashboard = "dashboard";

    /// <summary>The kinds with their labels.</summary>
    public static readonly CodeList<CodeItem> Codes = CodeLists.Of(
        "organization-kinds", new Text("机构类别", "Kinds of organisation"),
        (ParkOffice, "园区办公室", "Park office"), (Bureau, "部门和单位", "Government body or institution"), (Partner, "合作伙伴", "Partner"), (Dashboard, "看板", "Dashboard"));

    /// <summary>Every kind.</summary>
    public static readonly IReadOnlyList<string> All = Codes.Codes;

    /// <summary>Whether clients of an organisation of this kind may hold a scope.</summary>
    public static bool MayHold(string kind, string scope) => kind switch
    {
        ParkOffice => true,
        Dashboard => scope == Scopes.PlanRead,
        _ => !Scopes.ParkOfficeOnly.Contains(scope),
    };

    /// <summary>A client of an organisation, with as much of what it was given as its kind may hold.</summary>
    internal static Caller CallerOf(string clientId, Guid organizationId, string kind, IEnumerable<string> scopes) => new(
        clientId, organizationId, IsPartner: kind is Partner or Dashboard, IsParkOffice: kind == ParkOffice,
        scopes.Where(scope => MayHold(kind, scope)).ToHashSet());
}

/// <summary>An organisation as decisions see it.</summary>
public sealed record OrganizationState(string Name, string Kind, string? Code)
{
    internal static readonly StreamType<OrganizationState, OrganizationEvent> Stream = new StreamType<OrganizationState, OrganizationEvent>
    {
        Name = "organization",
        Initial = new("", "", null),
        Evolve = Evolve,
        Claims = o => o.Code is null ? [new Claim("name", NameFolding.Fold(o.Name))] : [new Claim("code", o.Code)],
    }.Inline(OrganizationRow.Table, OrganizationRow.Of);

    internal static OrganizationState Evolve(OrganizationState state, OrganizationEvent e) => e switch
    {
        OrganizationRegistered registered => new(registered.Name, registered.Kind, registered.Code),
        _ => state,
    };
}
