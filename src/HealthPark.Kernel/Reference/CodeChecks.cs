using HealthPark.Kernel.Http;

namespace HealthPark.Kernel.Reference;

/// <summary>Checks of members that hold codes.</summary>
public static class CodeChecks
{
    /// <summary>Refuses what is not a code of the list.</summary>
    public static void Check(this CodeList list, string pointer, string? code, List<FieldError> errors)
    {
        if (code is not null && !list.Contains(code))
            errors.Add(new FieldError(pointer, "unknown-value", Validation.OneOf(list.Codes)));
    }

    /// <summary>Refuses what is not a code of the list, and a code that is given twice.</summary>
    public static void Check(this CodeList list, string pointer, IReadOnlyList<string>? codes, List<FieldError> errors)
    {
        for (var i = 0; i < (codes?.Count ?? 0); i++)
            list.Check($"{pointer}/{i}", codes![i], errors);
        if (codes is not null && codes.Distinct().Count() < codes.Count)
            errors.Add(new FieldError(pointer, "repeated-value", new Text("同一取值只能出现一次。", "Each value may be given once.")));
    }
}
