namespace HealthPark.Changes.Webhook;

/// <summary>
/// When a delivery is attempted: at once, and after each failure again, ten times in a little over three days. These are the delays that
/// the Standard Webhooks specification recommends.
/// </summary>
internal static class RetryPlan
{
    /// <summary>However long a receiver asks to be left alone, it is asked again after this.</summary>
    public static readonly TimeSpan LongestWish = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Delays =
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>How long to wait after so many failures; null when there is no further attempt.</summary>
    /// <param name="failures">How many attempts have failed, the last one included.</param>
    /// <param name="wish">What the receiver asked for by <c>Retry-After</c>: never sooner than that, within a bound.</param>
    public static TimeSpan? DelayAfter(int failures, TimeSpan? wish)
    {
        if (failures > Delays.Length)
            return null;
        var (planned, wished) = (Delays[failures - 1], wish ?? TimeSpan.Zero);
        var heeded = wished < LongestWish ? wished : LongestWish;
        return heeded > planned ? heeded : planned;
    }
}
