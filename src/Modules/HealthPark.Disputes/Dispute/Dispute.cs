using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using HealthPark.Disputes.ReadModels;
using HealthPark.EventStore;

namespace HealthPark.Disputes.Dispute;

/// <summary>Where a dispute stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<DisputeStatus>))]
public enum DisputeStatus
{
    /// <summary>待处理: the authority has not answered.</summary>
    Open,

    /// <summary>已采纳: the record has the proposed value.</summary>
    Accepted,

    /// <summary>不采纳: the record stays as it is.</summary>
    Refused,

    /// <summary>已撤回: whoever brought the value took it back.</summary>
    Withdrawn,

    /// <summary>已失效: the same organisation brought another value for the member.</summary>
    Outdated,
}

/// <summary>A dispute as decisions see it.</summary>
public sealed record DisputeState
{
    internal static readonly StreamType<DisputeState, DisputeEvent> Stream = new StreamType<DisputeState, DisputeEvent>
    {
        Name = "dispute",
        Initial = new(),
        Evolve = Evolve,
        Claims = ClaimsOf,
    }.Inline(DisputeRow.Table, DisputeRow.Of);

    #pragma warning disable CS1591 // the members are the fields of the record, explained in DisputeResponse
    public DisputeStatus Status { get; private init; }
    public string Collection { get; private init; } = "";
    public Guid RecordId { get; private init; }
    public long RecordVersion { get; private init; }
    public Guid OwnerOrganizationId { get; private init; }
    public string Member { get; private init; } = "";
    public JsonNode? PresentValue { get; private init; }
    public JsonNode? ProposedValue { get; private init; }
    public JsonObject? Qualifiers { get; private init; }
    public Guid ProposedBy { get; private init; }
    public string Actor { get; private init; } = "";
    public string? Reason { get; private init; }
    public string? Answer { get; private init; }
    #pragma warning restore CS1591

    internal static DisputeState Evolve(DisputeState state, DisputeEvent e) => e switch
    {
        DisputeOpened x => new()
        {
            Collection = x.Collection,
            RecordId = x.RecordId,
            RecordVersion = x.RecordVersion,
            OwnerOrganizationId = x.OwnerOrganizationId,
            Member = x.Member,
            PresentValue = x.PresentValue,
            ProposedValue = x.ProposedValue,
            Qualifiers = x.Qualifiers,
            ProposedBy = x.ProposedBy,
            Actor = x.Actor,
            Reason = x.Reason,
        },
        DisputeAccepted x => state with { Status = DisputeStatus.Accepted, Answer = x.Reason },
        DisputeRefused x => state with { Status = DisputeStatus.Refused, Answer = x.Reason },
        DisputeWithdrawn x => state with { Status = DisputeStatus.Withdrawn, Answer = x.Reason },
        DisputeSuperseded => state with { Status = DisputeStatus.Outdated },
        _ => state,
    };

    // One open dispute for each proposer and member: of many who bring a value at once, one opens it.
    private static IEnumerable<Claim> ClaimsOf(DisputeState dispute) => dispute.Status == DisputeStatus.Open
        ? [new Claim("open", $"{dispute.Collection}/{dispute.RecordId}/{dispute.Member}/{dispute.ProposedBy}")]
        : [];
}
