using System.Globalization;
using System.Text;
using HealthPark.EventStore;

namespace HealthPark.Kernel.Search;

/// <summary>
/// What a record is found by, as Postgres keeps it (<c>tsvector</c>): every two neighbouring characters of its names and codes, and of
/// the names' pinyin, with their places. Neighbours that follow one another are then a part of a text, whatever its length, and a single
/// character is the beginning of a pair.
/// </summary>
/// <remarks>
/// Three kinds of pairs do not meet: folded text is upper case (<c>重庆</c>, <c>15</c>), initials are lower case (<c>cq</c>, <c>zq</c>),
/// syllables begin with an equals sign (<c>=chong qing</c>). The last character of a text stands alone.
/// </remarks>
public static class SearchVector
{
    /// <summary>The column <c>search</c>, which <c>event_store.make_searchable</c> adds to a table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="names">What a record is called: found by its characters and by pinyin.</param>
    /// <param name="codes">Its codes: found by their parts.</param>
    public static ReadModelTable<TRow> Search<TRow>(
        this ReadModelTable<TRow> table, Func<TRow, IEnumerable<string>> names, Func<TRow, IEnumerable<string?>> codes) =>
        table.Column("search", "tsvector", row => Of(names(row), codes(row)));

    /// <summary>The vector in Postgres' text form.</summary>
    /// <param name="names">Names.</param>
    /// <param name="codes">Codes.</param>
    public static string Of(IEnumerable<string> names, IEnumerable<string?> codes)
    {
        var places = new Dictionary<string, SortedSet<int>>();
        var next = 1;
        foreach (var name in names)
            AddText(name, withPinyin: true);
        foreach (var code in codes)
            AddText(code ?? "", withPinyin: false);
        // Nothing in it needs escaping: folded text has only letters and digits.
        return string.Join(' ', places.Select(p => $"'{p.Key}':{string.Join(',', p.Value)}"));

        void AddText(string text, bool withPinyin)
        {
            Rune[] characters = [.. NameFolding.Letters(text).EnumerateRunes()];
            for (var i = 0; i < characters.Length; i++, next++)
            {
                Rune? following = i + 1 < characters.Length ? characters[i + 1] : null;
                Add($"{characters[i]}{following}");
                foreach (var pair in withPinyin ? PinyinOf(characters[i], following) : [])
                    Add(pair);
            }

            next++; // a gap: the end of one text and the beginning of the next are no neighbours
        }

        void Add(string pair)
        {
            if (!places.TryGetValue(pair, out var at))
                places[pair] = at = [];
            at.Add(next);
        }
    }

    private static IEnumerable<string> PinyinOf(Rune character, Rune? following)
    {
        foreach (var first in Readings(character))
        {
            if (following is null)
            {
                yield return first[..1];
                yield return $"={first}";
            }

            foreach (var second in following is { } f ? Readings(f) : [])
            {
                yield return $"{first[0]}{second[0]}";
                yield return $"={first} {second}";
            }
        }
    }

    // Letters and digits between Chinese characters read as themselves: 3D打印 is 3ddy.
    private static IReadOnlyList<string> Readings(Rune character) =>
        character.IsAscii ? [character.ToString().ToLowerInvariant()] : Pinyin.ReadingsOf(character);
}

/// <summary>What is looked for, as Postgres asks it (<c>tsquery</c>).</summary>
public static class SearchQuery
{
    private const int MostPartings = 8;

    /// <summary>The query for a text: its words, parted by blanks, must all be found; null if it has no letter and no digit.</summary>
    /// <param name="text">What someone looks for: a part of a name or code, initials in pinyin, or syllables.</param>
    public static string? Of(string text)
    {
        var words = text.InNormalForm().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(NameFolding.Letters).Where(w => w.Length > 0).Distinct()
            .Select(word => $"({string.Join(" | ", Readings(word))})").ToList();
        return words.Count == 0 ? null : string.Join(" & ", words);
    }

    private static IEnumerable<string> Readings(string word)
    {
        yield return Phrase([.. word.EnumerateRunes().Select(r => r.ToString())]);
        if (!word.All(char.IsAsciiLetterOrDigit) || !word.Any(char.IsAsciiLetter))
            yield break;
        var letters = word.ToLower(CultureInfo.InvariantCulture);
        yield return Phrase([.. letters.Select(l => l.ToString())]);
        foreach (var syllables in letters.All(char.IsAsciiLetter) ? Pinyin.Part(letters).Take(MostPartings) : [])
            yield return Spoken(syllables);
    }

    private static string Phrase(IReadOnlyList<string> characters) => characters is [var only]
        ? $"'{only}':*"
        : string.Join(" <-> ", characters.Zip(characters.Skip(1), (first, second) => $"'{first}{second}'"));

    // The last syllable may be cut short.
    private static string Spoken(IReadOnlyList<string> syllables) => syllables is [var only]
        ? $"'={only}':*"
        : string.Join(" <-> ", syllables.Zip(syllables.Skip(1), (first, second) => $"'={first} {second}'")) + ":*";
}
