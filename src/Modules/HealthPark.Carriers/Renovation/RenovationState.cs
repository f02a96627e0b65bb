using System.Text.Json.Serialization;
using HealthPark.Carriers.Carrier;

namespace HealthPark.Carriers.Renovation;

/// <summary>Where a renovation project stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<RenovationStatus>))]
public enum RenovationStatus
{
    /// <summary>提出: proposed.</summary>
    Proposed,

    /// <summary>批准: approved by the park office.</summary>
    Approved,

    /// <summary>实施中: under way.</summary>
    Underway,

    /// <summary>验收: done and accepted.</summary>
    Accepted,

    /// <summary>放弃: given up.</summary>
    Abandoned,
}

/// <summary>A renovation project as decisions see it.</summary>
public sealed record RenovationState
{
    /// <summary>Before its first event.</summary>
    public static readonly RenovationState Initial = new();

    private RenovationState()
    {
    }

    #pragma warning disable CS1591 // the members are the fields of the record, explained in RenovationProjectResponse
    public Guid OwnerOrganizationId { get; private init; }
    public Guid CarrierId { get; private init; }
    public string Title { get; private init; } = "";
    public RenovationStatus Status { get; private init; }
    public decimal AreaBeforeSquareMetres { get; private init; }
    public decimal? PlannedAreaAfterSquareMetres { get; private init; }
    public decimal? AreaAfterSquareMetres { get; private init; }
    public decimal? BudgetYuan { get; private init; }
    public decimal? CostYuan { get; private init; }
    public IReadOnlyList<Criterion> Criteria { get; private init; } = [];
    public string? Note { get; private init; }
    public DateOnly? ApprovedOn { get; private init; }
    public string? ApprovalNote { get; private init; }
    public DateOnly? StartedOn { get; private init; }
    public DateOnly? AcceptedOn { get; private init; }
    public string? AcceptanceNote { get; private init; }
    public DateOnly? AbandonedOn { get; private init; }
    public string? AbandonReason { get; private init; }

    /// <summary>The day of its last step; null while it is proposed.</summary>
    public DateOnly? StatusOn => AbandonedOn ?? AcceptedOn ?? StartedOn ?? ApprovedOn;

    /// <summary>What it cost by the square metre of the area after, to fen; null where one of them is not known.</summary>
    public decimal? CostYuanPerSquareMetre => CostYuan is { } cost && AreaAfterSquareMetres is { } area ? decimal.Round(cost / area, 2, MidpointRounding.AwayFromZero) : null;

    /// <summary>The state after one more event.</summary>
    public static RenovationState Evolve(RenovationState state, RenovationEvent e) => e switch
    {
        RenovationProposed x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId,
            CarrierId = x.CarrierId,
            Title = x.Title,
            AreaBeforeSquareMetres = x.AreaBeforeSquareMetres,
            PlannedAreaAfterSquareMetres = x.PlannedAreaAfterSquareMetres,
            BudgetYuan = x.BudgetYuan,
            Note = x.Note,
        },
        RenovationRevised x => state with
        {
            Title = x.Title ?? state.Title,
            AreaBeforeSquareMetres = x.AreaBeforeSquareMetres ?? state.AreaBeforeSquareMetres,
            PlannedAreaAfterSquareMetres = x.Cleared.Contains("plannedAreaAfterSquareMetres") ? null : x.PlannedAreaAfterSquareMetres ?? state.PlannedAreaAfterSquareMetres,
            BudgetYuan = x.Cleared.Contains("budgetYuan") ? null : x.BudgetYuan ?? state.BudgetYuan,
            Note = x.Cleared.Contains("note") ? null : x.Note ?? state.Note,
        },
        RenovationApproved x => state with { Status = RenovationStatus.Approved, ApprovedOn = x.On, ApprovalNote = x.Note },
        RenovationStarted x => state with { Status = RenovationStatus.Underway, StartedOn = x.On },
        RenovationAccepted x => state with
        {
            Status = RenovationStatus.Accepted,
            AcceptedOn = x.On,
            AreaAfterSquareMetres = x.AreaAfterSquareMetres,
            CostYuan = x.CostYuan,
            Criteria = x.Criteria,
            AcceptanceNote = x.Note,
        },
        RenovationAbandoned x => state with { Status = RenovationStatus.Abandoned, AbandonedOn = x.On, AbandonReason = x.Reason },
        _ => state,
    };
}
