using HealthPark.Kernel.Reference;

namespace HealthPark.Carriers.Carrier;

/// <summary>The code lists of carriers.</summary>
internal static class CarrierCodes
{
    public const string Parcel = "parcel";

    /// <summary>「梳理一批、改造一批、策划一批」.</summary>
    public static readonly CodeList<CodeItem> Batches = List(
        "carrier-batches", new Text("载体批次", "Batches of carriers"), ("sort-out", "梳理一批", "Sorted out"), ("renovate", "改造一批", "Renovated"), ("plan", "策划一批", "Planned"));

    /// <summary>What a carrier is.</summary>
    public static readonly CodeList<CodeItem> Kinds = List(
        "carrier-kinds", new Text("载体类型", "Kinds of carrier"),
        ("building", "楼宇", "Building"), (Parcel, "地块", "Parcel or development space"), ("commercial-complex", "商业综合体或市场", "Commercial complex or market"),
        ("carrier", "载体(未注明类型)", "Carrier, type not stated"), ("other", "其他", "Other"));

    /// <summary>Refuses a kind that there is not.</summary>
    public static void Check(string kind, List<FieldError> errors) => Kinds.Check("/kind", kind, errors);

    private static CodeList<CodeItem> List(string name, Text title, params IReadOnlyList<(string Code, string Zh, string En)> items) =>
        new([.. items.Select(i => new CodeItem { Code = i.Code, Zh = i.Zh, En = i.En })])
        {
            Name = name,
            Zh = title.Zh,
            En = title.En,
            Source = CodeLists.Carriers.Source,
            ValidFrom = CodeLists.Carriers.ValidFrom,
        };
}
