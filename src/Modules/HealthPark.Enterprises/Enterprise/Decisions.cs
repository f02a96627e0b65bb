using HealthPark.Kernel.Codes;
using HealthPark.Kernel.Reference;

namespace HealthPark.Enterprises.Enterprise;

/// <summary>Another enterprise whose name folds to the same text.</summary>
/// <param name="Id">Its id.</param>
/// <param name="OwnerOrganizationId">Whose record it is.</param>
public sealed record Namesake(Guid Id, Guid OwnerOrganizationId);

/// <summary>Rules that several of the module's decisions share. Pure: time and look-ups come as values.</summary>
internal static class Decisions
{
    /// <summary>A void record takes no more changes.</summary>
    public static Rejection? RefuseVoided(EnterpriseState enterprise) => enterprise.Stage == EnterpriseStage.Voided
        ? Rejection.Transition("enterprise-voided", new Text("该企业记录已作废,不能再更改。", "This enterprise was voided; it takes no more changes."), [])
        : null;

    /// <summary>A name that another enterprise already bears passes only with a word on why the two are not the same.</summary>
    public static Rejection? RefuseNamesakes(IReadOnlyList<Namesake> namesakes, bool? confirmDistinct, string? reason, Func<Guid, bool> mayRead)
    {
        if (namesakes.Count == 0)
            return null;
        if (confirmDistinct == true)
        {
            return string.IsNullOrWhiteSpace(reason)
                ? Rejection.Invalid("/reason", "required", new Text("确认不是同一企业时须说明理由。", "Confirming that the two are distinct needs a reason."))
                : null;
        }

        var readable = namesakes.Where(n => mayRead(n.OwnerOrganizationId)).Select(n => $"/v1/enterprises/{n.Id}").ToArray();
        return Rejection.Conflict("duplicate-suspected", new Text(
            "已有名称相同的企业(不计全半角、括号和公司形式)。若确非同一企业,请带 confirmDistinct: true 和 reason 重新提交。",
            "There is an enterprise of the same name, width, brackets and legal form aside. If they are distinct, post again with confirmDistinct: true and a reason."))
            .With("candidates", readable);
    }

    /// <summary>The unified social credit code in normal form, or what is wrong with it.</summary>
    public static string? CheckUscc(string? text, List<FieldError> errors)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var result = UnifiedSocialCreditCode.Parse(text);
        if (result.Error is { } error)
            errors.Add(new FieldError("/uscc", error.Code, error.Detail));
        return result.Value?.Value;
    }

    /// <summary>A sub-field belongs to its direction, and a carrier to its zone.</summary>
    public static void CheckBelonging(string direction, string? subField, string? zone, string? carrier, List<FieldError> errors)
    {
        DirectionHistory.CheckSubField(direction, subField, errors);
        CodeLists.Zones.Check("/zone", zone, errors);
        CodeLists.Carriers.Check("/carrier", carrier, errors);
        if (zone is not null && carrier is not null && CodeLists.Carriers.Find(carrier) is { Zone: { } home } && home != zone)
            errors.Add(new FieldError("/carrier", "not-in-zone", new Text($"该载体位于 {home}。", $"This carrier lies in {home}.")));
    }

    /// <summary>An industry class of GB/T 4754-2017: an optional section letter and two to four digits.</summary>
    public static void CheckIndustryCode(string? code, List<FieldError> errors)
    {
        if (code is null)
            return;
        var digits = code.Length > 0 && code[0] is >= 'A' and <= 'T' ? code[1..] : code;
        if (digits.Length is < 2 or > 4 || !digits.All(char.IsAsciiDigit))
        {
            errors.Add(new FieldError("/industryCode", "invalid-industry-code", new Text(
                "须为 GB/T 4754-2017 的行业代码,如 7340 或 M7340。", "Must be an industry class of GB/T 4754-2017, such as 7340 or M7340.")));
        }
    }

    /// <summary>Dates lie in order and not in the future.</summary>
    public static void CheckDates(IEnumerable<KeyValuePair<EnterpriseStage, DateOnly>> reachedOn, DateOnly today, List<FieldError> errors)
    {
        (EnterpriseStage Stage, DateOnly On)? before = null;
        foreach (var (stage, on) in reachedOn.OrderBy(r => r.Key))
        {
            var pointer = "/" + MemberOf(stage);
            if (on > today)
                errors.Add(new FieldError(pointer, "in-the-future", new Text($"不能晚于今天({today:yyyy-MM-dd})。", $"Must not lie after today ({today:yyyy-MM-dd}).")));
            if (before is { } earlier && on < earlier.On)
            {
                errors.Add(new FieldError(pointer, "dates-out-of-order", new Text(
                    $"不能早于 {MemberOf(earlier.Stage)}({earlier.On:yyyy-MM-dd})。", $"Must not lie before {MemberOf(earlier.Stage)} ({earlier.On:yyyy-MM-dd}).")));
            }

            before = (stage, on);
        }
    }

    /// <summary>The member that holds the date of a stage.</summary>
    public static string MemberOf(EnterpriseStage stage) => stage switch
    {
        EnterpriseStage.Negotiating => "negotiatingOn",
        EnterpriseStage.Signed => "signedOn",
        EnterpriseStage.Landed => "landedOn",
        EnterpriseStage.Operating => "operatingOn",
        EnterpriseStage.MovedOut => "movedOutOn",
        EnterpriseStage.Deregistered => "deregisteredOn",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "This stage has no date."),
    };
}
