using System.Security.Cryptography;
using HealthPark.Evidence.Evidence;
using HealthPark.Evidence.Features;
using HealthPark.Kernel;

namespace HealthPark.UnitTests.Evidence;

public class EvidenceDecisionTests
{
    private static readonly byte[] Bytes = "%PDF-1.7 示例"u8.ToArray();
    private static readonly Guid Owner = Guid.CreateVersion7(), Record = Guid.CreateVersion7(), Sender = Guid.CreateVersion7();

    private static readonly EvidenceUpload Upload = new(
        "enterprises", Record, Owner, ["id", "landedOn"], FileTypes.Pdf, ContentDigest.Of(SHA256.HashData(Bytes)), " 合同.pdf", "/landedOn", "client", Sender);

    [Fact]
    public async Task A_sound_file_is_attached_under_its_digest() =>
        (await Decide(Upload)).Events.ShouldBe(
        [
            new EvidenceAttached(Owner, "enterprises", Record, "合同.pdf", FileTypes.Pdf, Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(Bytes)), "/landedOn", "client", Sender),
        ]);

    [Fact]
    public async Task A_file_that_is_not_what_its_sender_says_is_refused()
    {
        await Refused(Upload with { MediaType = "text/html" }, 415, "unsupported-media-type");
        await Refused(Upload with { MediaType = null }, 415, "unsupported-media-type");
        await Refused(Upload with { MediaType = FileTypes.Png }, 415, "not-of-its-type");
        await Refused(Upload with { Digest = "" }, 400, "content-digest-required");
        await Refused(Upload with { Digest = "sha-256=x" }, 400, "invalid-content-digest");
        await Refused(Upload with { Digest = "md5=:AAAA:" }, 400, "invalid-content-digest");
        await Refused(Upload with { FileName = "../合同.pdf" }, 422, "invalid-fields");
        await Refused(Upload with { Describes = "landedOn" }, 400, "unknown-member");
        await Refused(Upload with { Describes = "/colour" }, 400, "unknown-member");
        await Refused(Upload with { Describes = "/landedOn/~2" }, 400, "unknown-member");
        (await Decide(Upload, before: 99)).Rejection.ShouldBeNull();
        (await Decide(Upload, before: 100)).Rejection!.Code.ShouldBe("too-many-files");
    }

    [Fact]
    public async Task A_wrong_digest_is_answered_with_both()
    {
        var given = ContentDigest.Of(SHA256.HashData("other"u8));

        var refusal = (await Decide(Upload with { Digest = given })).Rejection.ShouldNotBeNull();

        refusal.Status.ShouldBe(422);
        refusal.Errors.ShouldHaveSingleItem().Code.ShouldBe("digest-mismatch");
        refusal.Extensions["given"].ShouldBe(given);
        refusal.Extensions["computed"].ShouldBe(Upload.Digest);
    }

    private static async Task<Decision<EvidenceEvent>> Decide(EvidenceUpload upload, long before = 0) =>
        AttachEvidence.Decide(upload, await FileTypesTests.Facts(Bytes), before);

    private static async Task Refused(EvidenceUpload upload, int status, string code)
    {
        var refusal = (await Decide(upload)).Rejection.ShouldNotBeNull();
        (refusal.Status, refusal.Code).ShouldBe((status, code));
    }
}
