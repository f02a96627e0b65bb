using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http;

/// <summary>Says of an operation that it is on its way out.</summary>
public sealed record Deprecation
{
    /// <summary>How many days its clients have at least.</summary>
    public const int LeastDays = 180;

    /// <summary>Says so.</summary>
    /// <param name="since">The day from which it should not be used any more.</param>
    /// <param name="sunset">The day from which it is not served any more.</param>
    /// <param name="link">Where its clients read what to do instead.</param>
    /// <exception cref="ArgumentException">There are fewer days between the two than clients are promised.</exception>
    public Deprecation(DateOnly since, DateOnly sunset, string link)
    {
        if (sunset.DayNumber - since.DayNumber is var days && days < LeastDays)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"From {since:yyyy-MM-dd} to {sunset:yyyy-MM-dd} are {days} days; an operation is served for at least {LeastDays} more."), nameof(sunset));
        }

        (Since, Sunset, Link) = (since, sunset, link);
    }

    /// <summary>The day from which it should not be used any more.</summary>
    public DateOnly Since { get; }

    /// <summary>The day from which it is not served any more.</summary>
    public DateOnly Sunset { get; }

    /// <summary>Where its clients read what to do instead.</summary>
    public string Link { get; }
}

/// <summary>
/// Takes operations out of service: every answer of a deprecated one says so (<c>Deprecation</c> by RFC 9745, <c>Sunset</c> by RFC 8594,
/// <c>Link</c>), and from its sunset on the answer is 410.
/// </summary>
public static class Retirement
{
    /// <summary>Does so for every endpoint that declares it. Stands after routing and before all that may refuse a request.</summary>
    public static void UseRetirement(this IApplicationBuilder app)
    {
        var clock = app.ApplicationServices.GetRequiredService<TimeProvider>();
        app.Use((context, next) =>
        {
            if (context.GetEndpoint()?.Metadata.GetMetadata<Deprecation>() is not { } deprecation)
                return next(context);
            // At the last moment: a problem's answer begins by clearing the headers.
            context.Response.OnStarting(Say, (context.Response.Headers, deprecation));
            return clock.GetUtcNow() < ChinaTime.StartOf(deprecation.Sunset) ? next(context) : Problems.Write(context, Retired(deprecation));
        });
    }

    private static Task Say(object state)
    {
        var (headers, deprecation) = ((IHeaderDictionary, Deprecation))state;
        headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{ChinaTime.StartOf(deprecation.Since).ToUnixTimeSeconds()}");
        headers["Sunset"] = HeaderUtilities.FormatDate(ChinaTime.StartOf(deprecation.Sunset));
        headers.Append(HeaderNames.Link, $"<{deprecation.Link}>; rel=\"deprecation\"");
        return Task.CompletedTask;
    }

    private static Rejection Retired(Deprecation deprecation) => new Rejection(410, "operation-retired", new Text(
        $"此操作已于 {deprecation.Sunset:yyyy-MM-dd} 停止服务;替代办法见 {deprecation.Link}。",
        $"This operation is not served since {deprecation.Sunset:yyyy-MM-dd}; see {deprecation.Link} for what to use instead.")).With("link", deprecation.Link);
}
