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

    private sealed class Clock : TimeProvider
    {
        public int Seconds { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Seconds);
    }
}
