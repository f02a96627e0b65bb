using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace HealthPark.Enterprises.Enterprise;

/// <summary>Where an enterprise stands on its way into the park (招引), and after.</summary>
[JsonConverter(typeof(KebabEnumConverter<EnterpriseStage>))]
public enum EnterpriseStage
{
    /// <summary>线索: known, nothing begun.</summary>
    Lead,

    /// <summary>在谈: negotiations are under way.</summary>
    Negotiating,

    /// <summary>签约: the contract is signed.</summary>
    Signed,

    /// <summary>落地: it has landed in the park.</summary>
    Landed,

    /// <summary>运营: it operates.</summary>
    Operating,

    /// <summary>迁出: it has left; it stays counted among those attracted.</summary>
    MovedOut,

    /// <summary>注销: it was deregistered; it stays counted among those attracted.</summary>
    Deregistered,

    /// <summary>作废: entered by mistake, or merged into another record; it counts nowhere.</summary>
    Voided,
}

/// <summary>An enterprise as decisions see it.</summary>
public sealed record EnterpriseState
{
    /// <summary>Before its first event.</summary>
    public static readonly EnterpriseState Initial = new();

    private EnterpriseState()
    {
    }

    #pragma warning disable CS1591 // the members are the fields of the record, explained in EnterpriseResponse
    public Guid OwnerOrganizationId { get; private init; }
    public string Name { get; private init; } = "";
    public IReadOnlyList<string> Aliases { get; private init; } = [];
    public string? Uscc { get; private init; }
    public string? SubField { get; private init; }
    public IReadOnlyList<string> CxoKinds { get; private init; } = [];
    public IReadOnlyList<string> Tiers { get; private init; } = [];
    public string? IndustryCode { get; private init; }
    public string? Zone { get; private init; }
    public string? Carrier { get; private init; }

    /// <summary>Why it is not the enterprise of the same name that the park already knew.</summary>
    public string? DistinctReason { get; private init; }

    public DirectionHistory Directions { get; private init; } = DirectionHistory.None;

    /// <summary>When it reached each stage.</summary>
    public ImmutableSortedDictionary<EnterpriseStage, DateOnly> ReachedOn { get; private init; } = ImmutableSortedDictionary<EnterpriseStage, DateOnly>.Empty;

    public Verification Verification { get; private init; }
    public string? ReturnReason { get; private init; }
    public string? VoidReason { get; private init; }

    /// <summary>The record that goes on in its place.</summary>
    public Guid? MergedInto { get; private init; }

    public string? LeaveReason { get; private init; }
    public ImmutableSortedDictionary<int, ScaleStatus> ScaleStatuses { get; private init; } = ImmutableSortedDictionary<int, ScaleStatus>.Empty;
    public ImmutableSortedDictionary<(string Period, string Source), Revenue> Revenues { get; private init; } =
        ImmutableSortedDictionary<(string Period, string Source), Revenue>.Empty;

    /// <summary>The furthest stage reached.</summary>
    public EnterpriseStage Stage => VoidReason is not null ? EnterpriseStage.Voided : ReachedOn.Keys.DefaultIfEmpty().Max();

    /// <summary>The direction now.</summary>
    public string Direction => Directions.Now;

    /// <summary>The state after one more event.</summary>
    public static EnterpriseState Evolve(EnterpriseState state, EnterpriseEvent e) => e switch
    {
        EnterpriseRegistered x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId,
            Name = x.Name,
            Uscc = x.Uscc,
            Directions = DirectionHistory.Of(x.Direction),
            SubField = x.SubField,
            Aliases = x.Aliases,
            CxoKinds = x.CxoKinds,
            Tiers = x.Tiers,
            IndustryCode = x.IndustryCode,
            Zone = x.Zone,
            Carrier = x.Carrier,
            DistinctReason = x.DistinctReason,
            ReachedOn = new[]
            {
                (EnterpriseStage.Negotiating, x.NegotiatingOn), (EnterpriseStage.Signed, x.SignedOn),
                (EnterpriseStage.Landed, x.LandedOn), (EnterpriseStage.Operating, x.OperatingOn),
            }.Where(r => r.Item2 is not null).ToImmutableSortedDictionary(r => r.Item1, r => r.Item2!.Value),
        },
        EnterpriseDescriptionRevised x => (state.Verification == Verification.Returned ? state.Resubmitted() : state) with
        {
            Name = x.Name ?? state.Name,
            Aliases = x.Aliases ?? state.Aliases,
            SubField = x.Cleared.Contains("subField") ? null : x.SubField ?? state.SubField,
            CxoKinds = x.CxoKinds ?? state.CxoKinds,
            Tiers = x.Tiers ?? state.Tiers,
            IndustryCode = x.Cleared.Contains("industryCode") ? null : x.IndustryCode ?? state.IndustryCode,
            Zone = x.Cleared.Contains("zone") ? null : x.Zone ?? state.Zone,
            Carrier = x.Cleared.Contains("carrier") ? null : x.Carrier ?? state.Carrier,
            DistinctReason = x.Name is null ? state.DistinctReason : x.DistinctReason,
        },
        EnterpriseUsccRecorded x => state.Resubmitted() with { Uscc = x.Uscc },
        EnterpriseReclassified x => state.Resubmitted() with
        {
            Directions = state.Directions.From(x.From, x.Direction),
            SubField = x.SubField,
        },
        EnterpriseNegotiationStarted x => state.Reached(EnterpriseStage.Negotiating, x.On),
        EnterpriseSigned x => state.Reached(EnterpriseStage.Signed, x.On),
        EnterpriseLanded x => state.Reached(EnterpriseStage.Landed, x.On),
        EnterpriseOperationStarted x => state.Reached(EnterpriseStage.Operating, x.On),
        EnterpriseDateCorrected x => state.Reached(x.Stage, x.On),
        EnterpriseMovedOut x => state with { ReachedOn = state.ReachedOn.SetItem(EnterpriseStage.MovedOut, x.On), LeaveReason = x.Reason },
        EnterpriseDeregistered x => state with { ReachedOn = state.ReachedOn.SetItem(EnterpriseStage.Deregistered, x.On), LeaveReason = x.Reason },
        EnterpriseVerified => state with { Verification = Verification.Verified, ReturnReason = null },
        EnterpriseReturned x => state with { Verification = Verification.Returned, ReturnReason = x.Reason },
        EnterpriseVoided x => state with { VoidReason = x.Reason },
        EnterpriseMerged x => state with { VoidReason = x.Reason, MergedInto = x.Into },
        EnterpriseTookOver x => state with { Aliases = x.Aliases },
        ScaleStatusDeclared x => state.With(x.Year, _ => new ScaleStatus(x.AboveScale, Verification.Submitted, null)),
        ScaleStatusVerified x => state.With(x.Year, s => s with { Verification = Verification.Verified, ReturnReason = null }),
        ScaleStatusReturned x => state.With(x.Year, s => s with { Verification = Verification.Returned, ReturnReason = x.Reason }),
        RevenueDeclared x => state.With(x.Period, x.Source, _ => new Revenue(x.AmountYuan, Verification.Submitted, null)),
        RevenueVerified x => state.With(x.Period, x.Source, r => r with { Verification = Verification.Verified, ReturnReason = null }),
        RevenueReturned x => state.With(x.Period, x.Source, r => r with { Verification = Verification.Returned, ReturnReason = x.Reason }),
        _ => state,
    };

    /// <summary>The part of the record that an event changes.</summary>
    public static IReadOnlyList<string> PartsOf(EnterpriseEvent e) => e switch
    {
        ScaleStatusDeclared x => [ScaleStatus.Part(x.Year)],
        ScaleStatusVerified x => [ScaleStatus.Part(x.Year)],
        ScaleStatusReturned x => [ScaleStatus.Part(x.Year)],
        RevenueDeclared x => [Revenue.Part(x.Period)],
        RevenueVerified x => [Revenue.Part(x.Period)],
        RevenueReturned x => [Revenue.Part(x.Period)],
        _ => [""],
    };

    // What counts has changed, or a returned record was mended: the park office looks at it again.
    private EnterpriseState Resubmitted() => this with { Verification = Verification.Submitted, ReturnReason = null };

    private EnterpriseState Reached(EnterpriseStage stage, DateOnly on) => Resubmitted() with { ReachedOn = ReachedOn.SetItem(stage, on) };

    private EnterpriseState With(int year, Func<ScaleStatus, ScaleStatus> change) =>
        this with { ScaleStatuses = ScaleStatuses.SetItem(year, change(ScaleStatuses.GetValueOrDefault(year, new ScaleStatus(false, Verification.Submitted, null)))) };

    private EnterpriseState With(string period, string source, Func<Revenue, Revenue> change) =>
        this with { Revenues = Revenues.SetItem((period, source), change(Revenues.GetValueOrDefault((period, source), new Revenue(0, Verification.Submitted, null)))) };
}

/// <summary>Whether an enterprise is above scale (规上) in a year.</summary>
public sealed record ScaleStatus(bool AboveScale, Verification Verification, string? ReturnReason)
{
    public static string Part(int year) => $"scale-status/{year}";
}

/// <summary>What a source says an enterprise earned in a year or a month.</summary>
public sealed record Revenue(decimal AmountYuan, Verification Verification, string? ReturnReason)
{
    public static string Part(string period) => $"revenue-declaration/{period}";
}
