using HealthPark.Changes.Webhook;

namespace HealthPark.UnitTests.Changes;

public class RetryPlanTests
{
    [Fact]
    public void A_delivery_is_attempted_ten_times_in_a_little_over_three_days()
    {
        var delays = Enumerable.Range(1, 9).Select(failures => RetryPlan.DelayAfter(failures, null)!.Value).ToList();

        delays.Select(d => d.TotalSeconds).ShouldBe([5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400]);
        delays.Aggregate((sum, d) => sum + d).ShouldBe(new TimeSpan(days: 3, hours: 3, minutes: 35, seconds: 5));
        RetryPlan.DelayAfter(10, null).ShouldBeNull();
        RetryPlan.DelayAfter(11, null).ShouldBeNull();
    }

    [Theory]
    [InlineData(1, 60, 60)]
    [InlineData(1, 2, 5)]
    [InlineData(3, 60, 1800)]
    [InlineData(1, -60, 5)]
    [InlineData(1, 90_000, 86_400)]
    [InlineData(9, 90_000, 86_400)]
    public void What_the_receiver_asks_for_delays_and_never_hastens_within_a_bound(int failures, int wish, int seconds) =>
        RetryPlan.DelayAfter(failures, TimeSpan.FromSeconds(wish)).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Fact]
    public void No_wish_adds_an_attempt_to_the_plan() => RetryPlan.DelayAfter(10, TimeSpan.FromSeconds(60)).ShouldBeNull();
}
