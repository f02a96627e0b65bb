namespace HealthPark.Kernel;

/// <summary>The languages of the API: what <c>Accept-Language</c> chooses between.</summary>
public enum Language
{
    /// <summary>Simplified Chinese, <c>zh-CN</c>: the default.</summary>
    Chinese,

    /// <summary>English, <c>en</c>.</summary>
    English,
}

/// <summary>A text for people, in both languages of the API.</summary>
/// <param name="Zh">The text in simplified Chinese.</param>
/// <param name="En">The text in English.</param>
public sealed record Text(string Zh, string En)
{
    /// <summary>The text in one language; Chinese unless English is asked for.</summary>
    public string In(Language language) => language == Language.English ? En : Zh;
}
