using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HealthPark.Funds.Deal;

/// <summary>Where a deal stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<DealStage>))]
public enum DealStage
{
    /// <summary>项目储备: found.</summary>
    Sourced,

    /// <summary>初筛: screened.</summary>
    Screened,

    /// <summary>尽职调查: being looked into.</summary>
    DueDiligence,

    /// <summary>投决: before the investment committee.</summary>
    Committee,

    /// <summary>签约: signed.</summary>
    Signed,

    /// <summary>出资: the first tranche was paid.</summary>
    Disbursed,

    /// <summary>投后管理: being managed.</summary>
    Managed,

    /// <summary>退出: the fund is out.</summary>
    Exited,

    /// <summary>核销: written off.</summary>
    WrittenOff,

    /// <summary>否决: declined.</summary>
    Declined,
}

/// <summary>A step of a deal.</summary>
/// <param name="Stage">The stage that was reached.</param>
/// <param name="On">The day.</param>
/// <param name="Note">What was said of it: why it was declined.</param>
public sealed record DealStep(DealStage Stage, DateOnly On, string? Note);

/// <summary>A deal as decisions see it.</summary>
public sealed record DealState
{
    /// <summary>Before its first event.</summary>
    public static readonly DealState Initial = new();

    private DealState()
    {
    }

    #pragma warning disable CS1591 // the members are the fields of the record, explained in DealResponse
    public Guid OwnerOrganizationId { get; private init; }
    public string Name { get; private init; } = "";
    public string Source { get; private init; } = "";
    public string FinancingStage { get; private init; } = "";
    public Guid? EnterpriseId { get; private init; }
    public Guid? TransferId { get; private init; }
    public decimal? AskYuan { get; private init; }
    public string? Description { get; private init; }
    public Guid? FundId { get; private init; }
    public Guid? InvestmentId { get; private init; }
    public ImmutableList<DealStep> Steps { get; private init; } = [];
    #pragma warning restore CS1591

    /// <summary>Where it stands.</summary>
    public DealStage Stage => Steps[^1].Stage;

    /// <summary>The state after one more event.</summary>
    public static DealState Evolve(DealState state, DealEvent e) => e switch
    {
        DealSourced x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId,
            Name = x.Name,
            Source = x.Source,
            FinancingStage = x.FinancingStage,
            EnterpriseId = x.EnterpriseId,
            TransferId = x.TransferId,
            AskYuan = x.AskYuan,
            Description = x.Description,
            Steps = [new DealStep(x.Stage, x.On, null)],
        },
        DealRevised x => state with
        {
            Name = x.Name ?? state.Name,
            Source = x.Source ?? state.Source,
            FinancingStage = x.FinancingStage ?? state.FinancingStage,
            EnterpriseId = x.Cleared.Contains("enterpriseId") ? null : x.EnterpriseId ?? state.EnterpriseId,
            TransferId = x.Cleared.Contains("transferId") ? null : x.TransferId ?? state.TransferId,
            AskYuan = x.Cleared.Contains("askYuan") ? null : x.AskYuan ?? state.AskYuan,
            Description = x.Cleared.Contains("description") ? null : x.Description ?? state.Description,
        },
        DealEnterpriseReplaced x => state with { EnterpriseId = state.EnterpriseId == x.Enterprise ? x.By : state.EnterpriseId },
        DealAdvanced x => state.At(x.To, x.On, x.Note),
        DealDeclined x => state.At(DealStage.Declined, x.On, x.Reason),
        DealInvestmentAgreed x => state with { FundId = x.FundId, InvestmentId = x.InvestmentId },
        DealInvestmentCancelled => state with { FundId = null, InvestmentId = null },
        DealDisbursed x => state.At(DealStage.Disbursed, x.On, null),
        DealExited x => state.At(DealStage.Exited, x.On, null),
        DealWrittenOff x => state.At(DealStage.WrittenOff, x.On, null),
        _ => state,
    };

    private DealState At(DealStage stage, DateOnly on, string? note) => this with { Steps = Steps.Add(new DealStep(stage, on, note)) };
}
