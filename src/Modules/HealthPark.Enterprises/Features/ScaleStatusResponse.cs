using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;

namespace HealthPark.Enterprises.Features;

/// <summary>An enterprise's scale status in a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="AboveScale">Whether it is above scale (规上).</param>
/// <param name="Verification">What the park office thinks of it.</param>
/// <param name="ReturnReason">Why it was returned.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record ScaleStatusResponse(int Year, bool AboveScale, Verification Verification, string? ReturnReason, DateTime UpdatedAt, long Version)
{
    internal static Representation<EnterpriseState, ScaleStatusResponse> Looks(int year) => new(
        ScaleStatus.Part(year), record => Of(record, year), EnterprisesJson.Api.ScaleStatusResponse,
        record => $"/v1/enterprises/{record.Id}/scale-statuses/{year}");

    internal static ScaleStatusResponse Of(Recorded<EnterpriseState> record, int year)
    {
        var (status, part) = (record.State.ScaleStatuses[year], record.Part(ScaleStatus.Part(year))!);
        return new(year, status.AboveScale, status.Verification, status.ReturnReason, part.RecordedAt.UtcDateTime, part.Version);
    }
}
