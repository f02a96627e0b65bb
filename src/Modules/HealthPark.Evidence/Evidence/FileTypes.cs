using System.Text;

namespace HealthPark.Evidence.Evidence;

/// <summary>The types of files that are taken as evidence: documents, pictures and tables, nothing that runs or that a browser would run.</summary>
internal static class FileTypes
{
    public const string Pdf = "application/pdf";
    public const string Png = "image/png";
    public const string Jpeg = "image/jpeg";
    public const string Webp = "image/webp";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    public const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string PlainText = "text/plain";
    public const string Csv = "text/csv";

    private static readonly Dictionary<string, (string[] Extensions, Func<FileFacts, bool> Fits)> Known = new()
    {
        [Pdf] = ([".pdf"], file => Starts(file, "%PDF-"u8)),
        [Png] = ([".png"], file => Starts(file, [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A])),
        [Jpeg] = ([".jpg", ".jpeg"], file => Starts(file, [0xFF, 0xD8, 0xFF])),
        [Webp] = ([".webp"], file => Starts(file, "RIFF"u8) && file.Head.AsSpan(8 < file.Head.Length ? 8 : 0).StartsWith("WEBP"u8)),
        [Xlsx] = ([".xlsx"], file => IsOffice(file, FileFacts.Workbook)),
        [Docx] = ([".docx"], file => IsOffice(file, FileFacts.Document)),
        [PlainText] = ([".txt"], IsHarmlessText),
        [Csv] = ([".csv"], IsHarmlessText),
    };

    // How text begins that a browser or a shell would carry out.
    private static readonly string[] Active = ["<!doctype", "<html", "<head", "<body", "<script", "<svg", "<?xml", "<?php", "#!", "%pdf-"];

    /// <summary>The types, as <c>Content-Type</c> names them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Keys];

    /// <summary>How the name of a file of a type may end.</summary>
    public static IReadOnlyList<string> ExtensionsOf(string mediaType) => Known[mediaType].Extensions;

    /// <summary>Whether a file is what a type says: by its bytes, not by its name.</summary>
    public static bool Fits(string mediaType, FileFacts file) => Known[mediaType].Fits(file);

    private static bool Starts(FileFacts file, ReadOnlySpan<byte> bytes) => file.Head.AsSpan().StartsWith(bytes);

    // A workbook or document with macros is one that runs.
    private static bool IsOffice(FileFacts file, string mainPart) =>
        file.Parts.Contains(FileFacts.ContentTypes) && file.Parts.Contains(mainPart) && !file.Parts.Contains(FileFacts.Macros);

    private static bool IsHarmlessText(FileFacts file)
    {
        var head = Encoding.UTF8.GetString(file.Head).TrimStart('\uFEFF').TrimStart();
        return file.IsText && !Active.Any(a => head.StartsWith(a, StringComparison.OrdinalIgnoreCase));
    }
}
