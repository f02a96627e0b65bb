using HealthPark.Access;
using HealthPark.EventStore;
using Microsoft.Extensions.Logging.Abstractions;

namespace HealthPark.UnitTests.Access;

public class ShortMemoryTests
{
    private readonly Clock _clock = new();
    private readonly ShortMemory<string, string> _memory;
    private int _looks;

    public ShortMemoryTests() => _memory = new(new LogSignal(null!, NullLogger<LogSignal>.Instance), _clock);

    [Theory]
    [InlineData("key")]
    [InlineData(null)]
    public async Task What_was_looked_up_is_known_for_half_a_second_and_so_is_that_there_was_nothing(string? value)
    {
        (await Find("a", value)).ShouldBe(value);
        _clock.Milliseconds = 499;
        (await Find("a", "other")).ShouldBe(value);
        _looks.ShouldBe(1);

        _clock.Milliseconds = 500;
        (await Find("a", "other")).ShouldBe("other");
        _looks.ShouldBe(2);
    }

    [Fact]
    public async Task A_look_that_began_before_a_change_leaves_nothing_behind()
    {
        var answer = new TaskCompletionSource<string?>();
        var before = _memory.Find("a", () => answer.Task);
        _memory.Forget();
        answer.SetResult("old");

        (await before).ShouldBe("old");
        (await Find("a", "new")).ShouldBe("new");
    }

    [Fact]
    public async Task Inventing_keys_drives_out_nothing_that_is_in_use()
    {
        await Find("in use", "key");
        for (var i = 0; i < 10_001; i++)
            await Find($"invented {i}", null);
        _looks = 0;

        (await Find("in use", "other")).ShouldBe("key");
        await Find("invented 10000", null);
        _looks.ShouldBe(0);
        await Find("invented 0", null);
        _looks.ShouldBe(1);
    }

    private Task<string?> Find(string key, string? value) => _memory.Find(key, () =>
    {
        _looks++;
        return Task.FromResult(value);
    });

    private sealed class Clock : TimeProvider
    {
        public long Milliseconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => Milliseconds;
    }
}
