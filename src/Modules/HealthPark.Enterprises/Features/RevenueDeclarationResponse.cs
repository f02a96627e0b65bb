using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;

namespace HealthPark.Enterprises.Features;

/// <summary>What is declared for a year or a month.</summary>
/// <param name="Period">A year, `2026`, or a month, `2026-03`.</param>
/// <param name="Source">The source that counts: the strongest of those declared.</param>
/// <param name="AmountYuan">Its amount in CNY yuan.</param>
/// <param name="Verification">What the park office thinks of that amount.</param>
/// <param name="ReturnReason">Why it was returned.</param>
/// <param name="Findings">What is worth another look: `revenue-jump`, over 50 % up or down from the period before.</param>
/// <param name="Declarations">What each source declared.</param>
/// <param name="UpdatedAt">When any of it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record RevenueDeclarationResponse(
    string Period, string Source, [property: Sensitive(Scopes.EnterprisesRevenue)] decimal AmountYuan, Verification Verification, string? ReturnReason,
    [property: Sensitive(Scopes.EnterprisesRevenue)] IReadOnlyList<string> Findings, IReadOnlyList<SourceDeclaration> Declarations, DateTime UpdatedAt, long Version)
{
    internal static Representation<EnterpriseState, RevenueDeclarationResponse> Looks(string period) => new(
        Revenue.Part(period), record => Of(record, period), EnterprisesJson.Api.RevenueDeclarationResponse,
        record => $"/v1/enterprises/{record.Id}/revenue-declarations/{period}");

    internal static RevenueDeclarationResponse Of(Recorded<EnterpriseState> record, string period)
    {
        var (declared, part) = (RevenueRules.Declared(record.State, period), record.Part(Revenue.Part(period))!);
        var strongest = declared[0];
        var before = RevenueRules.Declared(record.State, Periods.Before(period)).FirstOrDefault();
        var jumped = before is { AmountYuan: > 0 } && Math.Abs(strongest.AmountYuan - before.AmountYuan) > before.AmountYuan / 2;
        return new(
            period, strongest.Source, strongest.AmountYuan, strongest.Verification, strongest.ReturnReason, jumped ? ["revenue-jump"] : [],
            declared, part.RecordedAt.UtcDateTime, part.Version);
    }
}
