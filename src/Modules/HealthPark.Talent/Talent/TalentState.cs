using System.Collections.Immutable;
using System.Text.Json.Serialization;
using HealthPark.EventStore;

namespace HealthPark.Talent.Talent;

/// <summary>Where a talent stands on the way into the park (来源:计划「人才强区」各项任务;阶段为本系统所定).</summary>
[JsonConverter(typeof(KebabEnumConverter<TalentStage>))]
public enum TalentStage
{
    /// <summary>已接洽: in contact.</summary>
    Contacted,

    /// <summary>已发出邀约: an offer was made.</summary>
    Offered,

    /// <summary>已到岗: works in the park, and counts once recognised.</summary>
    Onboard,

    /// <summary>已认定: recognised in a class.</summary>
    Recognised,

    /// <summary>已离开: left; what counted stays counted.</summary>
    Left,

    /// <summary>作废: entered by mistake; counts nowhere.</summary>
    Voided,
}

/// <summary>A recognition in a class.</summary>
/// <param name="Class">The class.</param>
/// <param name="From">From when on; null: from the introduction on.</param>
/// <param name="Batch">The batch of recognitions that it belongs to.</param>
/// <param name="Authority">The body that recognised.</param>
/// <param name="ExpiresOn">Its last day, as the authority says. It goes on counting: only a revocation ends it for the plan.</param>
/// <param name="RevokedOn">From when on it is revoked; null while it stands.</param>
/// <param name="RevokeReason">Why it was revoked.</param>
public sealed record Recognition(
    string Class, DateOnly? From, string? Batch, string? Authority, DateOnly? ExpiresOn, DateOnly? RevokedOn = null, string? RevokeReason = null);

/// <summary>A talent as decisions see it. Personal members are sealed.</summary>
public sealed record TalentState
{
    /// <summary>Before its first event.</summary>
    public static readonly TalentState Initial = new();

    private TalentState()
    {
    }

#pragma warning disable CS1591 // as in the representation
    public Guid OwnerOrganizationId { get; private init; }
    public string? Name { get; private init; }
    public string? Phone { get; private init; }
    public string? Email { get; private init; }
    public string? Orcid { get; private init; }
    public string? IdentityKind { get; private init; }
    public string? IdentityNumber { get; private init; }
    public Guid? IdentityToken { get; private init; }
    public string Employer { get; private init; } = "";
    public Guid? EmployerId { get; private init; }
    public string? Direction { get; private init; }
    public string? Field { get; private init; }
    public string? Mode { get; private init; }
    public DateOnly? OfferedOn { get; private init; }
    public DateOnly? IntroducedOn { get; private init; }
    public ImmutableList<Recognition> Recognitions { get; private init; } = [];
    public DateOnly? LeftOn { get; private init; }
    public string? LeaveReason { get; private init; }
    public Verification Verification { get; private init; }
    public string? ReturnReason { get; private init; }
    public string? VoidReason { get; private init; }
    public DateOnly? ErasedOn { get; private init; }
#pragma warning restore CS1591

    private TalentStage Before { get; init; }

    /// <summary>The recognition that stands; null if none does.</summary>
    public Recognition? Recognised => Recognitions is [.., { RevokedOn: null } last] ? last : null;

    /// <summary>Where it stands.</summary>
    public TalentStage Stage => VoidReason is not null ? TalentStage.Voided
        : LeftOn is not null ? TalentStage.Left
        : Recognised is not null ? TalentStage.Recognised
        : Before;

    /// <summary>The state after one more event.</summary>
    public static TalentState Evolve(TalentState state, TalentEvent e) => e switch
    {
        TalentRegistered x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId,
            Name = x.Name,
            Phone = x.Phone,
            Email = x.Email,
            Orcid = x.Orcid,
            IdentityKind = x.IdentityKind,
            IdentityNumber = x.IdentityNumber,
            IdentityToken = x.IdentityToken,
            Employer = x.Employer,
            EmployerId = x.EmployerId,
            Direction = x.Direction,
            Field = x.Field,
            Mode = x.Mode,
            Before = x.Stage == TalentStage.Recognised ? TalentStage.Onboard : x.Stage,
            IntroducedOn = x.IntroducedOn,
            Recognitions = x.Class is null ? [] : [new Recognition(x.Class, x.RecognisedOn, x.Batch, x.Authority, x.ExpiresOn)],
        },
        TalentPersonalDataCorrected x => (x.IdentityNumber is not null || x.Cleared.Contains("identityNumber") ? state.Resubmitted() : state.Mended()) with
        {
            Name = x.Name ?? state.Name,
            Phone = x.Cleared.Contains("phone") ? null : x.Phone ?? state.Phone,
            Email = x.Cleared.Contains("email") ? null : x.Email ?? state.Email,
            Orcid = x.Cleared.Contains("orcid") ? null : x.Orcid ?? state.Orcid,
            IdentityKind = x.Cleared.Contains("identityNumber") ? null : x.IdentityKind ?? state.IdentityKind,
            IdentityNumber = x.Cleared.Contains("identityNumber") ? null : x.IdentityNumber ?? state.IdentityNumber,
            IdentityToken = x.Cleared.Contains("identityNumber") ? null : x.IdentityToken ?? state.IdentityToken,
        },
        TalentDescriptionRevised x => state.Mended() with
        {
            Employer = x.Employer ?? state.Employer,
            EmployerId = x.Cleared.Contains("employerId") ? null : x.EmployerId ?? state.EmployerId,
            Direction = x.Cleared.Contains("direction") ? null : x.Direction ?? state.Direction,
            Field = x.Cleared.Contains("field") ? null : x.Field ?? state.Field,
            Mode = x.Cleared.Contains("mode") ? null : x.Mode ?? state.Mode,
        },
        TalentIntroductionDateCorrected x => state.Resubmitted() with { IntroducedOn = x.IntroducedOn },
        TalentOffered x => state with { Before = TalentStage.Offered, OfferedOn = x.On },
        TalentOnboarded x => state.Resubmitted() with { Before = TalentStage.Onboard, IntroducedOn = x.On },
        TalentRecognised x => state.Resubmitted() with { Recognitions = state.Recognitions.Add(new Recognition(x.Class, x.On, x.Batch, x.Authority, x.ExpiresOn)) },
        TalentReclassified x when state.Recognised is { } now => state.Resubmitted() with
        {
            Recognitions = state.Recognitions.Add(now with { Class = x.Class, From = x.From }),
        },
        TalentRecognitionRevoked x when state.Recognised is { } now => state.Resubmitted() with
        {
            Recognitions = state.Recognitions.SetItem(state.Recognitions.Count - 1, now with { RevokedOn = x.On, RevokeReason = x.Reason }),
        },
        TalentLeft x => state with { LeftOn = x.On, LeaveReason = x.Reason },
        TalentVerified => state with { Verification = Verification.Verified, ReturnReason = null },
        TalentReturned x => state with { Verification = Verification.Returned, ReturnReason = x.Reason },
        TalentEmployerReplaced x => state with { EmployerId = x.By },
        TalentVoided x => state with { VoidReason = x.Reason },
        // What is sealed cannot be opened any more, so it need not be carried on.
        TalentErased x => state with
        {
            ErasedOn = x.On,
            Name = null,
            Phone = null,
            Email = null,
            Orcid = null,
            IdentityKind = null,
            IdentityNumber = null,
            IdentityToken = null,
        },
        _ => state,
    };

    /// <summary>What it holds exclusively: one person is one record. A void record holds nothing, and of one that is erased nothing is known.</summary>
    public IEnumerable<Claim> Claims() =>
        IdentityToken is { } token && VoidReason is null ? [new Claim("identity", token.ToString())] : [];

    // What counts has changed: the park office looks at it again.
    private TalentState Resubmitted() => this with { Verification = Verification.Submitted, ReturnReason = null };

    // A returned record that is mended is looked at again.
    private TalentState Mended() => Verification == Verification.Returned ? Resubmitted() : this;
}
