using System.Security.Cryptography;
using System.Text;
using HealthPark.Evidence.Evidence;

namespace HealthPark.UnitTests.Evidence;

/// <summary>The header <c>Content-Digest</c>, with the examples of RFC 9530.</summary>
public class ContentDigestTests
{
    private const string Sha256 = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
    private const string Sha512 = "sha-512=:YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==:";

    // The body of RFC 9530, appendix B: {"hello": "world"} and a line feed.
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"hello\": \"world\"}\n");

    private static FileFacts Facts(byte[] body) => new(body.Length, SHA256.HashData(body), SHA512.HashData(body), body, true, []);

    [Theory]
    [InlineData(Sha256)]
    [InlineData(Sha512)]
    [InlineData(Sha256 + ", " + Sha512)]
    [InlineData("md5=:AAAA:, " + Sha256)]
    [InlineData(Sha256 + ";note=1")]
    public void A_body_fits_the_digests_that_are_stated_of_it_and_no_other_body_does(string header)
    {
        var digest = ContentDigest.Parse(header).ShouldNotBeNull();

        digest.IsUsable.ShouldBeTrue();
        digest.Fits(Facts(Body)).ShouldBeTrue();
        digest.Fits(Facts([.. Body, 0x20])).ShouldBeFalse();
    }

    [Fact]
    public void Two_digests_must_both_fit()
    {
        var other = ContentDigest.Of(SHA256.HashData("other"u8));

        ContentDigest.Parse($"{other}, {Sha512}")!.Fits(Facts(Body)).ShouldBeFalse();
        ContentDigest.Parse($"{Sha512}, {other}")!.Fits(Facts(Body)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha-256")]
    [InlineData("sha-256=")]
    [InlineData("sha-256=RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=")]
    [InlineData("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=")]
    [InlineData("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP:")]
    [InlineData("sha-256=:AAAA:")]
    [InlineData("sha-256=:4f*!:")]
    [InlineData("SHA-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:")]
    [InlineData("sha-512=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:")]
    [InlineData(Sha256 + ",")]
    [InlineData("摘要=:AAAA:")]
    public void What_is_malformed_is_no_digest(string header) => (ContentDigest.Parse(header) is { IsUsable: true }).ShouldBeFalse();

    [Fact]
    public void A_digest_by_another_algorithm_alone_cannot_be_checked() => ContentDigest.Parse("crc32c=:AAAA:")!.IsUsable.ShouldBeFalse();

    [Fact]
    public void A_digest_is_written_as_it_is_read()
    {
        ContentDigest.Of(SHA256.HashData(Body)).ShouldBe(Sha256);
        ContentDigest.Parse($"{Sha256}, {Sha512}")!.Computed(Facts(Body)).ShouldBe($"{Sha256}, {Sha512}");
    }
}
