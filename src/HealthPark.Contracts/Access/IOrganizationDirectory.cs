using HealthPark.Kernel.Http;

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

    /// <summary>The park office's id.</summary>
    Task<Guid> ParkOffice(CancellationToken ct);

    /// <summary>Whether there is an organisation with this id.</summary>
    Task<bool> Exists(Guid id, CancellationToken ct);

    /// <summary>The code of an organisation that the plan names; null for any other.</summary>
    Task<string?> CodeOf(Guid organizationId, CancellationToken ct);

    /// <summary>The one organisation with this id, code or name that the caller may know of; null if there is none, or several bear the name.</summary>
    /// <remarks>A partner knows itself and the bodies that the plan names.</remarks>
    Task<OrganizationReference?> Resolve(string idCodeOrName, Caller caller, CancellationToken ct);
}

/// <summary>An organisation as others refer to it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
public sealed record OrganizationReference(Guid Id, string Name);
