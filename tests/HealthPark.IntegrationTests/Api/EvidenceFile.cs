using System.Security.Cryptography;
using System.Text;

namespace HealthPark.IntegrationTests.Api;

/// <summary>A file to be attached to a record.</summary>
public sealed record EvidenceFile(byte[] Bytes, string MediaType, string Name)
{
    public const string Collection = "/v1/evidence";

    public static EvidenceFile Sample { get; } = Pdf("示例");

    public string Digest => $"sha-256=:{Convert.ToBase64String(SHA256.HashData(Bytes))}:";

    public static EvidenceFile Pdf(string text, int size = 0)
    {
        var head = Encoding.UTF8.GetBytes($"%PDF-1.7\n%{text}\n");
        var bytes = new byte[Math.Max(size, head.Length)];
        new Random(size).NextBytes(bytes);
        head.CopyTo(bytes, 0);
        return new(bytes, "application/pdf", "示例营业执照.pdf");
    }

    /// <summary>Attaches it to a record, its name in the header as RFC 8187 has it.</summary>
    public Task<Answer> Attach(Client client, string record, params (string Name, string? Value)[] headers) => client.Send("POST", $"{record}/evidence", Bytes,
        [("Content-Type", MediaType), ("Content-Digest", Digest), ("Content-Disposition", $"attachment; filename*=UTF-8''{Uri.EscapeDataString(Name)}"), .. headers]);
}
