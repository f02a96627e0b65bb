namespace HealthPark.Kernel;

/// <summary>Legal dates are dates in China (Asia/Shanghai, UTC+8 without daylight saving).</summary>
public static class ChinaTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    /// <summary>The date in China at an instant.</summary>
    public static DateOnly DateAt(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);

    /// <summary>The instant at which a date begins in China.</summary>
    public static DateTimeOffset StartOf(DateOnly date) => new(date.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>Today's date in China.</summary>
    public static DateOnly Today(this TimeProvider clock) => DateAt(clock.GetUtcNow());
}
