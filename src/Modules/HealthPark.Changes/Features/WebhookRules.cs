namespace HealthPark.Changes.Features;

/// <summary>What registering and changing a webhook have in common.</summary>
internal static class WebhookRules
{
    /// <summary>Why a caller may not choose where changes are sent to: only who may read them may have them sent.</summary>
    public static Rejection? RefuseWhoMayNotRead(Caller caller) =>
        caller.Scopes.Contains(Scopes.ChangesRead) ? null : Rejection.MissingScope(Scopes.ChangesRead);

    /// <summary>What is wrong with the types asked for.</summary>
    public static IEnumerable<FieldError> CheckTypes(IReadOnlyList<string> types, IReadOnlyList<string> known)
    {
        if (types.Count == 0)
            yield return new FieldError("/types", "required", new Text("至少给出一个类型;* 表示全部。", "At least one type is needed; * stands for all."));
        foreach (var (pattern, i) in types.Select((pattern, i) => (pattern, i)))
        {
            if (EventNames.Matching(pattern, known).Count == 0)
                yield return new FieldError($"/types/{i}", "unknown-type", EventNames.Unknown(pattern, known));
        }
    }
}
