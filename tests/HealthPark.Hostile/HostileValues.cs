using System.Globalization;
using System.Text;

namespace HealthPark.Hostile;

/// <summary>Texts and JSON that programs have stumbled over.</summary>
internal static class HostileValues
{
    private static readonly string[] Texts =
    [
        "", " ", "\t", "\r\nX-Injected: 1", "null", "undefined", "NaN", "Infinity", "-1", "0", "00", "-0", "+1", "1e9", "1.5", "0x10", "１２３", "٣", "true", "[]", "{}",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "2147483647", "2147483648", "4294967296", "99999999999999999999999999999999",
        "79228162514264337593543950335", "79228162514264337593543950336", "0.1234567890123456789012345678901234567890",
        "'", "''", "\"", "\\", "`", ";", "--", "/*", "%", "_", "%%", "%s%n%x", "{0}", "${7*7}", "{{7*7}}", "#{7*7}",
        "' OR '1'='1", "'; drop table mt_events; --", "1); delete from mt_events where (1=1", "' union select data from mt_events --", "$$", "\\x00", "E'\\\\'", "::text", "%' or '%'='",
        "=HYPERLINK(\"http://evil.example\",\"x\")", "+1+1", "-1+1", "@SUM(1,1)", "=cmd|' /C calc'!A0", "\t=1+1",
        "<script>alert(1)</script>", "<!--", "]]>", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>", "javascript:alert(1)",
        "../../etc/passwd", "..\\..\\windows", "/etc/passwd", "file:///etc/passwd", "http://169.254.169.254/latest/meta-data", "http://localhost:5432/", "http://[::1]/", "gopher://a", "http://a@b:c", "https://",
        "\0", "a\0b", "\u0001\u001f\u007f", "\u0085", "\u2028\u2029", "\u202e\u202dabc", "\u200b\u200d\ufeff", "\ufffe\uffff", "\ufffd", "\ud800", "\udc00", "a\ud83d", "\ue000",
        "Z\u0310\u0317\u0301\u0302\u0303\u0304\u0305\u0306a", "İıſ", "ﬀ", "ǅ", "㍿", "﷽", "𠮷野㐂𬉼", "👩‍👩‍👧‍👦", "🇨🇳", "e\u0301", "é", "Å", "ñ", "\u1100\u1161\u11a8", "ß", "(", "（", "[a", "a{9999999}", "(a+)+$", ".*",
        "0000-00-00", "0001-01-01", "9999-12-31", "10000-01-01", "2026-02-29", "2026-02-30", "2026-13-01", "2026-1-1", "20260101", "-2026-01-01", "2026-01-01T00:00:00Z",
        "2026-06-30T23:59:60Z", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-18:00", "0001-01-01T00:00:00+18:00", "2026-01-01T00:00:00.123456789012Z", "2026-01-01T25:00:00Z",
        "2026Q5", "2026H3", "2026-00", "0000", "10000", "0", "1e3",
        "00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "{0198f000-0000-7000-8000-000000000000}", "0198f00000007000800000000000000", "(0198f000-0000-7000-8000-000000000000)",
        "*", ",", ",,,", "id,id", "id,name,", "-", "--id", "-id,name", "id;", "name desc", "a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q,r,s,t,u,v,w,x,y,z", "zh-x-icu", "cn.healthpark.*.*", "*.*", "cn.*", "cn.healthpark.enterprise.*,*",
    ];

    private static readonly string[] Raw =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "0.1", "1e2", "1E400", "-1e400", "1e-400", "1e99999999999", "NaN", "Infinity", "-Infinity", "01", "1.", ".5", "+1", "0x10", "1_000",
        "2147483647", "2147483648", "-2147483649", "9007199254740993", "9223372036854775807", "9223372036854775808", "18446744073709551616",
        "79228162514264337593543950335", "79228162514264337593543950336", "0.1234567890123456789012345678901234567890", "1e28", "1e29", "-79228162514264337593543950336", "0.00000000000000000000000000001",
        "9999999999999999.99", "99999999999999999999.99", "0.001", "0.005", "-0.01", "1e-28", "100.00000000000000000000000000000000",
        "[]", "{}", "[[]]", "[null]", "[1]", "[\"a\",1]", "{\"a\":1}", "{\"$type\":\"System.Diagnostics.Process\"}", "{\"__proto__\":{\"a\":1}}", "[{}]", "[[[[[[]]]]]]",
        "\"\"", "\" \"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u202e\"", "\"\\x41\"", "\"\\\"", "\"\n\"", "'a'", "undefined", "\"2026-02-30\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"10000-01-01\"",
    ];

    private static readonly int[] Lengths = [200, 201, 256, 1_000, 4_000, 4_001, 65_536, 300_000];

    /// <summary>A text, mostly one of a list, sometimes a long one.</summary>
    public static string Text(Random random) => random.Next(12) switch
    {
        0 => new string(Pick(random, "a", "长", "\u0301", "%", "'", "\\", "0", " ")[0], Pick(random, Lengths)),
        1 => string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => (char)random.Next(0x20, 0xd7ff))),
        2 => Pick(random, Texts) + Pick(random, Texts),
        _ => Pick(random, Texts),
    };

    /// <summary>A JSON value as it is written, or something that only looks like one.</summary>
    public static string Json(Random random) => random.Next(10) switch
    {
        0 or 1 or 2 or 3 => Pick(random, Raw),
        4 => Digits(random.Next(20, 5_000), random),
        5 => Nested(Pick(random, 5, 31, 32, 33, 64, 65, 1_000, 20_000), random.Next(2) == 0),
        6 => $"[{string.Join(',', Enumerable.Repeat(Pick(random, Raw), Pick(random, 2, 101, 1_000, 10_000)))}]",
        _ => Quoted(Text(random)),
    };

    public static string Digits(int count, Random random) => random.Next(3) switch
    {
        0 => new string('9', count),
        1 => "0." + new string('3', count),
        _ => "1" + new string('0', count) + "e-" + count.ToString(CultureInfo.InvariantCulture),
    };

    public static string Nested(int depth, bool objects) =>
        objects
            ? string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth)
            : new string('[', depth) + new string(']', depth);

    /// <summary>A JSON string; lone surrogates and NUL are written as escapes.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (c < ' ' || char.IsSurrogate(c))
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>A text in a URL: escaped as it should be, twice, in part, or in ways that no one should.</summary>
    public static string Escaped(Random random, string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        var all = string.Concat(utf8.Select(b => $"%{b:X2}"));
        return random.Next(8) switch
        {
            0 => all.Replace("%", "%25", StringComparison.Ordinal),
            1 => all + Pick(random, "%", "%zz", "%00", "%c0%ae", "%e0%80%af", "%ff", "%ed%a0%80", "%u0041", "+", "%0d%0aX-Injected:%201"),
            _ => string.Concat(utf8.Select(b => b is > (byte)' ' and <= (byte)'~' && !"%&=+#?/\"<>\\^`{|}".Contains((char)b, StringComparison.Ordinal) ? ((char)b).ToString() : $"%{b:X2}")),
        };
    }

    public static T Pick<T>(Random random, params IReadOnlyList<T> items) => items[random.Next(items.Count)];
}
