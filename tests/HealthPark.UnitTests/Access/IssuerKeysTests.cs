using System.Net;
using System.Security.Cryptography;
using System.Text;
using HealthPark.Access.Tokens;
using HealthPark.Kernel.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.IdentityModel.Tokens;

namespace HealthPark.UnitTests.Access;

public sealed class IssuerKeysTests : IDisposable
{
    private readonly Clock _clock = new();
    private readonly Issuer _issuer = new();
    private readonly HttpClient _http;
    private readonly IssuerKeys _keys;

    public IssuerKeysTests()
    {
        _http = new HttpClient(_issuer);
        var settings = new TokenIssuer { Issuer = "https://idp.example.org", Audience = "api", JwksUri = "https://idp.example.org/keys" };
        _keys = new IssuerKeys(settings, _http, _clock, NullLogger.Instance);
    }

    public void Dispose()
    {
        _keys.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task Known_keys_go_on_for_an_hour_while_the_issuer_is_away_and_no_longer()
    {
        (await Find("a")).Count.ShouldBe(1);
        _issuer.IsAway = true;

        _clock.Pass(TimeSpan.FromMinutes(59));
        (await Find("a")).Count.ShouldBe(1);
        _clock.Pass(TimeSpan.FromMinutes(1));
        await IsAway("a");
        _issuer.IsAway = false;
        _clock.Pass(TimeSpan.FromSeconds(5));
        (await Find("a")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Whether_a_key_exists_is_not_said_while_the_issuer_is_away()
    {
        await Find("a");
        (await Find("b")).ShouldBeEmpty();
        _issuer.IsAway = true;
        _clock.Pass(TimeSpan.FromSeconds(5));

        await IsAway("b");
        (await Find("a")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_issuer_that_is_away_is_asked_once_in_a_while_and_not_by_every_token()
    {
        _issuer.IsAway = true;

        for (var i = 0; i < 10; i++)
            await IsAway("a");
        _issuer.Asked.ShouldBe(1);
        _clock.Pass(TimeSpan.FromSeconds(5));
        await IsAway("a");
        _issuer.Asked.ShouldBe(2);
    }

    private Task<IReadOnlyList<SecurityKey>> Find(string kid) => _keys.Find(kid, CancellationToken.None);

    private async Task IsAway(string kid) => (await Should.ThrowAsync<RejectedException>(Find(kid))).Rejection.Code.ShouldBe("issuer-away");

    private sealed class Issuer : HttpMessageHandler
    {
        private static readonly string Keys = JwkOf("a");

        public bool IsAway { get; set; }

        public int Asked { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            return IsAway
                ? throw new HttpRequestException("The issuer is away.")
                : Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Keys, Encoding.UTF8, "application/json") });
        }

        private static string JwkOf(string kid)
        {
            using var rsa = RSA.Create(2048);
            var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)));
            return $$"""{"keys":[{"kid":"{{kid}}","kty":"RSA","use":"sig","n":"{{key.N}}","e":"{{key.E}}"}]}""";
        }
    }

    private sealed class Clock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _ticks;

        public void Pass(TimeSpan time) => _ticks += time.Ticks;
    }
}
