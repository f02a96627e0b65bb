using HealthPark.Kernel.Http;
using HealthPark.Changes.Webhook;

namespace HealthPark.UnitTests.Changes;

public class SigningSecretTests
{
    private const string Id = "msg_loFOjxNNrRLzqYUf";
    private static readonly byte[] Secret = Convert.FromBase64String("plJ3nmyCDGBKInavdOK15jsl");

    [Theory]
    [InlineData("""{"event_type":"ping","data":{"success":true}}""", "v1,VVivWA7iPeTcO7+PZSLj67NMuNB/ys5/M74klER8Qys=")]
    [InlineData("""{"name":"示例企业𠮷"}""", "v1,KaZcfgwgQj0FW50AftjJSBW1JG6i75e6XBa/CO0iXN0=")]
    public void A_delivery_is_signed_as_the_official_libraries_sign(string body, string signature) =>
        SigningSecret.Sign([Secret], Id, 1731705121, body).ShouldBe(signature);

    [Fact]
    public void Two_live_secrets_make_two_signatures_parted_by_a_blank()
    {
        byte[] other = [1, 2, 3];

        SigningSecret.Sign([Secret, other], Id, 1, "{}")
            .ShouldBe($"{SigningSecret.Sign([Secret], Id, 1, "{}")} {SigningSecret.Sign([other], Id, 1, "{}")}");
    }

    [Fact]
    public void A_secret_is_32_bytes_that_none_had_before()
    {
        var (one, other) = (SigningSecret.New(), SigningSecret.New());

        one.Text.ShouldStartWith("whsec_");
        Convert.FromBase64String(one.Text["whsec_".Length..]).ShouldBe(one.Bytes);
        one.Bytes.Length.ShouldBe(32);
        other.Text.ShouldNotBe(one.Text);
    }

    [Fact]
    public void The_secret_before_signs_until_its_end_and_no_longer()
    {
        var end = new DateTimeOffset(2026, 6, 30, 8, 0, 0, TimeSpan.Zero);
        var webhook = new LiveWebhook(Guid.Empty, "https://receiver.example/", ["*"], new Caller("webhook", Guid.Empty, IsPartner: true, IsParkOffice: false, new HashSet<string>()), [1], [2], end);

        webhook.SecretsAt(end.AddSeconds(-1)).ShouldBe([[1], [2]]);
        webhook.SecretsAt(end).ShouldBe([[1]]);
        (webhook with { PreviousSecret = null, PreviousEndsAt = null }).SecretsAt(end).ShouldBe([[1]]);
    }
}
