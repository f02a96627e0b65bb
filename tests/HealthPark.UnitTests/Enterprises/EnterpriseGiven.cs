using HealthPark.Enterprises;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Kernel;

namespace HealthPark.UnitTests.Enterprises;

/// <summary>The words in which the tests of enterprises are written.</summary>
internal static class EnterpriseGiven
{
    public const string Uscc = "9144030071526726XG";
    public const string OtherUscc = "91350100M000100Y43";

    /// <summary>Today, in all these tests.</summary>
    public static readonly DateOnly Today = new(2026, 6, 30);

    public static readonly Guid Owner = new("0198a000-0000-7000-8000-000000000001");

    /// <summary>Another record of the same enterprise.</summary>
    public static readonly Guid Other = new("0198a000-0000-7000-8000-000000000002");

    public static readonly EnterpriseVoided Voided = new("误录");

    public static readonly EnterpriseVerified Verified = new((string?)null);

    public static readonly EnterpriseReturned Returned = new("材料不全");

    public static Given<EnterpriseState, EnterpriseEvent> Given(params EnterpriseEvent[] events) => new(EnterprisesModule.Stream, EnterprisesModule.Events, events);

    public static EnterpriseRegistered Registered(
        string name = "重庆示例生物科技有限公司", string? uscc = null, string direction = "digital-medicine", string? subField = null,
        IReadOnlyList<string>? aliases = null, IReadOnlyList<string>? cxoKinds = null, IReadOnlyList<string>? tiers = null,
        string? industryCode = null, string? zone = null, string? carrier = null,
        DateOnly? negotiatingOn = null, DateOnly? signedOn = null, DateOnly? landedOn = null, DateOnly? operatingOn = null, string? distinctReason = null) =>
        new(Owner, name, uscc, direction, subField, aliases ?? [], cxoKinds ?? [], tiers ?? [], industryCode, zone, carrier,
            negotiatingOn, signedOn, landedOn, operatingOn, distinctReason);

    public static DateOnly Day(int month, int day) => new(2026, month, day);

    /// <summary>The park office's word.</summary>
    public static VerificationRequest Says(string decision, string? reason = null) => new(decision, reason);

    public static bool MayReadAll(Guid owner) => true;
}
