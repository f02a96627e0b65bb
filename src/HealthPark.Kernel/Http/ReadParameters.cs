using System.Globalization;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>The query parameters of reads. A parameter that an endpoint does not know is refused, never ignored.</summary>
public static class ReadParameters
{
    /// <summary>Refuses parameters other than these.</summary>
    /// <exception cref="RejectedException">There is one that is not known.</exception>
    public static void Only(HttpContext context, params IReadOnlyList<string> known)
    {
        if (context.Request.Query.Keys.FirstOrDefault(k => !known.Contains(k)) is { } unknown)
            throw new RejectedException(WriteRequest.UnknownParameter(unknown, known));
        if (context.Request.Query.FirstOrDefault(p => p.Value.Count > 1) is { Key: { } twice })
            throw new RejectedException(Rejection.Malformed(twice, "repeated-parameter", new Text($"参数 {twice} 只能给出一次。", $"The parameter {twice} may be given once.")));
        if (context.Request.Query.FirstOrDefault(p => p.Value.ToString().Contains('\0', StringComparison.Ordinal)) is { Key: { } nul })
            throw new RejectedException(Rejection.Malformed(nul, "nul-in-text", new Text("参数中不能有 NUL(U+0000)。", "A parameter must not hold NUL (U+0000).")));
    }

    /// <summary>Up to where a record is shown: <c>asOf</c> or <c>version</c>, or all of it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="others">The parameters that it may have besides.</param>
    /// <exception cref="RejectedException">A parameter is malformed, unknown, or the two are combined.</exception>
    public static async Task<UpTo> UpTo(HttpContext context, params IReadOnlyList<string> others)
    {
        Only(context, ["asOf", "version", .. others]);
        var version = context.Request.Query["version"].ToString();
        var atInstant = context.Request.Query.ContainsKey("asOf");
        if (version.Length == 0)
            return atInstant ? EventStore.UpTo.AtPosition((await AsOf.Of(context)).Position) : EventStore.UpTo.Now;
        if (atInstant)
            throw new RejectedException(Rejection.Malformed("version", "asof-and-version", new Text("asOf 与 version 不能同时使用。", "asOf and version exclude each other.")));
        return long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? EventStore.UpTo.AtVersion(number)
            : throw new RejectedException(Rejection.Malformed("version", "invalid-version", new Text("须为正整数。", "Must be a positive whole number.")));
    }
}
