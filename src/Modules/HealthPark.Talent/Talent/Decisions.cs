using System.Text.RegularExpressions;
using HealthPark.Kernel.Codes;
using HealthPark.Kernel.Reference;

namespace HealthPark.Talent.Talent;

/// <summary>The personal members of a talent in plain text.</summary>
internal sealed record PersonalDetails(
    string? Name = null, string? Phone = null, string? Email = null, string? Orcid = null, string? IdentityKind = null, string? IdentityNumber = null);

/// <summary>Rules that several of the module's decisions share. Pure: time and look-ups come as values.</summary>
internal static partial class Decisions
{
    public const string ResidentIdentity = "resident-identity";

    /// <summary>A void record takes no more changes, and one that is erased neither: what it says is settled.</summary>
    public static Rejection? RefuseClosed(TalentState talent) =>
        talent.ErasedOn is not null ? Rejection.Transition("talent-erased", new Text(
            "该记录的个人信息已被删除,记录不再更改。", "The person of this record was erased; it takes no more changes."), [])
        : talent.VoidReason is not null ? Rejection.Transition("talent-voided", new Text("该人才记录已作废,不能再更改。", "This talent was voided; it takes no more changes."), [])
        : null;

    /// <summary>The codes of a description.</summary>
    public static void CheckCodes(string? direction, string? field, string? mode, string? talentClass, List<FieldError> errors)
    {
        CodeLists.Directions.Check("/direction", direction, errors);
        TalentCodes.Fields.Check("/field", field, errors);
        TalentCodes.Modes.Check("/mode", mode, errors);
        TalentCodes.Classes.Check("/class", talentClass, errors);
    }

    /// <summary>The employer, where it is an enterprise of the park: one that the writer may see.</summary>
    public static void CheckEmployer(bool isKnown, List<FieldError> errors)
    {
        if (!isKnown)
            errors.Add(new FieldError("/employerId", "unknown-reference", new Text("没有这家企业,或您无权查看。", "There is no such enterprise, or you may not see it.")));
    }

    /// <summary>Personal members in normal form. No error repeats what was given.</summary>
    public static PersonalDetails Normalise(PersonalDetails given, DateOnly today, List<FieldError> errors)
    {
        if (given.Phone is not null && !PhoneForm().IsMatch(given.Phone.InNormalForm().Trim()))
            errors.Add(new FieldError("/phone", "invalid-phone", new Text("须为电话号码。", "Must be a telephone number.")));
        if (given.Email is not null && !EmailForm().IsMatch(given.Email.Trim()))
            errors.Add(new FieldError("/email", "invalid-email", new Text("须为电子邮件地址。", "Must be an e-mail address.")));
        return given with
        {
            Name = given.Name?.Trim(),
            Phone = given.Phone?.InNormalForm().Trim(),
            Email = given.Email?.Trim(),
            Orcid = given.Orcid is null ? null : Orcid(given.Orcid, errors),
            IdentityNumber = given.IdentityNumber is null ? null : Identity(given.IdentityKind ?? ResidentIdentity, given.IdentityNumber, today, errors),
            IdentityKind = given.IdentityNumber is null ? null : given.IdentityKind ?? ResidentIdentity,
        };
    }

    private static string Identity(string kind, string number, DateOnly today, List<FieldError> errors)
    {
        TalentCodes.IdentityKinds.Check("/identityKind", kind, errors);
        if (kind == ResidentIdentity)
        {
            var parsed = ResidentIdentityNumber.Parse(number, today);
            if (parsed.Error is { } error)
                errors.Add(new FieldError("/identityNumber", error.Code, error.Detail));
            return parsed.Value ?? "";
        }

        var text = string.Concat(number.InNormalForm().ToUpperInvariant().Where(c => !char.IsWhiteSpace(c) && c != '-'));
        if (!DocumentForm().IsMatch(text))
            errors.Add(new FieldError("/identityNumber", "invalid-identity-number", new Text("须为 5 至 20 位字母或数字。", "Must have 5 to 20 letters or digits.")));
        return text;
    }

    private static string Orcid(string text, List<FieldError> errors)
    {
        var digits = string.Concat(text.InNormalForm().Trim().Replace("https://orcid.org/", "", StringComparison.OrdinalIgnoreCase).Where(c => c != '-')).ToUpperInvariant();
        if (!OrcidForm().IsMatch(digits) || ResidentIdentityNumber.CheckCharacter(digits[..^1]) != digits[^1])
        {
            errors.Add(new FieldError("/orcid", "invalid-orcid", new Text("不是有效的 ORCID。", "Not an ORCID iD.")));
            return "";
        }

        return string.Join('-', digits.Chunk(4).Select(part => new string(part)));
    }

    [GeneratedRegex(@"^\+?[0-9][0-9 ()/-]{3,28}$")]
    private static partial Regex PhoneForm();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s]+$")]
    private static partial Regex EmailForm();

    [GeneratedRegex("^[0-9]{15}[0-9X]$")]
    private static partial Regex OrcidForm();

    [GeneratedRegex("^[0-9A-Z]{5,20}$")]
    private static partial Regex DocumentForm();
}
