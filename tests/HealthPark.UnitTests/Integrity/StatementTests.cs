using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using HealthPark.EventStore;
using HealthPark.Integrity;

namespace HealthPark.UnitTests.Integrity;

/// <summary>A signed statement is believed only as it was signed, by a known key, as the kind that it is.</summary>
public sealed class StatementTests : IDisposable
{
    private const string Says = """
        {"day":"2026-11-23","signedAt":"2026-11-23T16:00:01Z","from":0,"position":7,"root":"00","heads":[{"module":"plan","position":7,"count":7,"hash":"11"}],"previous":null}
        """;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa _another = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        _key.Dispose();
        _another.Dispose();
    }

    [Fact]
    public void A_checkpoint_is_read_as_it_was_signed()
    {
        var opened = Checkpoint.Open(Signed(_key, Header(), Says), Known).ShouldNotBeNull();

        opened.Key.ShouldBe("key-1");
        opened.Checkpoint.Day.ShouldBe(new DateOnly(2026, 11, 23));
        opened.Checkpoint.Heads.ShouldBe([new ChainHead("plan", 7, 7, "11")]);
    }

    [Fact]
    public void Nothing_else_is_believed()
    {
        var good = Signed(_key, Header(), Says).Split('.');

        foreach (var (what, jws) in new Dictionary<string, string>
        {
            ["another key's signature"] = Signed(_another, Header(), Says),
            ["a key that is not known"] = Signed(_key, Header(key: "key-2"), Says),
            ["a receipt"] = Signed(_key, Header(type: Receipt.Type), Says),
            ["no algorithm"] = Signed(_key, Header(algorithm: "none"), Says),
            ["no signature"] = $"{good[0]}.{good[1]}.",
            ["another payload"] = $"{good[0]}.{Encode(Says.Replace("7", "8", StringComparison.Ordinal))}.{good[2]}",
            ["another header"] = $"{Encode(Header() + " ")}.{good[1]}.{good[2]}",
            ["two parts"] = $"{good[0]}.{good[1]}",
            ["four parts"] = string.Join('.', good.Append("")),
            ["no base64url"] = $"{good[0]}.{good[1]}.*",
            ["no JSON"] = Signed(_key, "alg", Says),
            ["nothing"] = "",
        })
            Checkpoint.Open(jws, Known).ShouldBeNull(what);
    }

    [Fact]
    public void The_next_checkpoint_names_the_statement_by_the_digest_of_its_text() =>
        Checkpoint.DigestOf("abc").ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4's example

    private IReadOnlyList<VerificationKey> Known => [new("key-1", _key.ExportParameters(false).Q)];

    private static string Header(string algorithm = "ES256", string key = "key-1", string type = Checkpoint.Type) =>
        $$"""{"alg":"{{algorithm}}","kid":"{{key}}","typ":"{{type}}"}""";

    private static string Signed(ECDsa key, string header, string payload)
    {
        var text = $"{Encode(header)}.{Encode(payload)}";
        return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256))}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
