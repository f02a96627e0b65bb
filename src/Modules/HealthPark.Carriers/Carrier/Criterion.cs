namespace HealthPark.Carriers.Carrier;

/// <summary>A criterion by which a carrier or its renovation was judged. The plan states no limits: what is asked comes with each judgement.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Limit">What was asked, in the words of whoever judged.</param>
/// <param name="Score">The points given.</param>
/// <param name="OutOf">The most points there were.</param>
/// <param name="Met">Whether what was asked is there.</param>
public sealed record Criterion(string Name, string? Limit, decimal? Score, decimal? OutOf, bool? Met)
{
    // More than any scale has, so that it catches a slip.
    private const decimal MostPoints = 10_000m;

    /// <summary>The criteria of a request: points have at most 2 decimals and are within their scale, and no criterion is given twice.</summary>
    internal static IReadOnlyList<Criterion> Read(IReadOnlyList<Features.CriterionRequest>? requests, List<FieldError> errors)
    {
        Criterion[] criteria = [.. (requests ?? []).Select(r => new Criterion(r.Name!.Trim(), r.Limit?.Trim(), r.Score, r.OutOf, r.Met))];
        foreach (var (i, criterion) in criteria.Index())
        {
            Decisions.CheckMeasure($"/criteria/{i}/outOf", criterion.OutOf, MostPoints, errors);
            var most = criterion.OutOf ?? MostPoints;
            if (criterion.Score < 0 || criterion.Score > most)
                errors.Add(new FieldError($"/criteria/{i}/score", "out-of-range", new Text($"须在 0 与 {most} 之间。", $"Must lie between 0 and {most}.")));
            else if (criterion.Score is { } score && decimal.Round(score, 2) != score)
                errors.Add(new FieldError($"/criteria/{i}/score", "too-many-decimals", new Text("最多两位小数。", "At most 2 decimals.")));
            if (criteria.Take(i).Any(c => c.Name == criterion.Name))
                errors.Add(new FieldError($"/criteria/{i}/name", "repeated-value", new Text("同一指标只能出现一次。", "Each criterion may be given once.")));
        }

        return criteria;
    }
}
