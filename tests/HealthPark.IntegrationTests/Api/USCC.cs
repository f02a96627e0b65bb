using System.Security.Cryptography;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Valid unified social credit codes (GB 32100-2015), each made once. The division 000000 belongs to no real body.</summary>
internal static class USCC
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
    private static readonly int[] BodyWeights = [3, 7, 9, 10, 5, 8, 4, 2];
    private static int _last = RandomNumberGenerator.GetInt32(31 * 31 * 31);

    public static string New() => Of(Interlocked.Increment(ref _last));

    /// <summary>The code of a number below 31⁴.</summary>
    public static string Of(int number)
    {
        var body = "MAHP";
        for (var i = 0; i < 4; i++, number /= 31)
            body += Alphabet[number % 31];
        var check = (11 - body.Select((c, i) => (char.IsAsciiDigit(c) ? c - '0' : c - 'A' + 10) * BodyWeights[i]).Sum() % 11) switch
        {
            11 => '0',
            10 => 'X',
            var digit => (char)('0' + digit),
        };
        var code = "91000000" + body + check;
        return code + Alphabet[(31 - (code.Select((c, i) => Alphabet.IndexOf(c) * Weights[i]).Sum() % 31)) % 31];
    }
}
