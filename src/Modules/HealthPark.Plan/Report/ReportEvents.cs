namespace HealthPark.Plan.Report;

/// <summary>An event of a report's stream. Stored names and shapes are kept for ever; see PlanModule for the names.</summary>
public abstract record ReportEvent;

/// <summary>A report was drawn up: what was known at a position is what it says, for ever.</summary>
/// <param name="OwnerOrganizationId">The organisation that draws it up.</param>
/// <param name="Title">Its title.</param>
/// <param name="Period">The plan's year.</param>
/// <param name="Basis"><c>verified</c> or <c>reported</c>.</param>
/// <param name="AsOf">The instant whose knowledge it pins.</param>
/// <param name="Position">The last position of the log that was known then.</param>
/// <param name="By">Who drew it up.</param>
public sealed record ReportDrawnUp(Guid OwnerOrganizationId, string Title, string Period, string Basis, DateTimeOffset AsOf, long Position, Person By) : ReportEvent;

/// <summary>A report that is not out of hand pins another position.</summary>
public sealed record ReportPinned(DateTimeOffset AsOf, long Position, Person By) : ReportEvent;

/// <summary>A report was handed in.</summary>
/// <param name="Digest">SHA-256 of its figures, lower-case hexadecimal: shows that they are the same whenever they are made again.</param>
/// <param name="By">Who handed it in.</param>
public sealed record ReportSubmitted(string Digest, Person By) : ReportEvent;

/// <summary>A report was given back to be mended.</summary>
public sealed record ReportReturned(string Reason, Person By) : ReportEvent;

/// <summary>A second person approved a report, and locked it by that.</summary>
public sealed record ReportApproved(Person By) : ReportEvent;

/// <summary>Someone asks to open a locked report again.</summary>
public sealed record ReportReopeningRequested(string Reason, Person By) : ReportEvent;

/// <summary>The report stays locked.</summary>
public sealed record ReportReopeningDeclined(string Reason, Person By) : ReportEvent;

/// <summary>A second person agreed: the report is open again.</summary>
public sealed record ReportReopened(Person By) : ReportEvent;

/// <summary>Who acted.</summary>
/// <param name="ClientId">The client: an API key's id, or a token's client.</param>
/// <param name="Officer">The officer who answers for it; null if none is named.</param>
public sealed record Person(string ClientId, string? Officer)
{
    /// <summary>Whether these are two persons: two clients, and not the same officer behind both.</summary>
    public bool IsOtherThan(Person other) => ClientId != other.ClientId && (Officer is null || Officer != other.Officer);
}
