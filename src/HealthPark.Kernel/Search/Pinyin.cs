using System.Text;

namespace HealthPark.Kernel.Search;

/// <summary>How Chinese characters are read, without tones: all readings of each (多音字). The table is made by <c>build/pinyin</c>.</summary>
public static class Pinyin
{
    private static readonly Dictionary<string, string> BySyllable = Load();
    private static readonly Dictionary<Rune, string[]> ByCharacter = BySyllable
        .SelectMany(s => s.Value.EnumerateRunes(), (s, character) => (Character: character, Syllable: s.Key))
        .GroupBy(p => p.Character, p => p.Syllable).ToDictionary(g => g.Key, g => g.ToArray());
    private static readonly HashSet<string> Beginnings = [.. BySyllable.Keys.SelectMany(s => Enumerable.Range(1, s.Length).Select(n => s[..n]))];

    private static readonly int Longest = BySyllable.Keys.Max(s => s.Length);

    /// <summary>A character's readings, such as <c>chong</c> and <c>zhong</c>; ü is <c>v</c>. None if it is not in the table.</summary>
    public static IReadOnlyList<string> ReadingsOf(Rune character) => ByCharacter.GetValueOrDefault(character, []);

    /// <summary>The ways to part letters into syllables, the last of which may be cut short: <c>xian</c> is <c>xian</c> or <c>xi an</c>.</summary>
    /// <param name="letters">Lower-case letters.</param>
    public static IEnumerable<IReadOnlyList<string>> Part(string letters)
    {
        // From the end: the places from which the rest can be parted. Without them, letters that cannot be parted would be tried in
        // each of very many ways.
        var open = new bool[letters.Length];
        for (var start = letters.Length - 1; start >= 0; start--)
            open[start] = EndsOf(start).Any();
        return From(0);

        IEnumerable<int> EndsOf(int start) =>
            from end in Enumerable.Range(start + 1, Math.Min(Longest, letters.Length - start)).Reverse()
            where end == letters.Length ? Beginnings.Contains(letters[start..]) : open[end] && BySyllable.ContainsKey(letters[start..end])
            select end;

        IEnumerable<IReadOnlyList<string>> From(int start) =>
            from end in EndsOf(start)
            from rest in end == letters.Length ? [[]] : From(end)
            select (IReadOnlyList<string>)[letters[start..end], .. rest];
    }

    // A line for each syllable: the syllable, a blank, its characters.
    private static Dictionary<string, string> Load()
    {
        using var reader = new StreamReader(typeof(Pinyin).Assembly.GetManifestResourceStream("Search/pinyin.txt")!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(l => l[0], l => l[1]);
    }
}
