using HealthPark.IntegrationTests.Api;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace HealthPark.IntegrationTests.Hostile;

/// <summary>An issuer whose keys are not what they should be opens nothing, and harms no one: it is asked within bounds, of time and of size.</summary>
public sealed class UnsafeIssuerTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Theory]
    [InlineData("", 503)]
    [InlineData("<html>", 503)]
    [InlineData("null", 503)]
    [InlineData("[]", 503)]
    [InlineData("{\"keys\":7}", 503)]
    [InlineData("{\"keys\":[null]}", 401)]
    [InlineData("{\"keys\":[{}]}", 401)]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"rsa-1\",\"n\":\"!\",\"e\":\"\"}]}", 401)]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"kid\":\"rsa-1\",\"k\":\"AAAA\"}]}", 401)]
    public Task Keys_that_make_no_sense_open_nothing(string keys, int status) => Refuses(status, response => response.WriteAsync(keys));

    [Fact]
    public Task Of_keys_without_end_no_more_than_a_bound_is_read() => Refuses(503, async response =>
    {
        var (piece, aborted) = (new byte[64 * 1024], response.HttpContext.RequestAborted);
        while (!aborted.IsCancellationRequested)
            await response.Body.WriteAsync(piece, aborted);
    });

    [Fact]
    public Task Keys_that_never_come_are_not_waited_for() => Refuses(503, async response =>
    {
        await response.StartAsync();
        await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted);
    });

    private async Task Refuses(int status, Func<HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        await using var issuer = builder.Build();
        issuer.MapGet("/keys", (HttpContext context) => answer(context.Response));
        await issuer.StartAsync();
        await using var program = await ApiProgram.Start(
            api.Database, api.AdminKey, $"--Issuers:0:Issuer={LocalIssuer.Issuer}", $"--Issuers:0:JwksUri={issuer.Urls.First()}/keys", $"--Issuers:0:Audience={LocalIssuer.Audience}");
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var token = LocalIssuer.Token(new RsaSecurityKey(rsa) { KeyId = "rsa-1" }, SecurityAlgorithms.RsaSha256, new Dictionary<string, object> { ["scope"] = "enterprises:read" });

        (await program.As(token).Get("/v1/enterprises")).ShouldBeProblem(status, status == 503 ? "issuer-away" : "token-invalid");
        (await program.As(api.AdminKey).Get("/v1/enterprises")).ShouldBe(200);
        await issuer.StopAsync(new CancellationToken(canceled: true));
    }
}
