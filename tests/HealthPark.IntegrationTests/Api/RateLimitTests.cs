using System.Globalization;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

public sealed class RateLimitTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public Task A_client_that_asks_too_often_is_told_when_to_come_back_and_disturbs_no_one_else() => WithinOneMinute(async () =>
    {
        await using var program = await ApiProgram.Start(api.Database, api.AdminKey, "--RateLimits:ClientPerMinute=5", "--RateLimits:PublicPerMinute=3");
        var partner = (await api.NewPartner()).OrganizationId;
        var (one, other) = (program.As(await api.NewKey(partner, Scopes.EnterprisesRead)), program.As(await api.NewKey(partner, Scopes.EnterprisesRead)));

        for (var left = 4; left >= 0; left--)
        {
            var answer = (await one.Get("/v1/enterprises")).ShouldBe(200);
            answer.Header("RateLimit-Policy").ShouldBe("\"client\";q=5;w=60");
            answer.Header("RateLimit").ShouldNotBeNull().ShouldMatch($"^\"client\";r={left};t=[1-9][0-9]?$");
        }

        var refused = (await one.Get("/v1/enterprises")).ShouldBeProblem(429, "rate-limited");
        refused.Header("RateLimit").ShouldBe($"\"client\";r=0;t={refused.Header("Retry-After")}");
        int.Parse(refused.Header("Retry-After")!, CultureInfo.InvariantCulture).ShouldBeInRange(1, 60);
        (await other.Get("/v1/enterprises")).ShouldBe(200);
        (await program.As(null).Get("/health")).ShouldBe(200).Header("RateLimit").ShouldBeNull();
    });

    [Fact]
    public Task Without_a_key_an_address_is_counted_and_problems_say_where_it_stands_too() => WithinOneMinute(async () =>
    {
        await using var program = await ApiProgram.Start(api.Database, api.AdminKey, "--RateLimits:PublicPerMinute=3");

        (await program.As(null).Get("/v1/enterprises")).ShouldBeProblem(401, "key-missing").Header("RateLimit").ShouldNotBeNull().ShouldContain("r=2;");
        (await program.As("hp_nobody").Get("/v1/enterprises")).ShouldBeProblem(401, "key-invalid").Header("RateLimit").ShouldNotBeNull().ShouldContain("r=1;");
        (await program.As(null).Get("/v1/nothing")).ShouldBeProblem(404, "no-such-path").Header("RateLimit").ShouldNotBeNull().ShouldContain("r=0;");
        (await program.As(null).Get("/v1/enterprises")).ShouldBeProblem(429, "rate-limited");
        (await program.As(api.AdminKey).Get("/v1/enterprises?limit=0")).ShouldBeProblem(400, "invalid-limit").Header("RateLimit-Policy").ShouldBe("\"client\";q=10000000;w=60");
    });

    // Requests are counted by the minute of the clock. A run into which the next minute began says nothing and is made again; any
    // other run has to hold.
    private static async Task WithinOneMinute(Func<Task> run)
    {
        while (true)
        {
            var minute = Minute();
            try
            {
                await run();
                return;
            }
            catch (Exception) when (Minute() != minute)
            {
            }
        }

        static long Minute() => DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 60;
    }
}
