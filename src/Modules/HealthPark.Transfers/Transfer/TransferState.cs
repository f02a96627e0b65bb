using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HealthPark.Transfers.Transfer;

/// <summary>Where a research result stands on its way from the clinic into industry (全链条转化).</summary>
[JsonConverter(typeof(KebabEnumConverter<TransferStage>))]
public enum TransferStage
{
    /// <summary>临床需求: a clinical need.</summary>
    ClinicalNeed,

    /// <summary>基础研究: basic research.</summary>
    BasicResearch,

    /// <summary>概念验证: proof of concept.</summary>
    ProofOfConcept,

    /// <summary>成果转化: the result is transferred.</summary>
    Transfer,

    /// <summary>产业落地: it has landed in industry.</summary>
    IndustrialLanding,

    /// <summary>终止: given up; what counted before stays counted.</summary>
    Stopped,

    /// <summary>作废: entered by mistake; it counts nowhere.</summary>
    Voided,
}

/// <summary>How a transfer came to a stage.</summary>
[JsonConverter(typeof(KebabEnumConverter<StepKind>))]
public enum StepKind
{
    /// <summary>It was entered there.</summary>
    Entered,

    /// <summary>It went forward.</summary>
    Advanced,

    /// <summary>It went back.</summary>
    Returned,
}

/// <summary>What makes a result transferred (实现转化).</summary>
[JsonConverter(typeof(KebabEnumConverter<Realisation>))]
public enum Realisation
{
    /// <summary>A technology contract was registered.</summary>
    ContractRegistered,

    /// <summary>An equity contribution was registered.</summary>
    EquityContributionRegistered,

    /// <summary>The product was sold for the first time.</summary>
    FirstSale,
}

/// <summary>A step on the chain.</summary>
/// <param name="Stage">The stage that was reached.</param>
/// <param name="On">The day; null where it is not known.</param>
/// <param name="Kind">How it got there.</param>
/// <param name="Evidence">What shows it.</param>
/// <param name="Waiver">Who allowed a stage to be skipped.</param>
/// <param name="Reason">Why it went back.</param>
public sealed record StageStep(TransferStage Stage, DateOnly? On, StepKind Kind, IReadOnlyList<string> Evidence, StageWaiver? Waiver, string? Reason);

/// <summary>A result contributed to an enterprise as equity.</summary>
/// <param name="Id">Its id.</param>
/// <param name="RegisteredOn">The day on which it was registered.</param>
/// <param name="AmountYuan">What the result was valued at, in CNY yuan.</param>
/// <param name="EnterpriseId">The enterprise.</param>
/// <param name="SharePercent">The share of it that the result was given for, in per cent.</param>
/// <param name="VoidReason">Why it was taken back as entered by mistake; null while it stands.</param>
public sealed record EquityContribution(Guid Id, DateOnly RegisteredOn, decimal AmountYuan, Guid? EnterpriseId, decimal? SharePercent, string? VoidReason);

/// <summary>The first sale of the product made of a result.</summary>
/// <param name="On">The day.</param>
/// <param name="Evidence">What shows it.</param>
public sealed record FirstSale(DateOnly On, IReadOnlyList<string> Evidence);

/// <summary>A transfer as decisions see it.</summary>
public sealed record TransferState
{
    /// <summary>Before its first event.</summary>
    public static readonly TransferState Initial = new();

    private TransferState()
    {
    }

    #pragma warning disable CS1591 // the members are the fields of the record, explained in TransferResponse
    public Guid OwnerOrganizationId { get; private init; }
    public string Title { get; private init; } = "";
    public string? Description { get; private init; }
    public DirectionHistory Directions { get; private init; } = DirectionHistory.None;
    public string? SubField { get; private init; }
    public string Owner { get; private init; } = "";
    public Guid? OwnerInstitutionId { get; private init; }
    public string? Team { get; private init; }
    public string? DiseaseField { get; private init; }
    public int? Trl { get; private init; }
    public Guid? EnterpriseId { get; private init; }
    public string? Carrier { get; private init; }
    public IReadOnlyList<Claimant> Claimants { get; private init; } = [];
    public string? DistinctReason { get; private init; }
    public ImmutableList<StageStep> Steps { get; private init; } = [];
    public DateOnly? StoppedOn { get; private init; }
    public string? StopReason { get; private init; }
    public Verification Verification { get; private init; }
    public string? ReturnReason { get; private init; }
    public string? VoidReason { get; private init; }
    public ImmutableList<TechnologyContract> Contracts { get; private init; } = [];
    public ImmutableList<EquityContribution> EquityContributions { get; private init; } = [];
    public FirstSale? FirstSale { get; private init; }

    /// <summary>Where it stands.</summary>
    public TransferStage Stage => VoidReason is not null ? TransferStage.Voided : StoppedOn is not null ? TransferStage.Stopped : Chain;

    /// <summary>The stage of the chain that it reached last, stopped or not.</summary>
    public TransferStage Chain => Steps[^1].Stage;

    /// <summary>What made it transferred first, and when; null while nothing has.</summary>
    public (DateOnly On, Realisation By)? Transferred => Contracts.Where(c => c.State == ContractState.Registered)
        .Select(c => (On: c.RegisteredOn!.Value, By: Realisation.ContractRegistered))
        .Concat(EquityContributions.Where(e => e.VoidReason is null).Select(e => (On: e.RegisteredOn, By: Realisation.EquityContributionRegistered)))
        .Concat(FirstSale is { } sale ? [(sale.On, Realisation.FirstSale)] : [])
        .Order().Cast<(DateOnly, Realisation)?>().FirstOrDefault();

    /// <summary>The enterprises that it names.</summary>
    public IEnumerable<Guid?> Enterprises => EquityContributions.Select(c => c.EnterpriseId).Prepend(EnterpriseId);

    /// <summary>A contract; null if there is none with this id.</summary>
    public TechnologyContract? Contract(Guid id) => Contracts.Find(c => c.Id == id);

    /// <summary>The state after one more event.</summary>
    public static TransferState Evolve(TransferState state, TransferEvent e) => e switch
    {
        TransferRegistered x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId,
            Title = x.Title,
            Description = x.Description,
            Directions = DirectionHistory.Of(x.Direction),
            SubField = x.SubField,
            Owner = x.Owner,
            OwnerInstitutionId = x.OwnerInstitutionId,
            Team = x.Team,
            DiseaseField = x.DiseaseField,
            Trl = x.Trl,
            EnterpriseId = x.EnterpriseId,
            Carrier = x.Carrier,
            Claimants = x.Claimants,
            DistinctReason = x.DistinctReason,
            Steps = [new StageStep(x.Stage, x.StageOn, StepKind.Entered, [], null, null)],
        },
        TransferDescriptionRevised x => (state.Verification == Verification.Returned ? state.Resubmitted() : state) with
        {
            Title = x.Title ?? state.Title,
            Description = x.Cleared.Contains("description") ? null : x.Description ?? state.Description,
            SubField = x.Cleared.Contains("subField") ? null : x.SubField ?? state.SubField,
            Owner = x.Owner ?? state.Owner,
            OwnerInstitutionId = x.Owner is null ? state.OwnerInstitutionId : x.OwnerInstitutionId,
            Team = x.Cleared.Contains("team") ? null : x.Team ?? state.Team,
            DiseaseField = x.Cleared.Contains("diseaseField") ? null : x.DiseaseField ?? state.DiseaseField,
            Trl = x.Cleared.Contains("trl") ? null : x.Trl ?? state.Trl,
            EnterpriseId = x.Cleared.Contains("enterpriseId") ? null : x.EnterpriseId ?? state.EnterpriseId,
            Carrier = x.Cleared.Contains("carrier") ? null : x.Carrier ?? state.Carrier,
            DistinctReason = x.Title is null && x.Owner is null ? state.DistinctReason : x.DistinctReason,
        },
        TransferClaimantsNamed x => state.Resubmitted() with { Claimants = x.Claimants },
        TransferReclassified x => state.Resubmitted() with { Directions = state.Directions.From(x.From, x.Direction), SubField = x.SubField },
        TransferStageAdvanced x => state with { Steps = state.Steps.Add(new StageStep(x.To, x.On, StepKind.Advanced, x.Evidence, x.Waiver, null)) },
        TransferStageReturned x => state with { Steps = state.Steps.Add(new StageStep(x.To, x.On, StepKind.Returned, [], null, x.Reason)) },
        TransferStageDateCorrected x => state with { Steps = state.Steps.SetItem(state.Steps.Count - 1, state.Steps[^1] with { On = x.On }) },
        TransferStopped x => state with { StoppedOn = x.On, StopReason = x.Reason },
        TransferVerified => state with { Verification = Verification.Verified, ReturnReason = null },
        TransferReturned x => state with { Verification = Verification.Returned, ReturnReason = x.Reason },
        TransferVoided x => state with { VoidReason = x.Reason },
        TransferEnterpriseReplaced x => state with
        {
            EnterpriseId = state.EnterpriseId == x.Enterprise ? x.By : state.EnterpriseId,
            EquityContributions = [.. state.EquityContributions.Select(c => c.EnterpriseId == x.Enterprise ? c with { EnterpriseId = x.By } : c)],
        },
        TechnologyContractAdded x => (x.RegisteredOn is null ? state : state.Resubmitted()) with { Contracts = state.Contracts.Add(TechnologyContract.Of(x)) },
        TechnologyContractSigned x => state.With(x.ContractId, c => c with { SignedOn = x.On }),
        TechnologyContractSubmitted x => state.With(x.ContractId, c => c with { SubmittedOn = x.On }),
        TechnologyContractRegistered x => state.Resubmitted().With(x.ContractId, c => c with { RegisteredOn = x.On, RegistrationNumber = x.RegistrationNumber }),
        TechnologyContractRefused x => state.With(x.ContractId, c => c with { RefusedOn = x.On, RefusalReason = x.Reason }),
        TechnologyContractAmended x => (x.RegisteredOn is null ? state : state.Resubmitted()).With(x.ContractId, c => c.Amended(x)),
        TechnologyContractVoided x => (state.Contract(x.ContractId)?.RegisteredOn is null ? state : state.Resubmitted())
            .With(x.ContractId, c => c with { VoidReason = x.Reason }),
        EquityContributionRegistered x => state.Resubmitted() with
        {
            EquityContributions = state.EquityContributions.Add(
                new EquityContribution(x.ContributionId, x.RegisteredOn, x.AmountYuan, x.EnterpriseId, x.SharePercent, null)),
        },
        EquityContributionVoided x => state.Resubmitted() with
        {
            EquityContributions = [.. state.EquityContributions.Select(c => c.Id == x.ContributionId ? c with { VoidReason = x.Reason } : c)],
        },
        FirstSaleRecorded x => state.Resubmitted() with { FirstSale = new FirstSale(x.On, x.Evidence) },
        FirstSaleVoided => state.Resubmitted() with { FirstSale = null },
        _ => state,
    };

    /// <summary>The parts of the record that an event changes: what becomes of a contract changes the record itself where it may decide counting.</summary>
    public static IReadOnlyList<string> PartsOf(TransferEvent e) => e switch
    {
        TechnologyContractAdded x => ["", TechnologyContract.Part(x.ContractId)],
        TechnologyContractSigned x => [TechnologyContract.Part(x.ContractId)],
        TechnologyContractSubmitted x => [TechnologyContract.Part(x.ContractId)],
        TechnologyContractRegistered x => ["", TechnologyContract.Part(x.ContractId)],
        TechnologyContractRefused x => [TechnologyContract.Part(x.ContractId)],
        TechnologyContractAmended x => ["", TechnologyContract.Part(x.ContractId)],
        TechnologyContractVoided x => ["", TechnologyContract.Part(x.ContractId)],
        _ => [""],
    };

    // What counts has changed, or a returned record was mended: the park office looks at it again.
    private TransferState Resubmitted() => this with { Verification = Verification.Submitted, ReturnReason = null };

    private TransferState With(Guid contractId, Func<TechnologyContract, TechnologyContract> change) =>
        this with { Contracts = [.. Contracts.Select(c => c.Id == contractId ? change(c) : c)] };
}
