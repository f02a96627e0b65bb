using System.Globalization;
using System.Text;

namespace HealthPark.Hostile;

/// <summary>
/// A request on its way to the wire. Its texts are written byte for byte (Latin-1), so that it can say what no HTTP library lets it say.
/// </summary>
public sealed class Draft
{
    public required string Method { get; set; }

    public required string Path { get; set; }

    public string Version { get; set; } = "HTTP/1.1";

    public List<(string Name, string Value)> Query { get; } = [];

    public List<(string Name, string Value)> Headers { get; } = [];

    public byte[]? Body { get; set; }

    /// <summary>Written in place of everything up to the body, where a request is not even HTTP.</summary>
    public string? Head { get; set; }

    /// <summary>How the body is framed: with its length, in chunks, or as the headers say already.</summary>
    public Framing Framing { get; set; }

    /// <summary>In how many pieces it is sent, with a pause after each.</summary>
    public int Pieces { get; set; } = 1;

    /// <summary>After how many of its bytes the client hangs up; then there is no answer to judge.</summary>
    public int? CutOffAfter { get; set; }

    /// <summary>
    /// Whether it breaks HTTP itself, so that the server may answer before the program sees it: without a body, and closing the connection.
    /// </summary>
    public bool IsBrokenHttp { get; set; }

    /// <summary>Whether it is so large that the server need not read it to its end, once it has answered: it may close the connection instead.</summary>
    public bool IsLarge => Body?.Length > 256 * 1024;

    /// <summary>Whether the trace id that it carries may be lost.</summary>
    public bool IsUntraced { get; set; }

    /// <summary>What is wrong with it.</summary>
    public List<string> Hostilities { get; } = [];

    public string? Header(string name) => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    public void Set(string name, string? value)
    {
        Headers.RemoveAll(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (value is not null)
            Headers.Add((name, value));
    }

    /// <summary>The bytes of the request.</summary>
    public byte[] ToBytes()
    {
        var head = Head ?? HeadOf();
        var body = Body ?? [];
        if (Framing == Framing.Chunks)
            body = [.. Encoding.ASCII.GetBytes(body.Length.ToString("x", CultureInfo.InvariantCulture)), .. "\r\n"u8, .. body, .. body.Length > 0 ? "\r\n0\r\n\r\n"u8 : "\r\n"u8];
        return [.. Encoding.Latin1.GetBytes(head), .. body];
    }

    /// <summary>Marks it as broken if its head is more than the server takes (Kestrel's limits, of which the program raises the first).</summary>
    public Draft Weighed()
    {
        var head = HeadOf();
        var line = head.IndexOf('\n', StringComparison.Ordinal) + 1;
        IsBrokenHttp |= line > 128 * 1024 || head.Length - line > 32 * 1024 || Headers.Count > 98;
        return this;
    }

    public override string ToString() => $"{Method} {Shown(Path, 200)} [{string.Join("; ", Hostilities)}]";

    /// <summary>A text short enough to be shown, and without control characters.</summary>
    public static string Shown(string text, int most) =>
        new string([.. text.Take(most).Select(c => c is < ' ' and not '\n' or > '~' and < '\u00a0' ? '·' : c)]) + (text.Length > most ? $"… ({text.Length} characters)" : "");

    private string HeadOf()
    {
        var head = new StringBuilder($"{Method} {Path}");
        for (var i = 0; i < Query.Count; i++)
            head.Append(i == 0 && !Path.Contains('?', StringComparison.Ordinal) ? '?' : '&').Append(Query[i].Name).Append('=').Append(Query[i].Value);
        head.Append(' ').Append(Version).Append("\r\n");
        foreach (var (name, value) in Headers)
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        if (Framing == Framing.Chunks)
            head.Append("Transfer-Encoding: chunked\r\n");
        else if (Framing == Framing.Length && Body is not null)
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {Body.Length}\r\n");
        return head.Append("\r\n").ToString();
    }
}

/// <summary>How a body is framed.</summary>
public enum Framing
{
    Length,
    Chunks,
    AsHeadersSay,
}
