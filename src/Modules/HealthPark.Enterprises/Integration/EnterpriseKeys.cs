using System.Text.Json.Nodes;
using HealthPark.Kernel.Codes;

namespace HealthPark.Enterprises.Integration;

/// <summary>What an enterprise that is brought in says of itself that no other may say: its code, and its folded name.</summary>
internal static class EnterpriseKeys
{
    private const string Uscc = "uscc ";

    public static IEnumerable<string> Of(JsonObject members)
    {
        if (UsccOf(members) is { } uscc)
            yield return OfUscc(uscc);
        if (TextOf(members, "name") is { } name)
            yield return "name " + NameFolding.Fold(name);
    }

    /// <summary>The key that a unified social credit code is.</summary>
    public static string OfUscc(string uscc) => Uscc + uscc;

    /// <summary>The unified social credit code that a key is; null if it is another.</summary>
    public static string? UsccIn(string key) => key.StartsWith(Uscc, StringComparison.Ordinal) ? key[Uscc.Length..] : null;

    // In normal form; null if there is none, or none that can be one.
    private static string? UsccOf(JsonObject members) =>
        TextOf(members, "uscc") is { Length: > 0 } text && UnifiedSocialCreditCode.Parse(text) is { Error: null, Value: { } code } ? code.Value : null;

    private static string? TextOf(JsonObject members, string name) => members[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
