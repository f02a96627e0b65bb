using System.Globalization;

namespace HealthPark.Changes;

/// <summary>The parameters by which changes are asked for.</summary>
internal static class FeedParameters
{
    public static readonly QueryParameter After = new("after", "The cursor from which to go on: the `next` of the answer before. Absent: from the first event.", "42");

    public static readonly QueryParameter Types = new("types",
        "Only events of these types, separated by commas: a type, or a beginning and `*`. Absent: all.", "cn.healthpark.enterprise.*");

    public static readonly QueryParameter Limit = new("limit", "At most so many events, 1 to 1000; 100 by default.", "100");

    public static readonly QueryParameter Wait = new("wait", "So many seconds, 0 to 30, the answer waits for an event if there is none yet; 0 by default.", "30");

    /// <summary>A cursor: the decimal position of an event, or 0.</summary>
    public static long Cursor(string name, string text, long head) => Positions.Parse(text, head) ?? throw Refused(name, "invalid-cursor", new Text(
        $"须为 0 至 {head}(日志末尾)之间的游标。", $"Must be a cursor between 0 and {head}, the end of the log."));

    public static int Number(HttpContext context, string name, int least, int most, int absent)
    {
        var text = context.Request.Query[name].ToString();
        if (text.Length == 0)
            return absent;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw Refused(name, $"invalid-{name}", new Text($"须为 {least} 至 {most} 的整数。", $"Must be a whole number from {least} to {most}."));
    }

    /// <summary>The types asked for; null for all.</summary>
    public static IReadOnlySet<string>? Chosen(HttpContext context, IReadOnlyList<string> known)
    {
        var text = context.Request.Query["types"].ToString();
        if (text.Length == 0)
            return null;
        var chosen = new HashSet<string>();
        foreach (var pattern in text.Split(',', StringSplitOptions.TrimEntries))
        {
            var found = EventNames.Matching(pattern, known);
            if (found.Count == 0)
                throw Refused("types", "unknown-type", EventNames.Unknown(pattern, known));

            chosen.UnionWith(found);
        }

        return chosen;
    }

    public static RejectedException Refused(string parameter, string code, Text detail) => new(Rejection.Malformed(parameter, code, detail));
}
