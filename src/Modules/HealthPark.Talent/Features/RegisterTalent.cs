using System.ComponentModel.DataAnnotations;
using HealthPark.Contracts.Enterprises;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Features;

/// <summary>A new talent.</summary>
/// <param name="Name">The person's name.</param>
/// <param name="Class">The class in which the person is recognised; needed at the stage `recognised`, and only there. Codes: `talent-classes`.</param>
/// <param name="IntroducedOn">The day on which the person came to work in the park; needed at the stages `onboard` and `recognised`, and only there.</param>
/// <param name="Employer">Who employs the person: a name.</param>
/// <param name="Direction">The direction in which the person works. Codes: `directions`. A label: the plan sets no target for talents by direction.</param>
/// <param name="EmployerId">The enterprise of the park that employs the person. One that the caller may see.</param>
/// <param name="Field">The field. Codes: `talent-fields`.</param>
/// <param name="Mode">Full-time (全职) or flexible (柔性). Codes: `talent-modes`.</param>
/// <param name="Stage">Where the person stands; absent: `recognised`.</param>
/// <param name="RecognisedOn">From when on the person is recognised in the class; absent: from the introduction on.</param>
/// <param name="Batch">The batch of recognitions that it belongs to.</param>
/// <param name="Authority">The body that recognised the person.</param>
/// <param name="ExpiresOn">The last day of the recognition.</param>
/// <param name="IdentityKind">The kind of identity document; absent: `resident-identity`. Codes: `identity-kinds`.</param>
/// <param name="IdentityNumber">Its number: a resident identity number by GB 11643 with its check character, or 5 to 20 letters and digits. One person is one record.</param>
/// <param name="Phone">A telephone number.</param>
/// <param name="Email">An e-mail address.</param>
/// <param name="Orcid">The ORCID iD.</param>
public sealed record RegisterTalentRequest(
    [property: Required, StringLength(100), Personal(Scopes.TalentsPersonal)] string? Name = null,
    [property: CodesOf("talent-classes")] string? Class = null,
    DateOnly? IntroducedOn = null,
    [property: Required, StringLength(200)] string? Employer = null,
    [property: CodesOf("directions")] string? Direction = null,
    Guid? EmployerId = null,
    [property: CodesOf("talent-fields")] string? Field = null,
    [property: CodesOf("talent-modes")] string? Mode = null,
    [property: AllowedValues("contacted", "offered", "onboard", "recognised", null)] string? Stage = null,
    DateOnly? RecognisedOn = null,
    [property: StringLength(100)] string? Batch = null,
    [property: StringLength(200)] string? Authority = null,
    DateOnly? ExpiresOn = null,
    [property: CodesOf("identity-kinds")] string? IdentityKind = null,
    [property: StringLength(60), Personal(Scopes.TalentsPersonal)] string? IdentityNumber = null,
    [property: StringLength(60), Personal(Scopes.TalentsPersonal)] string? Phone = null,
    [property: StringLength(200), Personal(Scopes.TalentsPersonal)] string? Email = null,
    [property: StringLength(60), Personal(Scopes.TalentsPersonal)] string? Orcid = null) : IRequestBody;

/// <summary>Enters a talent.</summary>
public static class RegisterTalent
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/talents", Handle)
        .WithName("RegisterTalent").RequireScope(Scopes.TalentsWrite).Creates<TalentResponse>()
        .Example("""{ "name": "示例人才", "class": "B", "introducedOn": "2026-03-01", "employer": "示例医院", "direction": "gene-cell-therapy", "mode": "full-time" }""");

    /// <summary>Enters a talent.</summary>
    /// <remarks>
    /// The record belongs to the caller's organisation and is `submitted` for verification. Name, identity number and addresses are kept
    /// sealed with a key of this one person; the answer does not repeat them. A person whose identity number is known already is 409
    /// `duplicate`: one person counts once, whoever enters it.
    /// </remarks>
    public static Task<IResult> Handle(
        RegisterTalentRequest body, WriteRequest request, Records<TalentState, TalentEvent> talents, IEnterpriseDirectory enterprises, TimeProvider clock) =>
        talents.Create(request, TalentResponse.Looks, _ => LookUpAndDecide(body, request.Caller, enterprises, clock, request.Aborted));

    internal static async Task<Decision<TalentEvent>> LookUpAndDecide(
        RegisterTalentRequest body, Caller caller, IEnterpriseDirectory enterprises, TimeProvider clock, CancellationToken ct) =>
        Decide(body, caller.OrganizationId, body.EmployerId is not { } id || await enterprises.Has(id, caller, ct), clock.Today());

    internal static Decision<TalentEvent> Decide(RegisterTalentRequest body, Guid ownerOrganizationId, bool employerIsKnown, DateOnly today)
    {
        var errors = new List<FieldError>();
        var stage = Kebab.Parse<TalentStage>(body.Stage) ?? TalentStage.Recognised;
        Go("/class", stage == TalentStage.Recognised, body.Class is not null);
        Go("/introducedOn", stage is TalentStage.Onboard or TalentStage.Recognised, body.IntroducedOn is not null);
        Decisions.CheckCodes(body.Direction, body.Field, body.Mode, body.Class, errors);
        Decisions.CheckEmployer(employerIsKnown, errors);
        Dates.CheckPast("/introducedOn", body.IntroducedOn, today, errors);
        Dates.CheckPast("/recognisedOn", body.RecognisedOn, today, errors);
        Dates.CheckOrder("/expiresOn", body.ExpiresOn, errors, body.RecognisedOn ?? body.IntroducedOn);
        if (stage != TalentStage.Recognised)
        {
            foreach (var (pointer, isGiven) in new[] { ("/recognisedOn", body.RecognisedOn is not null), ("/batch", body.Batch is not null), ("/authority", body.Authority is not null), ("/expiresOn", body.ExpiresOn is not null) })
                Go(pointer, false, isGiven);
        }

        var person = Decisions.Normalise(new(body.Name, body.Phone, body.Email, body.Orcid, body.IdentityKind, body.IdentityNumber), today, errors);
        if (body.IdentityKind is not null && body.IdentityNumber is null)
            errors.Add(new FieldError("/identityKind", "without-number", new Text("证件类型须与证件号码一并给出。", "A kind of document needs its number.")));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        return new TalentRegistered(
            ownerOrganizationId, person.Name, person.Phone, person.Email, person.Orcid, person.IdentityKind, person.IdentityNumber, null, body.Employer!.Trim(),
            body.EmployerId, body.Direction, body.Field, body.Mode, stage, body.IntroducedOn, body.Class, body.RecognisedOn, body.Batch?.Trim(),
            body.Authority?.Trim(), body.ExpiresOn);

        void Go(string pointer, bool isNeeded, bool isGiven)
        {
            if (isNeeded && !isGiven)
                errors.Add(new FieldError(pointer, "required", new Text("此阶段须给出此项。", "This member is needed at this stage.")));
            else if (!isNeeded && isGiven)
                errors.Add(new FieldError(pointer, "not-reached", new Text("尚未到此阶段,不能给出此项。", "The talent has not got there yet.")));
        }
    }
}
