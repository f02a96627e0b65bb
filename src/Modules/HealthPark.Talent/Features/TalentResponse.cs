using HealthPark.EventStore;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Features;

/// <summary>A talent.</summary>
/// <param name="Id">Its id (UUIDv7).</param>
/// <param name="Name">The person's name.</param>
/// <param name="Phone">A telephone number.</param>
/// <param name="Email">An e-mail address.</param>
/// <param name="Orcid">The ORCID iD.</param>
/// <param name="IdentityKind">The kind of identity document. Codes: `identity-kinds`.</param>
/// <param name="IdentityNumber">The number of the identity document.</param>
/// <param name="Employer">Who employs the person: a name.</param>
/// <param name="EmployerId">The enterprise of the park that employs the person.</param>
/// <param name="Direction">The direction in which the person works. Codes: `directions`. A label: the plan sets no target for talents by direction.</param>
/// <param name="Field">The field. Codes: `talent-fields`.</param>
/// <param name="Mode">Full-time (全职) or flexible (柔性). Codes: `talent-modes`.</param>
/// <param name="Class">The class in which the person is recognised; null while no recognition stands. Codes: `talent-classes`.</param>
/// <param name="Stage">Where the person stands on the way into the park, or `left` or `voided`.</param>
/// <param name="OfferedOn">When an offer was made; null where that is not known.</param>
/// <param name="IntroducedOn">The day on which the person came to work in the park (date in Asia/Shanghai, as all dates here). With the recognition it decides the period.</param>
/// <param name="RecognisedOn">From when on the person is recognised in the class; `introducedOn` where no other day was given.</param>
/// <param name="ExpiresOn">The last day of the recognition, as the authority says. The plan goes on counting: only a revocation ends it.</param>
/// <param name="Recognitions">Its recognitions and classes in order; `from` null stands for `introducedOn`.</param>
/// <param name="LeftOn">When the person left. What counted stays counted.</param>
/// <param name="LeaveReason">Why.</param>
/// <param name="Verification">What the park office thinks of the values that count (person, introduction, class). A change of these submits them again.</param>
/// <param name="ReturnReason">Why the record was returned.</param>
/// <param name="VoidReason">Why it was voided.</param>
/// <param name="ErasedOn">When the person was erased: from then on nothing personal of the record can be read, nor can it be changed.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="CreatedAt">When it was entered (RFC 3339, UTC).</param>
/// <param name="UpdatedAt">When it was last changed.</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record TalentResponse(
    Guid Id,
    [property: Personal(Scopes.TalentsPersonal)] string? Name,
    [property: Personal(Scopes.TalentsPersonal)] string? Phone,
    [property: Personal(Scopes.TalentsPersonal)] string? Email,
    [property: Personal(Scopes.TalentsPersonal)] string? Orcid,
    string? IdentityKind,
    [property: Personal(Scopes.TalentsPersonal)] string? IdentityNumber,
    string Employer, Guid? EmployerId, string? Direction, string? Field, string? Mode, string? Class, TalentStage Stage, DateOnly? OfferedOn,
    DateOnly? IntroducedOn, DateOnly? RecognisedOn, DateOnly? ExpiresOn, IReadOnlyList<Recognition> Recognitions, DateOnly? LeftOn, string? LeaveReason,
    Verification Verification, string? ReturnReason, string? VoidReason, DateOnly? ErasedOn, Guid OwnerOrganizationId, DateTime CreatedAt,
    DateTime UpdatedAt, long Version)
{
    internal static readonly Representation<TalentState, TalentResponse> Looks =
        new("", Of, TalentJson.Api.TalentResponse, record => $"/v1/talents/{record.Id}") { Stored = new StoredBody("talent.talents", "owner_organization_id") };

    private static TalentResponse Of(Recorded<TalentState> record)
    {
        var t = record.State;
        return new(
            record.Id, t.Name, t.Phone, t.Email, t.Orcid, t.IdentityKind, t.IdentityNumber, t.Employer, t.EmployerId, t.Direction, t.Field, t.Mode,
            t.Recognised?.Class, t.Stage, t.OfferedOn, t.IntroducedOn, t.Recognised is { } now ? now.From ?? t.IntroducedOn : null, t.Recognised?.ExpiresOn,
            t.Recognitions, t.LeftOn, t.LeaveReason, t.Verification, t.ReturnReason, t.VoidReason, t.ErasedOn, t.OwnerOrganizationId,
            record.CreatedAt.UtcDateTime, record.Changed.RecordedAt.UtcDateTime, record.Changed.Version);
    }
}
