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

    /// <summary>Names for clients that acted: API key ids to the key's and its officer's name, and the clients of tokens.</summary>
    Task<IReadOnlyDictionary<string, ActorName>> NamesOf(IEnumerable<string> clientIds, CancellationToken ct);
}

/// <summary>Who stands behind a client.</summary>
/// <param name="Client">The API key's name; for a token, its issuer and client.</param>
/// <param name="Officer">The officer who answers for it, if named.</param>
/// <param name="Organization">The name of the key's organisation; null for a token.</param>
public sealed record ActorName(string Client, string? Officer, string? Organization);
