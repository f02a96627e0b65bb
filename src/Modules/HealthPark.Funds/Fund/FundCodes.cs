using HealthPark.Kernel.Reference;

namespace HealthPark.Funds.Fund;

/// <summary>The code lists of funds, investments and deals.</summary>
internal static class FundCodes
{
    /// <summary>What a fund is.</summary>
    public static readonly CodeList<CodeItem> Kinds = OfThePlan(
        "fund-kinds", new Text("基金类型", "Kinds of fund"),
        ("seed-fund", "种子基金", "Seed fund"), ("industry-fund", "产业基金", "Industry fund"), ("special-fund", "健康产业专项基金", "Health-industry special fund"),
        ("health-industry-fund", "大健康产业基金", "Health industry fund (committee and company)"));

    /// <summary>How far along the enterprise is that asks for money.</summary>
    public static readonly CodeList<CodeItem> FinancingStages = OfThePlan(
        "financing-stages", new Text("企业阶段", "Stages of an enterprise that raises money"),
        ("seed", "种子期", "Seed"), ("startup", "初创期", "Start-up"), ("growth", "成长期", "Growth"));

    /// <summary>Whose money it is: 「政府引导+市场主导」.</summary>
    public static readonly CodeList<CodeItem> InvestorKinds = OfThePlan(
        "fund-investor-kinds", new Text("出资人类型", "Kinds of investor in a fund"), (Government, "政府引导资金", "Government guidance money"), ("market", "社会资本", "Market capital"));

    /// <summary>What the fund gets for its money.</summary>
    public static readonly CodeList<CodeItem> Instruments = CodeLists.Of(
        "investment-instruments", new Text("投资方式", "Instruments of an investment"),
        ("equity", "股权", "Equity"), ("convertible-bond", "可转债", "Convertible bond"), ("bond", "债权", "Debt"));

    /// <summary>How a fund gets out of an investment.</summary>
    public static readonly CodeList<CodeItem> ExitRoutes = CodeLists.Of(
        "exit-routes", new Text("退出渠道", "Routes of exit"),
        ("ipo", "上市", "Public offering"), ("merger", "并购", "Merger or acquisition"), ("transfer", "股权转让", "Transfer of the share"), ("buy-back", "回购", "Buy-back"),
        ("liquidation", "清算", "Liquidation of the enterprise"));

    /// <summary>Where a project comes from (项目来源).</summary>
    public static readonly CodeList<CodeItem> DealSources = CodeLists.Of(
        "deal-sources", new Text("项目来源", "Sources of a deal"),
        ("own-search", "自主发掘", "Found by the manager"), ("incubator", "孵化器推荐", "Named by an incubator"), ("roadshow", "路演", "Roadshow"),
        ("competition", "大赛", "Competition"), ("research-transfer", "成果转化", "Research transfer"), ("financial-institution", "金融机构推荐", "Named by a financial institution"),
        ("park-office", "园区推荐", "Named by the park"), ("other", "其他", "Other"));

    internal const string Government = "government";

    private static CodeList<CodeItem> OfThePlan(string name, Text title, params IReadOnlyList<(string Code, string Zh, string En)> items) =>
        new([.. items.Select(i => new CodeItem { Code = i.Code, Zh = i.Zh, En = i.En })])
        {
            Name = name,
            Zh = title.Zh,
            En = title.En,
            Source = CodeLists.Directions.Source,
            ValidFrom = CodeLists.Directions.ValidFrom,
        };
}
