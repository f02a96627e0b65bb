namespace HealthPark.Kernel;

/// <summary>Amounts of money in CNY yuan.</summary>
public static class Money
{
    /// <summary>The largest amount taken: far above any real one, so that it catches a slip of units.</summary>
    public const decimal Most = 1_000_000_000_000_000m;

    /// <summary>Refuses an amount that is negative, beyond all measure, or finer than fen.</summary>
    public static void Check(string pointer, decimal? amountYuan, List<FieldError> errors)
    {
        if (amountYuan is < 0 or > Most)
            errors.Add(new FieldError(pointer, "out-of-range", new Text("须在 0 与 1000 万亿元之间。", "Must lie between 0 and 10¹⁵ yuan.")));
        else if (amountYuan is { } amount && decimal.Round(amount, 2) != amount)
            errors.Add(new FieldError(pointer, "too-many-decimals", new Text("最多两位小数(分)。", "At most 2 decimals (fen).")));
    }
}
