namespace HealthPark.Access.Organization;

/// <summary>An event of an organisation's stream.</summary>
public abstract record OrganizationEvent;

/// <summary>An organisation was registered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">One of <see cref="OrganizationKinds"/>.</param>
/// <param name="Code">Its code in the plan's reference data; null for partners.</param>
public sealed record OrganizationRegistered(string Name, string Kind, string? Code) : OrganizationEvent;
