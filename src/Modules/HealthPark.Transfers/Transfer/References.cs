using HealthPark.Contracts.Access;
using HealthPark.Contracts.Enterprises;

namespace HealthPark.Transfers.Transfer;

/// <summary>An institution: its name, and its id where it is registered.</summary>
internal sealed record Institution(string Name, Guid? Id);

/// <summary>What the references of a request stand for, as far as the writer may see it.</summary>
/// <param name="Organizations">The registered organisations, by the text that named them.</param>
/// <param name="Enterprises">The enterprises that there are.</param>
internal sealed record References(IReadOnlyDictionary<string, OrganizationReference> Organizations, IReadOnlySet<Guid> Enterprises)
{
    /// <summary>Nothing is known.</summary>
    public static readonly References None = new(new Dictionary<string, OrganizationReference>(), new HashSet<Guid>());

    /// <summary>An institution named by its name, its code or its id. An id must be one of a registered organisation.</summary>
    public Institution Institution(string pointer, string text, List<FieldError> errors)
    {
        var name = text.Trim();
        if (Organizations.GetValueOrDefault(name) is { } organization)
            return new(organization.Name, organization.Id);
        if (Guid.TryParse(name, out _))
            errors.Add(Unknown(pointer, new Text("没有这个机构,或您无权查看。", "There is no such organisation, or you may not see it.")));
        return new(name, null);
    }

    /// <summary>An enterprise must be there.</summary>
    public void CheckEnterprise(Guid? id, List<FieldError> errors)
    {
        if (id is { } enterprise && !Enterprises.Contains(enterprise))
            errors.Add(Unknown("/enterpriseId", new Text("没有这家企业,或您无权查看。", "There is no such enterprise, or you may not see it.")));
    }

    private static FieldError Unknown(string pointer, Text detail) => new(pointer, "unknown-reference", detail);
}

/// <summary>Looks up what a request refers to in other modules.</summary>
public sealed class ReferenceLookup(IOrganizationDirectory organizations, IEnterpriseDirectory enterprises)
{
    /// <summary>What some texts and an id stand for.</summary>
    internal async Task<References> Find(IEnumerable<string?> institutions, Guid? enterpriseId, Caller caller, CancellationToken ct)
    {
        var found = new Dictionary<string, OrganizationReference>();
        foreach (var text in institutions.OfType<string>().Select(t => t.Trim()).Distinct())
        {
            if (await organizations.Resolve(text, caller, ct) is { } organization)
                found[text] = organization;
        }

        return new(found, enterpriseId is { } id && await enterprises.Has(id, caller, ct) ? new HashSet<Guid> { id } : new HashSet<Guid>());
    }
}
