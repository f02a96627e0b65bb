namespace HealthPark.IntegrationTests.Api;

/// <summary>Where deliveries do not go, on a program that allows nothing beyond the public Internet.</summary>
public sealed class WebhookAddressTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("http://169.254.169.254/", "address-not-allowed")]
    [InlineData("https://169.254.169.254/latest/meta-data/", "address-not-allowed")]
    [InlineData("https://localhost/", "address-not-allowed")]
    [InlineData("https://LOCALHOST.:8443/", "address-not-allowed")]
    [InlineData("https://127.0.0.1/", "address-not-allowed")]
    [InlineData("https://[::1]/", "address-not-allowed")]
    [InlineData("https://[::ffff:10.0.0.1]/", "address-not-allowed")]
    [InlineData("https://[64:ff9b::a9fe:a9fe]/", "address-not-allowed")]
    [InlineData("https://[fd00::1]/", "address-not-allowed")]
    [InlineData("https://2130706433/", "invalid-url")]
    [InlineData("https://0x7f000001/", "invalid-url")]
    [InlineData("https://0177.0.0.1/", "invalid-url")]
    [InlineData("https://127.1/", "invalid-url")]
    [InlineData("https://user@receiver.example/", "invalid-url")]
    [InlineData("https://receiver.example/#x", "invalid-url")]
    [InlineData("http://receiver.example/", "https-required")]
    [InlineData("ftp://receiver.example/", "invalid-url")]
    [InlineData("示例", "invalid-url")]
    public async Task An_address_that_leads_inside_is_refused_at_registration_and_at_a_change(string url, string code)
    {
        (await api.Admin.Post("/v1/webhooks", new { url, types = new[] { "*" } })).ShouldBeProblem(422, "invalid-fields", ("/url", code));
        var made = (await api.Admin.Post("/v1/webhooks", new { url = "https://receiver.example/hook", types = new[] { "*" } })).ShouldBe(201);
        (await api.Admin.Patch($"/v1/webhooks/{made.Id}", new { url }, ("If-Match", made.ETag))).ShouldBeProblem(422, "invalid-fields", ("/url", code));
        (await api.Admin.Get($"/v1/webhooks/{made.Id}")).ShouldBe(200)["url"].Text().ShouldBe("https://receiver.example/hook");
    }
}
