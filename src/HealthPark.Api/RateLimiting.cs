using System.Globalization;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;

namespace HealthPark.Api;

/// <summary>
/// Limits each client's requests a minute and says so on every answer under <c>/v1</c> (draft-ietf-httpapi-ratelimit-headers). A client
/// is a key or a token's client, whoever it acts for; who has neither is its address, of IPv6 the /64 that one site has. Each node counts for itself: with n nodes a client has up to n
/// times the limit. Settings: <c>RateLimits:ClientPerMinute</c> and <c>RateLimits:PublicPerMinute</c>.
/// </summary>
internal static class RateLimiting
{
    private const int UsualOfClient = 60_000;
    private const int UsualOfPublic = 600;

    public static void UseRateLimits(this WebApplication app)
    {
        var limits = new RateLimits(app.Services.GetRequiredService<TimeProvider>());
        var ofClient = app.Configuration.GetValue("RateLimits:ClientPerMinute", UsualOfClient);
        var ofPublic = app.Configuration.GetValue("RateLimits:PublicPerMinute", UsualOfPublic);
        app.Use((context, next) =>
        {
            if (!context.Request.Path.StartsWithSegments("/v1", StringComparison.Ordinal))
                return next(context);
            var limit = context.Features.Get<Caller>() is { } caller
                ? limits.Count(caller.ClientId, ofClient)
                : limits.Count(RateLimits.SiteOf(context.Connection.RemoteIpAddress), ofPublic);
            // At the last moment: a problem's answer begins by clearing the headers.
            context.Response.OnStarting(Say, (context.Response.Headers, limit));
            return limit.IsOver ? Refuse(context, limit) : next(context);
        });
    }

    private static Task Say(object state)
    {
        var (headers, limit) = ((IHeaderDictionary, RateLimit))state;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"client\";q={limit.Limit};w=60");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"client\";r={limit.Remaining};t={limit.Reset}");
        return Task.CompletedTask;
    }

    private static Task Refuse(HttpContext context, RateLimit limit)
    {
        context.Response.Headers.RetryAfter = limit.Reset.ToString(CultureInfo.InvariantCulture);
        return Problems.Write(context, new Rejection(429, "rate-limited", new Text(
            $"请求过于频繁:每分钟至多 {limit.Limit} 次,请在 {limit.Reset} 秒后重试。",
            $"Too many requests: {limit.Limit} a minute at most; try again in {limit.Reset} seconds.")));
    }
}
