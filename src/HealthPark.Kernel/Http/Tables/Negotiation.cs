using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http.Tables;

/// <summary>Which form of an answer the client prefers (<c>Accept</c>, RFC 9110 §12.5.1).</summary>
internal static class Negotiation
{
    /// <summary>The form that the client likes best; of several that it likes the same, the first that is offered.</summary>
    /// <exception cref="RejectedException">It takes none of them: 406.</exception>
    public static string Choose(HttpRequest request, params IReadOnlyList<string> offered)
    {
        if (!MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var wanted))
            return offered[0]; // absent, or nothing that can be understood
        var best = offered.Select(type => (Type: type, Quality: QualityOf(type, wanted))).MaxBy(o => o.Quality);
        return best.Quality > 0 ? best.Type : throw new RejectedException(new Rejection(406, "not-acceptable", new Text(
            $"无法以所需格式应答;可用的格式:{string.Join("、", offered)}。", $"There is no such form of it; there are: {string.Join(", ", offered)}.")));
    }

    // The most specific range that a type is in decides: text/csv before text/*, and that before */*.
    private static double QualityOf(string type, IList<MediaTypeHeaderValue> wanted)
    {
        var offered = new MediaTypeHeaderValue(type);
        return wanted.Where(w => offered.IsSubsetOf(WithoutParameters(w)))
            .OrderBy(w => w.MatchesAllTypes ? 2 : w.MatchesAllSubTypes ? 1 : 0).Select(w => w.Quality ?? 1).FirstOrDefault();
    }

    // charset=utf-8, version=1: there is one such form of each type.
    private static MediaTypeHeaderValue WithoutParameters(MediaTypeHeaderValue range) => new(range.MediaType);
}
