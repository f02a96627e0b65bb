using System.ComponentModel.DataAnnotations;
using HealthPark.Contracts.Enterprises;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using HealthPark.Talent.Talent;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Talent.Features;

/// <summary>Changes to a talent (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Name">The person's name; cannot be cleared.</param>
/// <param name="Class">The class from `classFrom` on; cannot be cleared. Of a talent whose recognition stands.</param>
/// <param name="ClassFrom">The first day of the new class; today if absent. A past period keeps the class that was in force at its end.</param>
/// <param name="IntroducedOn">Corrects the day of the introduction; cannot be cleared. Of a talent that was introduced.</param>
/// <param name="Employer">Who employs the person; cannot be cleared.</param>
/// <param name="Direction">The direction in which the person works.</param>
/// <param name="EmployerId">The enterprise of the park that employs the person. One that the caller may see.</param>
/// <param name="Field">Codes: `talent-fields`.</param>
/// <param name="Mode">Codes: `talent-modes`.</param>
/// <param name="IdentityKind">The kind of the new identity number; absent: `resident-identity`.</param>
/// <param name="IdentityNumber">The number of the identity document.</param>
/// <param name="Phone">A telephone number.</param>
/// <param name="Email">An e-mail address.</param>
/// <param name="Orcid">The ORCID iD.</param>
public sealed record ReviseTalentRequest(
    [property: StringLength(100), Personal(Scopes.TalentsPersonal)] string? Name = null,
    [property: CodesOf("talent-classes")] string? Class = null,
    [property: Qualifies("class")] DateOnly? ClassFrom = null,
    DateOnly? IntroducedOn = null,
    [property: StringLength(200)] string? Employer = null,
    [property: CodesOf("directions")] string? Direction = null,
    Guid? EmployerId = null,
    [property: CodesOf("talent-fields")] string? Field = null,
    [property: CodesOf("talent-modes")] string? Mode = null,
    [property: Qualifies("identityNumber"), CodesOf("identity-kinds")] string? IdentityKind = null,
    [property: StringLength(60), Personal(Scopes.TalentsPersonal)] string? IdentityNumber = null,
    [property: StringLength(60), Personal(Scopes.TalentsPersonal)] string? Phone = null,
    [property: StringLength(200), Personal(Scopes.TalentsPersonal)] string? Email = null,
    [property: StringLength(60), Personal(Scopes.TalentsPersonal)] string? Orcid = null) : IRequestBody;

/// <summary>Changes a talent's person, description, introduction or class.</summary>
public static class ReviseTalent
{
    private static readonly string[] Personal = ["name", "phone", "email", "orcid", "identityNumber"];

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/talents/{id:guid}", Handle)
        .WithName("ReviseTalent").RequireScope(Scopes.TalentsWrite).Changes<TalentResponse>().WithMetadata(new RecordsMetadata(p => p.GetRequiredService<IRevision<ReviseTalentRequest>>()))
        .Example("""{ "class": "A", "classFrom": "2026-06-01", "mode": "full-time" }""");

    /// <summary>Changes a talent.</summary>
    /// <remarks>
    /// Needs `If-Match`. A new class is a reclassification with its own date: the class in force at the end of a period counts there. A
    /// change of class, introduction or identity number submits the record for verification again; a reclassification by the park office
    /// of a verified record needs no second look. Personal members are compared and sealed, and not shown in the answer.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, MergePatch<ReviseTalentRequest> patch, WriteRequest request, IRevision<ReviseTalentRequest> talents) => talents.Revise(request, id, patch);

    internal static async Task<Decision<TalentEvent>> LookUpAndDecide(
        MergePatch<ReviseTalentRequest> patch, Caller caller, Recorded<TalentState> talent, IEnterpriseDirectory enterprises, PersonalReads persons,
        TimeProvider clock, CancellationToken ct)
    {
        var (body, now) = (patch.Body, talent.State);
        var known = Personal.Any(patch.Sets)
            ? await persons.OpenFor(talent.Id, new Dictionary<string, string?>
            {
                ["name"] = now.Name,
                ["phone"] = now.Phone,
                ["email"] = now.Email,
                ["orcid"] = now.Orcid,
                ["identityNumber"] = now.IdentityNumber,
            }, ct)
            : new Dictionary<string, string>();
        var person = new PersonalDetails(
            known.GetValueOrDefault("name"), known.GetValueOrDefault("phone"), known.GetValueOrDefault("email"), known.GetValueOrDefault("orcid"), now.IdentityKind,
            known.GetValueOrDefault("identityNumber"));
        var employerIsKnown = body.EmployerId is not { } id || id == now.EmployerId || await enterprises.Has(id, caller, ct);
        return Decide(patch, now, person, employerIsKnown, caller.IsParkOffice, clock.Today());
    }

    internal static Decision<TalentEvent> Decide(
        MergePatch<ReviseTalentRequest> patch, TalentState now, PersonalDetails known, bool employerIsKnown, bool byParkOffice, DateOnly today)
    {
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        foreach (var member in new[] { "name", "employer", "class", "introducedOn" }.Where(m => patch.Sets(m) && IsCleared(body, now, m)))
            errors.Add(new FieldError("/" + member, "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        Decisions.CheckCodes(body.Direction, body.Field, body.Mode, body.Class, errors);
        Decisions.CheckEmployer(employerIsKnown, errors);
        if (body.Class is not null && now.Recognised is null)
            errors.Add(new FieldError("/class", "not-recognised", new Text("没有有效的认定;认定请用 recognition。", "No recognition stands; a recognition is recorded by itself.")));
        if (body.IntroducedOn is not null && now.IntroducedOn is null)
            errors.Add(new FieldError("/introducedOn", "not-reached", new Text("尚未到岗。", "The talent has not come to the park yet.")));
        if (body.ClassFrom is not null && body.Class is null)
            errors.Add(new FieldError("/classFrom", "without-class", new Text("须与 class 一并给出。", "Goes with a class.")));
        Dates.CheckPast("/classFrom", body.ClassFrom, today, errors, now.Recognised?.From ?? now.IntroducedOn);
        Dates.CheckPast("/introducedOn", body.IntroducedOn, today, errors);
        if (body.IntroducedOn > now.LeftOn)
            errors.Add(new FieldError("/introducedOn", "dates-out-of-order", new Text($"不能晚于离开之日({now.LeftOn:yyyy-MM-dd})。", $"Must not lie after the departure ({now.LeftOn:yyyy-MM-dd}).")));
        if (body.IdentityKind is not null && body.IdentityKind != known.IdentityKind && body.IdentityNumber is null)
            errors.Add(new FieldError("/identityKind", "without-number", new Text("证件类型须与证件号码一并给出。", "A kind of document needs its number.")));
        var person = Decisions.Normalise(new(
            body.Name, body.Phone, body.Email, body.Orcid, body.IdentityKind, body.IdentityNumber), today, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        List<TalentEvent> events = [];
        if (PersonOf(patch, person, known) is { } corrected)
            events.Add(corrected);
        if (DescriptionOf(patch, now) is { } description)
            events.Add(description);
        if (body.IntroducedOn is { } introducedOn && introducedOn != now.IntroducedOn)
            events.Add(new TalentIntroductionDateCorrected(introducedOn));
        if (body.Class is { } talentClass && (talentClass != now.Recognised!.Class || body.ClassFrom < now.Recognised.From))
        {
            events.Add(new TalentReclassified(talentClass, body.ClassFrom ?? today));
            // The park office has just looked at it.
            if (byParkOffice && now.Verification == Verification.Verified && events.Count == 1)
                events.Add(new TalentVerified(null));
        }

        return events;
    }

    private static TalentPersonalDataCorrected? PersonOf(MergePatch<ReviseTalentRequest> patch, PersonalDetails given, PersonalDetails known)
    {
        var cleared = new List<string>();
        var number = patch.NewValue("identityNumber", given.IdentityNumber, known.IdentityNumber, cleared);
        if (given.IdentityNumber is not null && given.IdentityKind != known.IdentityKind)
            number = given.IdentityNumber;
        var corrected = new TalentPersonalDataCorrected(
            given.Name is { Length: > 0 } name && name != known.Name ? name : null,
            patch.NewValue("phone", given.Phone, known.Phone, cleared),
            patch.NewValue("email", given.Email, known.Email, cleared),
            patch.NewValue("orcid", given.Orcid, known.Orcid, cleared),
            number is null ? null : given.IdentityKind, number, null, cleared);
        return cleared.Count == 0 && corrected is { Name: null, Phone: null, Email: null, Orcid: null, IdentityNumber: null } ? null : corrected;
    }

    private static TalentDescriptionRevised? DescriptionOf(MergePatch<ReviseTalentRequest> patch, TalentState now)
    {
        var (body, cleared) = (patch.Body, new List<string>());
        var revised = new TalentDescriptionRevised(
            body.Employer?.Trim() is { } employer && employer != now.Employer ? employer : null,
            patch.NewValue("employerId", body.EmployerId, now.EmployerId, cleared),
            patch.NewValue("direction", body.Direction, now.Direction, cleared),
            patch.NewValue("field", body.Field, now.Field, cleared),
            patch.NewValue("mode", body.Mode, now.Mode, cleared),
            cleared);
        return cleared.Count == 0 && revised is { Employer: null, EmployerId: null, Direction: null, Field: null, Mode: null } ? null : revised;
    }

    // Null for what has no value anyway changes nothing.
    private static bool IsCleared(ReviseTalentRequest body, TalentState now, string member) => member switch
    {
        "name" => string.IsNullOrWhiteSpace(body.Name),
        "employer" => string.IsNullOrWhiteSpace(body.Employer),
        "class" => body.Class is null && now.Recognised is not null,
        _ => body.IntroducedOn is null && now.IntroducedOn is not null,
    };
}
