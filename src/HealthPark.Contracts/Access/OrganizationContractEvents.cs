namespace HealthPark.Contracts.Access;

/// <summary>A public change of an organisation.</summary>
public abstract record OrganizationContractEvent : ContractEvent;

/// <summary>An organisation was registered: other records may name it as their owner from here on.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>park-office</c>, <c>bureau</c> (a body that the plan names), <c>partner</c> or <c>dashboard</c>.</param>
/// <param name="Code">Its code in the plan's reference data; null for partners.</param>
[ContractEventType("cn.healthpark.organization.registered.v1")]
public sealed record OrganizationRegisteredV1(string Name, string Kind, string? Code) : OrganizationContractEvent;
