using HealthPark.EventStore;
using HealthPark.Plan.Report;

namespace HealthPark.Plan.Features;

/// <summary>A report on the plan's figures, as they were known at one position of the log.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Title">Its title.</param>
/// <param name="Period">The plan's year.</param>
/// <param name="Basis">`verified` or `reported`.</param>
/// <param name="State">How far it has come; state machine `report-stage`.</param>
/// <param name="AsOf">The instant whose knowledge it pins (RFC 3339, UTC).</param>
/// <param name="Position">The last position of the log that was known then. `asOf` this position gives the same figures, proofs and differences anywhere.</param>
/// <param name="Digest">SHA-256 of its figures as they were when it was handed in, lower-case hexadecimal; null before. See the report's figures.</param>
/// <param name="Reason">Why it was returned, is to be opened again, or stays locked.</param>
/// <param name="DrawnUpBy">Who drew it up.</param>
/// <param name="SubmittedBy">Who handed it in.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="OwnerOrganizationId">The organisation that drew it up.</param>
/// <param name="CreatedAt">When it was drawn up (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record ReportResponse(
    Guid Id, string Title, string Period, string Basis, ReportStage State, DateTime AsOf, long Position, string? Digest, string? Reason, Person DrawnUpBy,
    Person? SubmittedBy, Person? ApprovedBy, Guid OwnerOrganizationId, DateTime CreatedAt, DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<ReportState, ReportResponse> Looks =
        new("", Of, PlanJson.Api.ReportResponse, record => $"/v1/plan/reports/{record.Id}")
        {
            Stored = new StoredBody("plan.reports", "owner_organization_id"),
        };

    private static ReportResponse Of(Recorded<ReportState> record)
    {
        var (report, drawnUp) = (record.State, record.State.DrawnUp!);
        return new(
            record.Id, drawnUp.Title, drawnUp.Period, drawnUp.Basis, report.Stage, report.AsOf.UtcDateTime, report.Position, report.Digest, report.Reason, drawnUp.By,
            report.SubmittedBy, report.ApprovedBy, drawnUp.OwnerOrganizationId, record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime,
            record.Changed.Version);
    }
}
