using HealthPark.Kernel.Reference;

namespace HealthPark.Enterprises.Enterprise;

/// <summary>What holds for declared revenue as a whole.</summary>
internal static class RevenueRules
{
    /// <summary>What was declared for a period, the strongest source first.</summary>
    public static IReadOnlyList<SourceDeclaration> Declared(EnterpriseState enterprise, string period) =>
    [
        .. from revenue in enterprise.Revenues
           where revenue.Key.Period == period
           orderby CodeLists.RevenueSources.Find(revenue.Key.Source)!.Precedence
           select new SourceDeclaration(revenue.Key.Source, revenue.Value.AmountYuan, revenue.Value.Verification, revenue.Value.ReturnReason),
    ];
}

/// <summary>What one source declared.</summary>
/// <param name="Source">Who: `statistics`, `tax` or `enterprise`.</param>
/// <param name="AmountYuan">Its amount in CNY yuan.</param>
/// <param name="Verification">What the park office thinks of it.</param>
/// <param name="ReturnReason">Why it was returned.</param>
public sealed record SourceDeclaration(
    string Source, [property: Sensitive(Scopes.EnterprisesRevenue)] decimal AmountYuan, Verification Verification, string? ReturnReason);
