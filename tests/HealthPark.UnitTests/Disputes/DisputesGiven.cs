using System.Text.Json.Nodes;
using HealthPark.Disputes;
using HealthPark.Disputes.Authority;
using HealthPark.Disputes.Dispute;
using HealthPark.Kernel.Http;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.UnitTests.Disputes;

/// <summary>The words in which the tests of authorities and disputes are written.</summary>
internal static class DisputesGiven
{
    /// <summary>Today, in all these tests.</summary>
    public static readonly DateOnly Today = new(2026, 6, 30);

    public static readonly Guid Owner = new("0198a000-0000-7000-8000-000000000001");
    public static readonly Guid Bureau = new("0198a000-0000-7000-8000-000000000002");
    public static readonly Guid OtherBureau = new("0198a000-0000-7000-8000-000000000003");
    public static readonly Guid RecordId = new("0198a000-0000-7000-8000-000000000004");

    public static readonly Caller OfBureau = new("key", Bureau, IsPartner: false, IsParkOffice: false, new HashSet<string>());

    public static Given<DisputeState, DisputeEvent> Given(params DisputeEvent[] events) => new(DisputeState.Stream, DisputesModule.Events, events);

    public static Given<FieldAuthorityState, FieldAuthorityEvent> Given(params FieldAuthorityEvent[] events) =>
        new(FieldAuthorityState.Stream, DisputesModule.Events, events);

    public static FieldAuthorityNamed Named(Guid organization, DateOnly from) => new("enterprises", "industryCode", organization, from, "以统计登记为准");

    public static DisputeOpened Opened(string proposed = "7350", string present = "7340") => new(
        "enterprises", RecordId, 3, Owner, "industryCode", present, proposed, null, Bureau, "key", "核定");

    public static DisputedValue Value(string proposed = "7350", string present = "7340") =>
        new("enterprises", RecordId, 3, Owner, "industryCode", JsonValue.Create(present), JsonValue.Create(proposed), null);
}
