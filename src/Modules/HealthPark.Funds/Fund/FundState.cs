using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HealthPark.Funds.Fund;

/// <summary>Where a fund stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<FundStatus>))]
public enum FundStatus
{
    /// <summary>筹划: planned.</summary>
    Planned,

    /// <summary>募集: money is being raised.</summary>
    Raising,

    /// <summary>备案: filed with the Asset Management Association of China.</summary>
    Filed,

    /// <summary>投资期: it invests.</summary>
    Investing,

    /// <summary>退出期: it gets out of its investments and makes no new ones.</summary>
    Exiting,

    /// <summary>清算: liquidated.</summary>
    Liquidated,

    /// <summary>作废: entered by mistake; it counts nowhere.</summary>
    Voided,
}

/// <summary>A fund as decisions see it.</summary>
public sealed record FundState
{
    /// <summary>Before its first event.</summary>
    public static readonly FundState Initial = new();

    private FundState()
    {
    }

    #pragma warning disable CS1591 // the members are the fields of the record, explained in FundResponse
    public Guid OwnerOrganizationId { get; private init; }
    public string Name { get; private init; } = "";
    public string Kind { get; private init; } = "";
    public FundStatus Status { get; private init; }
    public DateOnly? StatusOn { get; private init; }
    public string? StatusReason { get; private init; }
    public string? Manager { get; private init; }
    public string? ManagerRegistrationNumber { get; private init; }
    public string? FundCode { get; private init; }
    public decimal? SizeYuan { get; private init; }
    public decimal? GovernmentSharePercent { get; private init; }
    public DateOnly? EstablishedOn { get; private init; }
    public int? TermYears { get; private init; }
    public decimal? ReinvestmentRatio { get; private init; }
    public bool ReinvestsProceeds { get; private init; }
    public string? Note { get; private init; }
    public string? VoidReason { get; private init; }
    public ImmutableList<Commitment> Commitments { get; private init; } = [];
    public ImmutableList<CapitalCall> Calls { get; private init; } = [];
    public ImmutableList<Investment> Investments { get; private init; } = [];
    public decimal DistributedYuan { get; private init; }
    #pragma warning restore CS1591

    /// <summary>Its sums.</summary>
    public FundFigures Figures
    {
        get
        {
            var commitments = Commitments.Where(c => c.VoidReason is null).ToList();
            var calls = Calls.Where(c => c.VoidReason is null).ToList();
            return new(
                commitments.Sum(c => c.AmountYuan), calls.Sum(c => c.Amounts.Sum(a => a.AmountYuan)), calls.Sum(c => c.Standing.Sum(p => p.AmountYuan)),
                Investments.Sum(i => i.PromisedYuan), Investments.Sum(i => i.PaidYuan), Investments.Sum(i => i.ProceedsYuan), Investments.Sum(i => i.WrittenOffYuan),
                DistributedYuan, commitments.Where(c => c.InvestorKind == FundCodes.Government).Sum(c => c.AmountYuan), ReinvestsProceeds);
        }
    }

    /// <summary>A commitment; null if there is none with this id.</summary>
    public Commitment? Commitment(Guid id) => Commitments.Find(c => c.Id == id);

    /// <summary>A capital call; null if there is none with this id.</summary>
    public CapitalCall? Call(Guid id) => Calls.Find(c => c.Id == id);

    /// <summary>An investment; null if there is none with this id.</summary>
    public Investment? Investment(Guid id) => Investments.Find(i => i.Id == id);

    /// <summary>What a commitment was asked to pay in, by all calls.</summary>
    public decimal Called(Guid commitmentId) => Calls.Sum(c => c.Called(commitmentId));

    /// <summary>What was paid in for a commitment.</summary>
    public decimal Paid(Guid commitmentId) => Calls.Sum(c => c.Paid(commitmentId));

    /// <summary>The state after one more event.</summary>
    public static FundState Evolve(FundState state, FundEvent e) => e switch
    {
        FundRegistered x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId,
            Name = x.Name,
            Kind = x.Kind,
            Status = x.Status,
            StatusOn = x.StatusOn,
            Manager = x.Manager,
            ManagerRegistrationNumber = x.ManagerRegistrationNumber,
            FundCode = x.FundCode,
            SizeYuan = x.SizeYuan,
            GovernmentSharePercent = x.GovernmentSharePercent,
            EstablishedOn = x.EstablishedOn,
            TermYears = x.TermYears,
            ReinvestmentRatio = x.ReinvestmentRatio,
            ReinvestsProceeds = x.ReinvestsProceeds,
            Note = x.Note,
        },
        FundRevised x => state with
        {
            Name = x.Name ?? state.Name,
            Kind = x.Kind ?? state.Kind,
            Manager = x.Cleared.Contains("manager") ? null : x.Manager ?? state.Manager,
            ManagerRegistrationNumber = x.Cleared.Contains("managerRegistrationNumber") ? null : x.ManagerRegistrationNumber ?? state.ManagerRegistrationNumber,
            FundCode = x.Cleared.Contains("fundCode") ? null : x.FundCode ?? state.FundCode,
            SizeYuan = x.Cleared.Contains("sizeYuan") ? null : x.SizeYuan ?? state.SizeYuan,
            GovernmentSharePercent = x.Cleared.Contains("governmentSharePercent") ? null : x.GovernmentSharePercent ?? state.GovernmentSharePercent,
            EstablishedOn = x.Cleared.Contains("establishedOn") ? null : x.EstablishedOn ?? state.EstablishedOn,
            TermYears = x.Cleared.Contains("termYears") ? null : x.TermYears ?? state.TermYears,
            ReinvestmentRatio = x.Cleared.Contains("reinvestmentRatio") ? null : x.ReinvestmentRatio ?? state.ReinvestmentRatio,
            ReinvestsProceeds = x.ReinvestsProceeds ?? state.ReinvestsProceeds,
            Note = x.Cleared.Contains("note") ? null : x.Note ?? state.Note,
        },
        FundStatusChanged x => state with { Status = x.Status, StatusOn = x.On, FundCode = x.FundCode ?? state.FundCode, StatusReason = x.Reason },
        FundVoided x => state with { Status = FundStatus.Voided, VoidReason = x.Reason },
        CommitmentAdded x => state with { Commitments = state.Commitments.Add(new Commitment(x.CommitmentId, x.Investor, x.InvestorKind, x.AmountYuan, x.On, null)) },
        CommitmentVoided x => state with { Commitments = [.. state.Commitments.Select(c => c.Id == x.CommitmentId ? c with { VoidReason = x.Reason } : c)] },
        CapitalCalled x => state with { Calls = state.Calls.Add(new CapitalCall(x.CallId, state.Calls.Count + 1, x.On, x.DueOn, x.Amounts, null)) },
        CapitalCallVoided x => state.WithCall(x.CallId, c => c with { VoidReason = x.Reason }),
        CapitalPaidIn x => state.WithCall(x.CallId, c => c with { Payments = c.Payments.Add(new CapitalPayment(x.PaymentId, x.CommitmentId, x.AmountYuan, x.On, null)) }),
        CapitalPaymentVoided x => state.WithCall(x.CallId, c => c with
        {
            Payments = [.. c.Payments.Select(p => p.Id == x.PaymentId ? p with { VoidReason = x.Reason } : p)],
        }),
        InvestmentAgreed x => state with
        {
            Investments = state.Investments.Add(new Investment(
                x.InvestmentId, x.DealId, x.Instrument, x.ValuationYuan, x.On,
                [.. x.Tranches.Select((t, i) => new Tranche(i + 1, t.AmountYuan, t.Condition, t.DueOn, null, []))], x.LossShares)),
        },
        InvestmentCancelled x => state.WithInvestment(x.InvestmentId, i => i with { State = InvestmentState.Cancelled, CancelReason = x.Reason }),
        TranchePaid x => state.WithInvestment(x.InvestmentId, i => i with
        {
            State = InvestmentState.Disbursed,
            Tranches = [.. i.Tranches.Select(t => t.Number == x.Number ? t with { PaidOn = x.On, EvidenceIds = x.EvidenceIds } : t)],
        }),
        InvestmentExited x => state.WithInvestment(x.InvestmentId, i => i with
        {
            State = x.IsPartial ? i.State : InvestmentState.Exited,
            Exits = i.Exits.Add(new InvestmentExit(x.Route, x.On, x.ProceedsYuan, x.IsPartial)),
        }),
        InvestmentWrittenOff x => state.WithInvestment(x.InvestmentId, i => i with
        {
            State = InvestmentState.WrittenOff, WrittenOffOn = x.On, ToleranceNote = x.ToleranceNote,
        }),
        FundDistributed x => state with { DistributedYuan = state.DistributedYuan + x.AmountYuan },
        _ => state,
    };

    /// <summary>The parts of the record that an event changes: what becomes of a part changes the fund's own figures too.</summary>
    public static IReadOnlyList<string> PartsOf(FundEvent e) => e switch
    {
        CommitmentAdded x => ["", Fund.Commitment.Part(x.CommitmentId)],
        CommitmentVoided x => ["", Fund.Commitment.Part(x.CommitmentId)],
        CapitalCalled x => ["", CapitalCall.Part(x.CallId), .. x.Amounts.Select(a => Fund.Commitment.Part(a.CommitmentId))],
        CapitalCallVoided x => ["", CapitalCall.Part(x.CallId), .. x.CommitmentIds.Select(Fund.Commitment.Part)],
        CapitalPaidIn x => ["", CapitalCall.Part(x.CallId), Fund.Commitment.Part(x.CommitmentId)],
        CapitalPaymentVoided x => ["", CapitalCall.Part(x.CallId), Fund.Commitment.Part(x.CommitmentId)],
        InvestmentAgreed x => ["", Fund.Investment.Part(x.InvestmentId)],
        InvestmentCancelled x => ["", Fund.Investment.Part(x.InvestmentId)],
        TranchePaid x => ["", Fund.Investment.Part(x.InvestmentId)],
        InvestmentExited x => ["", Fund.Investment.Part(x.InvestmentId)],
        InvestmentWrittenOff x => ["", Fund.Investment.Part(x.InvestmentId)],
        _ => [""],
    };

    private FundState WithCall(Guid id, Func<CapitalCall, CapitalCall> change) => this with { Calls = [.. Calls.Select(c => c.Id == id ? change(c) : c)] };

    private FundState WithInvestment(Guid id, Func<Investment, Investment> change) =>
        this with { Investments = [.. Investments.Select(i => i.Id == id ? change(i) : i)] };
}
