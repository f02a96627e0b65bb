using System.Globalization;
using HealthPark.Kernel.Reference;

namespace HealthPark.Kernel.Codes;

/// <summary>
/// Chinese patent application number by ZC 0006-2003: year (4), kind (1), serial (7), full stop, check digit; before
/// October 2003 the year had two digits and the serial five. A granted patent keeps the number, written with <c>ZL</c>.
/// </summary>
public sealed record PatentApplicationNumber
{
    private const int NewLength = 13, OldLength = 9;

    /// <summary>ZC 0006-2003; the old style uses the first eight.</summary>
    private static ReadOnlySpan<byte> Weights => [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];

    private PatentApplicationNumber(string digits, int year, char kind) =>
        (Value, Year, Kind) = ($"{digits[..^1]}.{digits[^1]}", year, kind);

    /// <summary>The normalised number, such as <c>200710308494.X</c> or <c>95115608.X</c>, without <c>ZL</c>.</summary>
    public string Value { get; }

    /// <summary>Year of the application, four digits in both styles.</summary>
    public int Year { get; }

    /// <summary>Kind of application, a code of <see cref="CodeLists.PatentKinds"/>: 1, 2, 3, 8 or 9.</summary>
    public char Kind { get; }

    /// <inheritdoc/>
    public override string ToString() => Value;

    /// <summary>
    /// Reads a number as typed or pasted: any width and case, with or without spaces, hyphens, the full stop, and <c>ZL</c>,
    /// which certificates print before the same number. <c>CN</c> is refused: it mostly stands before publication numbers,
    /// which are other numbers. Positions in errors are counted from the year's first digit, without the full stop.
    /// Errors: <c>patent-prefix</c>, <c>patent-character</c>, <c>patent-length</c>, <c>patent-year</c>, <c>patent-kind</c>,
    /// <c>patent-check-digit</c>.
    /// </summary>
    public static CodeResult<PatentApplicationNumber> Parse(string text)
    {
        var code = CodeText.Normalise(text);
        if (code.StartsWith("CN", StringComparison.Ordinal))
            return PublicationPrefix();
        if (code.StartsWith("ZL", StringComparison.Ordinal))
            code = code[2..];
        if (code.Length >= 2 && code[^2] == '.')
            code = code.Remove(code.Length - 2, 1);

        for (var i = 0; i < code.Length; i++)
        {
            var isCheckDigit = i == code.Length - 1;
            if (!char.IsAsciiDigit(code[i]) && !(isCheckDigit && code[i] == 'X'))
                return ForeignCharacter(code, i);
        }

        if (code.Length is not (NewLength or OldLength))
            return WrongLength(code);

        var yearLength = code.Length == NewLength ? 4 : 2;
        if (ReadYear(code[..yearLength]) is not { } year)
            return ImpossibleYear(code[..yearLength]);

        var kind = code[yearLength];
        if (!CodeLists.PatentKinds.Contains(kind.ToString()))
            return UnknownKind(kind, yearLength);

        var expected = CheckDigit(code.AsSpan(0, code.Length - 1));
        if (code[^1] != expected)
            return WrongCheckDigit(code, expected);

        return new CodeResult<PatentApplicationNumber>(new(code, year, kind), null, []);
    }

    /// <summary>Patents began in 1985; two-digit years ended, and four-digit years began, during 2003.</summary>
    private static int? ReadYear(string digits) => (digits.Length, int.Parse(digits, CultureInfo.InvariantCulture)) switch
    {
        (4, >= 2003 and var year) => year,
        (2, >= 85 and var year) => 1900 + year,
        (2, <= 3 and var year) => 2000 + year,
        _ => null,
    };

    private static char CheckDigit(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
            sum += (digits[i] - '0') * Weights[i];
        return sum % 11 == 10 ? 'X' : (char)('0' + sum % 11);
    }

    private static CodeError PublicationPrefix() => new("patent-prefix", null, new(
        "CN之后一般是公布号或公告号，不是申请号；请填申请号，不带CN。",
        "CN mostly stands before a publication number, which is another number; give the application number, without CN."));

    private static CodeError ForeignCharacter(string code, int index) => new("patent-character", index + 1, new(
        $"第{index + 1}位的{CodeText.Shown(code, index)}不能用于专利申请号：只能是数字，仅校验位可为X。",
        $"Position {index + 1} is {CodeText.Shown(code, index)}; the number has only digits, and X only as its check digit."));

    private static CodeError WrongLength(string code) => new("patent-length", null, new(
        $"专利申请号连同校验位应为13位（2003年10月前为9位），现为{code.Length}位。",
        $"A patent application number has 13 digits with its check digit (9 before October 2003); this one has {code.Length}."));

    private static CodeError ImpossibleYear(string year) => new("patent-year", 1, new(
        $"年份{year}不可能：两位年份为85至03，四位年份自2003年起。",
        $"Year {year} is impossible: two-digit years run from 85 to 03, four-digit years start in 2003."));

    private static CodeError UnknownKind(char kind, int index) => new("patent-kind", index + 1, new(
        $"第{index + 1}位的种类{kind}不存在：只有1发明、2实用新型、3外观设计、8 PCT发明、9 PCT实用新型。",
        $"Position {index + 1}: there is no kind {kind}; there are 1 invention, 2 utility model, 3 design, 8 and 9 the first two from PCT."));

    private static CodeError WrongCheckDigit(string code, char expected) => new("patent-check-digit", code.Length, new(
        $"校验位为{code[^1]}，按前{code.Length - 1}位应为{expected}；也可能是其他某一位有误。",
        $"The check digit is {code[^1]}, but the first {code.Length - 1} digits give {expected}; another digit may be mistyped instead."));
}
