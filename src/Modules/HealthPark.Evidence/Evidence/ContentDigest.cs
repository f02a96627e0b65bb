using System.Security.Cryptography;

namespace HealthPark.Evidence.Evidence;

/// <summary>The digest of a body as its sender states it: the header <c>Content-Digest</c> (RFC 9530), a dictionary of byte sequences (RFC 9651).</summary>
/// <param name="Sha256">The SHA-256; null if it states none.</param>
/// <param name="Sha512">The SHA-512; null if it states none.</param>
internal sealed record ContentDigest(byte[]? Sha256, byte[]? Sha512)
{
    /// <summary>The header of a body with this SHA-256.</summary>
    public static string Of(ReadOnlySpan<byte> sha256) => $"sha-256=:{Convert.ToBase64String(sha256)}:";

    /// <summary>Reads the header; null if it is malformed. Digests by other algorithms are passed over.</summary>
    public static ContentDigest? Parse(string header)
    {
        var digest = new ContentDigest(null, null);
        foreach (var member in header.Split(','))
        {
            var (key, value) = member.Trim().Split('=', 2) is [var k, var v] ? (k, v) : (member, "");
            if (key.Length == 0 || !key.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_' or '.' or '*'))
                return null;
            if (key is not ("sha-256" or "sha-512"))
                continue;
            var length = key == "sha-256" ? SHA256.HashSizeInBytes : SHA512.HashSizeInBytes;
            if (Bytes(value) is not { } bytes || bytes.Length != length)
                return null;
            digest = key == "sha-256" ? digest with { Sha256 = bytes } : digest with { Sha512 = bytes };
        }

        return digest;
    }

    /// <summary>Whether it states a digest that can be checked.</summary>
    public bool IsUsable => Sha256 is not null || Sha512 is not null;

    /// <summary>Whether a body with these digests is the one that is meant.</summary>
    public bool Fits(FileFacts file) =>
        (Sha256 is null || Sha256.AsSpan().SequenceEqual(file.Sha256)) && (Sha512 is null || Sha512.AsSpan().SequenceEqual(file.Sha512));

    /// <summary>The digests of a file by the algorithms that this one uses, written as it is.</summary>
    public string Computed(FileFacts file) => string.Join(", ",
        new[] { Sha256 is null ? null : Of(file.Sha256), Sha512 is null ? null : $"sha-512=:{Convert.ToBase64String(file.Sha512)}:" }.OfType<string>());

    // `:base64:`; what follows a semicolon are parameters, which mean nothing here.
    private static byte[]? Bytes(string value)
    {
        var item = value.Split(';', 2)[0].TrimEnd();
        if (item.Length < 2 || item[0] != ':' || item[^1] != ':')
            return null;
        var bytes = new byte[item.Length];
        return Convert.TryFromBase64String(item[1..^1], bytes, out var written) ? bytes[..written] : null;
    }
}
