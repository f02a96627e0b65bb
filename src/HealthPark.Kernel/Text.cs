namespace HealthPark.Kernel;

/// <summary>The languages in which the API speaks to people.</summary>
public enum Language
{
    /// <summary>Simplified Chinese (zh-CN), the default.</summary>
    Chinese,

    /// <summary>English (en).</summary>
    English,
}

/// <summary>A text for people, in both languages of the API.</summary>
/// <param name="Zh">Simplified Chinese.</param>
/// <param name="En">English.</param>
public sealed record Text(string Zh, string En)
{
    /// <summary>The text in one language.</summary>
    public string In(Language language) => language == Language.English ? En : Zh;
}
