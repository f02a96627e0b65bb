using System.Buffers;
using HealthPark.Kernel.Reference;

namespace HealthPark.Kernel.Codes;

/// <summary>
/// Unified social credit code (统一社会信用代码), the 18-character identity of a legal person or other organisation,
/// by GB 32100-2015: authority and kind (2), division of the registration authority (6), body (9), check character (1).
/// </summary>
public sealed record UnifiedSocialCreditCode
{
    private const int Length = 18;

    /// <summary>GB 32100-2015: digits and letters without I, O, S, V, Z; a character's value is its index.</summary>
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly SearchValues<char> UsedCharacters = SearchValues.Create(Alphabet);

    /// <summary>GB 32100-2015: 3^(i−1) mod 31 for positions 1 to 17.</summary>
    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>GB 11714: weights of the first eight characters of the body's code, positions 9 to 16.</summary>
    private static ReadOnlySpan<byte> BodyWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    private UnifiedSocialCreditCode(string value) => Value = value;

    /// <summary>The normalised code: 18 digits and upper-case letters, check character included.</summary>
    public string Value { get; }

    /// <summary>Registration authority and kind of body,: a code of <see cref="CodeLists.UsccPrefixes"/>, or unknown.</summary>
    public string Prefix => Value[..2];

    /// <summary>Division (GB/T 2260) of the authority that registered the body: not always where it works.</summary>
    public string Division => Value[2..8];

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>
    /// Reads a code as typed or pasted: any width and case, with or without spaces and hyphens. Nothing is corrected.
    /// Errors: <c>uscc-letter-not-used</c>, <c>uscc-character</c>, <c>uscc-length</c>, <c>uscc-division</c>,
    /// <c>uscc-check-character</c>. Warnings, because lawful codes may show them: <c>uscc-prefix-unknown</c> (the standard's
    /// table of authorities and kinds is amended, and ours is not the whole of it) and <c>uscc-body-check</c> (old records).
    /// </summary>
    public static CodeResult<UnifiedSocialCreditCode> Parse(string text)
    {
        var code = CodeText.Normalise(text);

        var foreign = code.AsSpan().IndexOfAnyExcept(UsedCharacters);
        if (foreign >= 0)
            return ForeignCharacter(code, foreign);
        if (code.Length != Length)
            return WrongLength(code);

        var nonDigit = code.AsSpan(2, 6).IndexOfAnyExceptInRange('0', '9');
        if (nonDigit >= 0)
            return NotADivision(code, 2 + nonDigit);

        var expected = CheckCharacter(code);
        if (code[^1] != expected)
            return WrongCheckCharacter(code[^1], expected);

        return new CodeResult<UnifiedSocialCreditCode>(new(code), null, [.. Warnings(code)]);
    }

    private static char CheckCharacter(ReadOnlySpan<char> code)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
            sum += Alphabet.IndexOf(code[i]) * Weights[i];
        return Alphabet[(31 - sum % 31) % 31];
    }

    private static char BodyCheckCharacter(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < BodyWeights.Length; i++)
            sum += (char.IsAsciiDigit(body[i]) ? body[i] - '0' : body[i] - 'A' + 10) * BodyWeights[i];
        return (11 - sum % 11) switch { 11 => '0', 10 => 'X', var digit => (char)('0' + digit) };
    }

    private static IEnumerable<CodeError> Warnings(string code)
    {
        if (!CodeLists.UsccPrefixes.Contains(code[..2]))
        {
            yield return new("uscc-prefix-unknown", null, new(
                $"前两位{code[..2]}不在已登记的登记管理部门和机构类别表中，请确认。",
                $"The first two characters, {code[..2]}, are not in our table of authorities and kinds of body; please check."));
        }

        var expected = BodyCheckCharacter(code.AsSpan(8, 8));
        if (code[16] != expected)
        {
            yield return new("uscc-body-check", 17, new(
                $"第17位为{code[16]}，按GB 11714由第9至16位应为{expected}；旧代码可能如此，请确认。",
                $"Position 17 is {code[16]}, but GB 11714 gives {expected} for positions 9 to 16; old codes may differ, please check."));
        }
    }

    private static CodeError ForeignCharacter(string code, int index)
    {
        var (position, shown) = (index + 1, CodeText.Shown(code, index));
        var meant = code[index] switch { 'I' => "1", 'O' => "0", 'S' => "5", 'V' => "U", 'Z' => "2", _ => null };
        return meant is null
            ? new("uscc-character", position, new(
                $"第{position}位的{shown}不能用于统一社会信用代码，只能用数字和大写字母。",
                $"Position {position} is {shown}; a unified social credit code has only digits and letters."))
            : new("uscc-letter-not-used", position, new(
                $"第{position}位的字母{shown}不用于统一社会信用代码（I、O、S、V、Z都不用），是否为{meant}？",
                $"Position {position}: letter {shown} is not used (nor are I, O, S, V, Z), did you mean {meant}?"));
    }

    private static CodeError WrongLength(string code) =>
        code.Length == 15 && code.All(char.IsAsciiDigit)
            ? new("uscc-length", null, new(
                "这是15位的旧注册号，不是18位的统一社会信用代码；旧注册号请记为别名。",
                "This is an old 15-digit registration number (注册号), not an 18-character code; record it as an alias."))
            : new("uscc-length", null, new(
                $"统一社会信用代码应为18位，现为{code.Length}位。",
                $"A unified social credit code has 18 characters; this one has {code.Length}."));

    private static CodeError NotADivision(string code, int index) => new("uscc-division", index + 1, new(
        $"第3至8位是登记机关行政区划码，只能是数字；第{index + 1}位为{code[index]}。",
        $"Positions 3 to 8 are the division of the registration authority and must be digits; position {index + 1} is {code[index]}."));

    private static CodeError WrongCheckCharacter(char found, char expected) => new("uscc-check-character", Length, new(
        $"第18位校验码为{found}，按前17位应为{expected}；也可能是其他某一位有误。",
        $"Position 18, the check character, is {found}, but the first 17 characters give {expected}; "
        + "another character may be mistyped instead."));
}
