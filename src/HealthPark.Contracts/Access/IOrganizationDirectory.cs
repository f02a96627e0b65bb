namespace HealthPark.Contracts.Access;

/// <summary>The organisations that other modules refer to.</summary>
public interface IOrganizationDirectory
{
    /// <summary>Makes sure that a body with this code is registered. Registering it again changes nothing.</summary>
    /// <param name="code">Its stable code, such as <c>yuzhong-science-technology-bureau</c>.</param>
    /// <param name="name">Its Chinese name.</param>
    /// <param name="kind">What it is, such as <c>bureau</c>.</param>
    /// <param name="ct">Cancels the call.</param>
    Task Ensure(string code, string name, string kind, CancellationToken ct);

    /// <summary>Whether there is an organisation with this id.</summary>
    Task<bool> Exists(Guid id, CancellationToken ct);

    /// <summary>The code of an organisation that the plan names; null for any other.</summary>
    Task<string?> CodeOf(Guid organizationId, CancellationToken ct);
}
