namespace HealthPark.Talent.Talent;

/// <summary>
/// An event of a talent's stream. Stored names and shapes are kept for ever; see TalentModule for the names. Personal members are
/// plain text in a decision, and sealed in what is stored.
/// </summary>
public abstract record TalentEvent;

/// <summary>A talent was entered, at whatever stage it was.</summary>
public sealed record TalentRegistered(
    Guid OwnerOrganizationId,
    [property: Personal(Scopes.TalentsPersonal)] string? Name,
    [property: Personal(Scopes.TalentsPersonal)] string? Phone,
    [property: Personal(Scopes.TalentsPersonal)] string? Email,
    [property: Personal(Scopes.TalentsPersonal)] string? Orcid,
    string? IdentityKind,
    [property: Personal(Scopes.TalentsPersonal)] string? IdentityNumber,
    [property: PersonToken("identityKind", "identityNumber")] Guid? IdentityToken,
    string Employer, Guid? EmployerId, string? Direction, string? Field, string? Mode, TalentStage Stage, DateOnly? IntroducedOn, string? Class,
    DateOnly? RecognisedOn, string? Batch, string? Authority, DateOnly? ExpiresOn) : TalentEvent;

/// <summary>Personal members were corrected. Members that are null stayed as they were, unless <c>Cleared</c> names them; kind and token go with the number.</summary>
public sealed record TalentPersonalDataCorrected(
    [property: Personal(Scopes.TalentsPersonal)] string? Name,
    [property: Personal(Scopes.TalentsPersonal)] string? Phone,
    [property: Personal(Scopes.TalentsPersonal)] string? Email,
    [property: Personal(Scopes.TalentsPersonal)] string? Orcid,
    string? IdentityKind,
    [property: Personal(Scopes.TalentsPersonal)] string? IdentityNumber,
    [property: PersonToken("identityKind", "identityNumber")] Guid? IdentityToken,
    IReadOnlyList<string> Cleared) : TalentEvent;

/// <summary>What describes the talent was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
public sealed record TalentDescriptionRevised(
    string? Employer, Guid? EmployerId, string? Direction, string? Field, string? Mode, IReadOnlyList<string> Cleared) : TalentEvent;

/// <summary>The day of the introduction was corrected.</summary>
public sealed record TalentIntroductionDateCorrected(DateOnly IntroducedOn) : TalentEvent;

/// <summary>An offer was made.</summary>
public sealed record TalentOffered(DateOnly On) : TalentEvent;

/// <summary>The talent came to work in the park.</summary>
public sealed record TalentOnboarded(DateOnly On) : TalentEvent;

/// <summary>The talent was recognised in a class.</summary>
public sealed record TalentRecognised(string Class, DateOnly On, string? Batch, string? Authority, DateOnly? ExpiresOn) : TalentEvent;

/// <summary>The talent is of another class from a day on.</summary>
public sealed record TalentReclassified(string Class, DateOnly From) : TalentEvent;

/// <summary>The recognition was revoked from a day on.</summary>
public sealed record TalentRecognitionRevoked(DateOnly On, string Reason) : TalentEvent;

/// <summary>The talent left.</summary>
public sealed record TalentLeft(DateOnly On, string? Reason) : TalentEvent;

/// <summary>The park office verified the record as it stood.</summary>
public sealed record TalentVerified(string? Note) : TalentEvent;

/// <summary>The park office returned the record.</summary>
public sealed record TalentReturned(string Reason) : TalentEvent;

/// <summary>The record was entered by mistake: it counts nowhere.</summary>
public sealed record TalentVoided(string Reason) : TalentEvent;

/// <summary>The person was erased: the key of its personal members is destroyed.</summary>
public sealed record TalentErased(DateOnly On, string Reason) : TalentEvent;

/// <summary>The enterprise that employs the talent was merged into another, which is named from now on.</summary>
public sealed record TalentEmployerReplaced(Guid Employer, Guid By) : TalentEvent;
