using System.Net;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Kernel;

public class RateLimitsTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void Each_client_has_its_requests_a_minute_and_then_none_until_the_next()
    {
        var limits = new RateLimits(_clock);

        limits.Count("a", 2).ShouldBe(new RateLimit(2, 1, 60, false));
        _clock.Seconds = 45;
        limits.Count("a", 2).ShouldBe(new RateLimit(2, 0, 15, false));
        limits.Count("a", 2).ShouldBe(new RateLimit(2, 0, 15, true));
        limits.Count("b", 2).ShouldBe(new RateLimit(2, 1, 15, false));
        _clock.Seconds = 60;
        limits.Count("a", 2).ShouldBe(new RateLimit(2, 1, 60, false));
    }

    [Fact]
    public void Clients_beyond_the_tables_bound_share_one_count()
    {
        var limits = new RateLimits(_clock);
        for (var i = 0; i < RateLimits.MostClients; i++)
            limits.Count($"{i}", 10);

        limits.Count("one more", 10).Remaining.ShouldBe(9);
        limits.Count("and another", 10).Remaining.ShouldBe(8);
        limits.Count("0", 10).Remaining.ShouldBe(8);
    }

    [Theory]
    [InlineData("203.0.113.9", "203.0.113.9", true)]
    [InlineData("203.0.113.9", "203.0.113.10", false)]
    [InlineData("203.0.113.9", "::ffff:203.0.113.9", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    [InlineData("fe80::1%1", "fe80::2%2", true)]
    public void Addresses_of_one_site_count_as_one_client(string one, string other, bool same) =>
        (RateLimits.SiteOf(IPAddress.Parse(one)) == RateLimits.SiteOf(IPAddress.Parse(other))).ShouldBe(same);

    private sealed class Clock : TimeProvider
    {
        public int Seconds { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Seconds);
    }
}
