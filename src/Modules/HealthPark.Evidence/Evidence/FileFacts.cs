using System.IO.Compression;
using System.Security.Cryptography;

namespace HealthPark.Evidence.Evidence;

/// <summary>What a file's bytes say of themselves, whatever its sender says of it.</summary>
/// <param name="Size">How many there are.</param>
/// <param name="Sha256">Their SHA-256.</param>
/// <param name="Sha512">Their SHA-512.</param>
/// <param name="Head">The first of them.</param>
/// <param name="IsText">Whether none of them is a control character other than tab, line feed, form feed and carriage return.</param>
/// <param name="Parts">Those of <see cref="KnownParts"/> that it has, if it is a ZIP archive.</param>
internal sealed record FileFacts(long Size, byte[] Sha256, byte[] Sha512, byte[] Head, bool IsText, IReadOnlyList<string> Parts)
{
    public const string ContentTypes = "[Content_Types].xml";
    public const string Workbook = "xl/workbook.xml";
    public const string Document = "word/document.xml";
    public const string Macros = "vbaProject.bin";

    private const int MostHead = 512;

    private static readonly string[] KnownParts = [ContentTypes, Workbook, Document];

    /// <summary>Reads a file from its beginning to its end, a buffer at a time.</summary>
    public static async Task<FileFacts> Read(Stream file, CancellationToken ct)
    {
        using var sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var sha512 = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        var (buffer, head, size, isText) = (new byte[64 * 1024], new List<byte>(), 0L, true);
        file.Position = 0;
        for (int read; (read = await file.ReadAsync(buffer, ct)) > 0; size += read)
        {
            var part = buffer.AsMemory(0, read);
            sha256.AppendData(part.Span);
            sha512.AppendData(part.Span);
            if (head.Count < MostHead)
                head.AddRange(part.Span[..Math.Min(read, MostHead - head.Count)]);
            isText &= IsAllText(part.Span);
        }

        byte[] first = [.. head];
        return new(size, sha256.GetHashAndReset(), sha512.GetHashAndReset(), first, isText, first.AsSpan().StartsWith("PK\u0003\u0004"u8) ? PartsOf(file) : []);
    }

    private static bool IsAllText(ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes)
        {
            if (b is < 0x20 and not (0x09 or 0x0A or 0x0C or 0x0D) or 0x7F)
                return false;
        }

        return true;
    }

    private static List<string> PartsOf(Stream file)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var names = archive.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            return [.. KnownParts.Where(names.Contains), .. names.Any(n => n.EndsWith(Macros, StringComparison.OrdinalIgnoreCase)) ? [Macros] : Array.Empty<string>()];
        }
        catch (InvalidDataException)
        {
            return []; // it only begins like an archive
        }
    }
}
