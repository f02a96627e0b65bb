using System.Net;
using HealthPark.Access;
using HealthPark.Access.ApiKey;
using HealthPark.Access.Features;
using HealthPark.EventStore;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Access;

public class RotateApiKeyTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 30, 8, 0, 0, TimeSpan.Zero);
    private static readonly ApiKeyIssued Issued = new("看板", Guid.Empty, ["plan:read"], null, null, "00", "hp_000000", false);
    private static readonly Secret Secret = new("hp_0123456789abcdef0123456789abcdef");

    [Theory]
    [InlineData(null, 24)]
    [InlineData(0, 0)]
    [InlineData(720, 720)]
    public void The_secret_before_opens_until_the_overlap_is_over(int? overlap, int hours) =>
        Given(Issued).When(now => RotateApiKey.Decide(new RotateApiKeyRequest(overlap), now, Secret, Now))
            .Then(new ApiKeyRotated(Secret.Hash, "hp_012345", Now.AddHours(hours)));

    [Fact]
    public void What_no_longer_opens_or_stands_in_the_environment_is_not_rotated()
    {
        Refused("key-revoked", Issued, new ApiKeyRevoked("遗失"));
        Refused("key-expired", Issued with { ExpiresAt = Now });
        Refused("key-of-environment", Issued with { IsEnvironment = true });

        static void Refused(string code, params ApiKeyEvent[] events) =>
            Given(events).When(now => RotateApiKey.Decide(new RotateApiKeyRequest(), now, Secret, Now)).ThenRejected(code, 409);
    }

    [Fact]
    public void Every_secret_that_a_key_ever_had_stays_claimed() =>
        ApiKeyState.Stream.Claims(Given(Issued, new ApiKeyRotated("11", "hp_1", Now)).State).ShouldBe([new Claim("key-hash", "00"), new Claim("key-hash", "11")]);

    [Fact]
    public void The_overlap_has_a_limit() =>
        Validation.Check(new RotateApiKeyRequest(721)).Select(e => $"{e.Pointer} {e.Code}").ShouldBe(["/overlapHours out-of-range"]);

    private static Given<ApiKeyState, ApiKeyEvent> Given(params ApiKeyEvent[] events) => new(ApiKeyState.Stream, AccessModule.Events, events);
}

public class NetworksTests
{
    [Theory]
    [InlineData("203.0.113.0/24")]
    [InlineData("203.0.113.7/32")]
    [InlineData("0.0.0.0/0")]
    [InlineData("2001:db8::/32")]
    [InlineData(" 10.0.0.0/8 ")]
    public void A_network_is_taken(string cidr) => Networks.Check([cidr], "/cidrs").ShouldBeEmpty();

    [Theory]
    [InlineData("203.0.113.7", "invalid-cidr")]
    [InlineData("203.0.113.0/33", "invalid-cidr")]
    [InlineData("203.0.113.0/-1", "invalid-cidr")]
    [InlineData("203.0.113.0/024", "invalid-cidr")]
    [InlineData("203.0.113/24", "invalid-cidr")]
    [InlineData("010.0.0.0/8", "invalid-cidr")]
    [InlineData("2001:db8::/129", "invalid-cidr")]
    [InlineData("fe80::%1/64", "invalid-cidr")]
    [InlineData("::ffff:10.0.0.0/104", "invalid-cidr")]
    [InlineData("example.org/24", "invalid-cidr")]
    [InlineData("", "invalid-cidr")]
    [InlineData("203.0.113.7/24", "host-bits-set")]
    [InlineData("2001:db8::1/32", "host-bits-set")]
    public void What_is_not_a_network_is_told_by_place(string cidr, string code) =>
        Networks.Check(["10.0.0.0/8", cidr], "/cidrs").Select(e => (e.Pointer, e.Code)).ShouldBe([("/cidrs/1", code)]);

    [Fact]
    public void An_empty_list_would_be_a_key_for_nowhere() => Networks.Check([], "/cidrs").Select(e => e.Code).ShouldBe(["required"]);

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:10.1.2.3", true)]
    [InlineData("11.1.2.3", false)]
    [InlineData("2001:db8::1", true)]
    [InlineData("2001:db9::1", false)]
    [InlineData(null, false)]
    public void An_address_lies_in_a_network_or_not(string? address, bool held) =>
        Networks.Hold([IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")], address is null ? null : IPAddress.Parse(address)).ShouldBe(held);
}
