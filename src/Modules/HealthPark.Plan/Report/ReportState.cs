using System.Text.Json.Serialization;
using HealthPark.EventStore;
using HealthPark.Plan.ReadModels;

namespace HealthPark.Plan.Report;

/// <summary>How far a report has come.</summary>
[JsonConverter(typeof(KebabEnumConverter<ReportStage>))]
public enum ReportStage
{
    /// <summary>起草.</summary>
    Draft,

    /// <summary>已报送: waits for the second person.</summary>
    Submitted,

    /// <summary>已锁定: approved; nothing about it changes any more.</summary>
    Locked,

    /// <summary>申请重开: locked still; someone asked to open it again.</summary>
    ReopeningRequested,

    /// <summary>已重开: open to be pinned anew and handed in again.</summary>
    Reopened,
}

/// <summary>A report as decisions see it.</summary>
public sealed record ReportState
{
    /// <summary>Before its first event.</summary>
    public static readonly ReportState Initial = new();

    internal static readonly StreamType<ReportState, ReportEvent> Stream = new StreamType<ReportState, ReportEvent>
    {
        Name = "report",
        Initial = Initial,
        Evolve = Evolve,
    }.Inline(ReportRow.Table, ReportRow.Of);

    private ReportState()
    {
    }

    #pragma warning disable CS1591 // the members are explained in ReportResponse
    public ReportDrawnUp? DrawnUp { get; private init; }
    public ReportStage Stage { get; private init; }
    public DateTimeOffset AsOf { get; private init; }
    public long Position { get; private init; }
    public string? Digest { get; private init; }
    public Person? SubmittedBy { get; private init; }
    public Person? ApprovedBy { get; private init; }
    public Person? ReopeningRequestedBy { get; private init; }
    public string? Reason { get; private init; }
    #pragma warning restore CS1591

    /// <summary>The state after one more event.</summary>
    public static ReportState Evolve(ReportState state, ReportEvent e) => e switch
    {
        ReportDrawnUp x => Initial with { DrawnUp = x, AsOf = x.AsOf, Position = x.Position },
        ReportPinned x => state with { AsOf = x.AsOf, Position = x.Position, Digest = null },
        ReportSubmitted x => state with { Stage = ReportStage.Submitted, Digest = x.Digest, SubmittedBy = x.By, Reason = null },
        ReportReturned x => state with { Stage = ReportStage.Draft, Reason = x.Reason },
        ReportApproved x => state with { Stage = ReportStage.Locked, ApprovedBy = x.By },
        ReportReopeningRequested x => state with { Stage = ReportStage.ReopeningRequested, Reason = x.Reason, ReopeningRequestedBy = x.By },
        ReportReopeningDeclined x => state with { Stage = ReportStage.Locked, Reason = x.Reason, ReopeningRequestedBy = null },
        ReportReopened => state with { Stage = ReportStage.Reopened, ApprovedBy = null },
        _ => state,
    };
}
