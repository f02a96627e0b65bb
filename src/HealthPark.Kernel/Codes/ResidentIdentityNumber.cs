using System.Globalization;

namespace HealthPark.Kernel.Codes;

/// <summary>
/// A citizen identity number (公民身份号码) by GB 11643-1999: six digits of the place, eight of the day of birth, three in order, and a check
/// character by ISO 7064 MOD 11-2. No error repeats the number: it is personal.
/// </summary>
public static class ResidentIdentityNumber
{
    private const int Length = 18;

    /// <summary>The number in its normal form: full-width characters become half-width, blanks and hyphens go, x becomes X.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="today">Nobody is born later.</param>
    public static CodeResult<string> Parse(string text, DateOnly today)
    {
        var number = CodeText.Normalise(text);
        if (number.Length != Length)
        {
            return new CodeError("identity-number-length", null, new Text(
                $"居民身份号码为 18 位,此处为 {number.Length} 位。", $"A resident identity number has 18 characters; there are {number.Length}."));
        }

        if (number[..^1].ToList().FindIndex(c => !char.IsAsciiDigit(c)) is >= 0 and var at)
            return new CodeError("identity-number-character", at + 1, new Text($"第 {at + 1} 位须为数字。", $"Position {at + 1} must be a digit."));
        if (!DateOnly.TryParseExact(number[6..14], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var born) || born > today || born.Year < 1900)
            return new CodeError("identity-number-birth", 7, new Text("第 7 至 14 位不是有效的出生日期。", "Positions 7 to 14 are not a day of birth."));
        return number[^1] == CheckCharacter(number[..^1])
            ? new CodeResult<string>(number, null, [])
            : new CodeError("identity-number-check", Length, new Text("校验码不符。", "The check character does not fit the digits before it."));
    }

    /// <summary>The form in which numbers are compared.</summary>
    public static string Normalise(string text) => CodeText.Normalise(text);

    /// <summary>The check character of digits by ISO 7064 MOD 11-2; ORCID iDs have one too.</summary>
    public static char CheckCharacter(string digits)
    {
        var rest = (12 - (digits.Aggregate(0, (sum, digit) => (sum + (digit - '0')) * 2 % 11))) % 11;
        return rest == 10 ? 'X' : (char)('0' + rest);
    }
}
