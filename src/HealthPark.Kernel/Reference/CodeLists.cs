using System.Text.Json.Serialization.Metadata;

namespace HealthPark.Kernel.Reference;

/// <summary>The code lists that all modules share, from the files in <c>Reference/</c>.</summary>
public static class CodeLists
{
    /// <summary>The seven industrial directions, each with its sub-fields.</summary>
    public static CodeList<Direction> Directions { get; } = Read("directions", ReferenceJson.Default.CodeListDirection);

    /// <summary>The sub-fields of all directions.</summary>
    public static CodeList<SubField> SubFields { get; } = new([.. Directions.Items.SelectMany(d => d.SubFields)])
    {
        Name = "sub-fields",
        Zh = "细分领域",
        En = "Sub-fields",
        Source = Directions.Source,
        ValidFrom = Directions.ValidFrom,
    };

    /// <summary>Kinds of contract organisation (CXO): CRO, CDMO, CSO.</summary>
    public static CodeList<CodeItem> CxoKinds { get; } = Read("cxo-kinds", ReferenceJson.Default.CodeListCodeItem);

    /// <summary>Tiers of the enterprise matrix (企业矩阵).</summary>
    public static CodeList<CodeItem> EnterpriseTiers { get; } = Read("enterprise-tiers", ReferenceJson.Default.CodeListCodeItem);

    /// <summary>The two poles and the belt.</summary>
    public static CodeList<Zone> Zones { get; } = Read("zones", ReferenceJson.Default.CodeListZone);

    /// <summary>The buildings, parcels and spaces that the plan names.</summary>
    public static CodeList<Carrier> Carriers { get; } = Read("carriers", ReferenceJson.Default.CodeListCarrier);

    /// <summary>Sources of revenue figures, the strongest first.</summary>
    public static CodeList<RevenueSource> RevenueSources { get; } = Read("revenue-sources", ReferenceJson.Default.CodeListRevenueSource);

    /// <summary>First two characters of a unified social credit code: registration authority and kind of body.</summary>
    public static CodeList<CodeItem> UsccPrefixes { get; } = Read("uscc-prefixes", ReferenceJson.Default.CodeListCodeItem);

    /// <summary>Kinds of patent application, the digit after the year.</summary>
    public static CodeList<CodeItem> PatentKinds { get; } = Read("patent-kinds", ReferenceJson.Default.CodeListCodeItem);

    /// <summary>The five kinds of technology contract.</summary>
    public static CodeList<CodeItem> TechnologyContractKinds { get; } = Read("technology-contract-kinds", ReferenceJson.Default.CodeListCodeItem);

    /// <summary>Kinds of park event: conferences, forums, roadshows, salons and the like.</summary>
    public static CodeList<CodeItem> ParkEventKinds { get; } = Read("park-event-kinds", ReferenceJson.Default.CodeListCodeItem);

    /// <summary>What the park office may think of what was posted: <see cref="Verification"/>.</summary>
    public static CodeList<CodeItem> VerificationStates { get; } = Of(
        "verification-states", new Text("核实状态", "Verification states"),
        (Verification.Submitted, "已提交", "Submitted"), (Verification.Verified, "已核实", "Verified"), (Verification.Returned, "已退回", "Returned"));

    /// <summary>The lists that all modules share; modules publish further ones of their own.</summary>
    public static IReadOnlyList<CodeList> All { get; } =
    [
        Directions, SubFields, CxoKinds, EnterpriseTiers, Zones, Carriers, RevenueSources, UsccPrefixes, PatentKinds, TechnologyContractKinds, ParkEventKinds, VerificationStates,
    ];

    /// <summary>A list of the API's own codes: the values of an enum.</summary>
    /// <exception cref="ArgumentException">A value has no label, or more than one.</exception>
    public static CodeList<CodeItem> Of<TEnum>(string name, Text title, params IReadOnlyList<(TEnum Code, string Zh, string En)> items)
        where TEnum : struct, Enum =>
        items.Select(i => i.Code).Order().SequenceEqual(Enum.GetValues<TEnum>().Order())
            ? Of(name, title, [.. items.Select(i => (Kebab.Of(i.Code), i.Zh, i.En))])
            : throw new ArgumentException($"The code list {name} must label each value of {typeof(TEnum).Name} once.", nameof(items));

    /// <summary>A list of the API's own codes.</summary>
    public static CodeList<CodeItem> Of(string name, Text title, params IReadOnlyList<(string Code, string Zh, string En)> items) =>
        new([.. items.Select(i => new CodeItem { Code = i.Code, Zh = i.Zh, En = i.En })]) { Name = name, Zh = title.Zh, En = title.En, Source = "HealthPark.Api" };

    private static CodeList<TItem> Read<TItem>(string name, JsonTypeInfo<CodeList<TItem>> type)
        where TItem : CodeItem =>
        EmbeddedJson.Read(typeof(CodeLists).Assembly, $"Reference/{name}.json", type);
}
