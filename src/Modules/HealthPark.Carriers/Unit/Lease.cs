using System.Text.Json.Serialization;

namespace HealthPark.Carriers.Unit;

/// <summary>Where a lease stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<LeaseState>))]
public enum LeaseState
{
    /// <summary>意向: offered; it keeps its days.</summary>
    Offered,

    /// <summary>签约: signed.</summary>
    Signed,

    /// <summary>入驻: the enterprise has moved in.</summary>
    Occupied,

    /// <summary>终止: ended.</summary>
    Ended,
}

/// <summary>Days from one to another, both included.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
public sealed record Days(DateOnly From, DateOnly To)
{
    /// <summary>The days that two periods share; null if there is none.</summary>
    public Days? And(Days other) => (From > other.From ? From : other.From, To < other.To ? To : other.To) is var (from, to) && from <= to ? new Days(from, to) : null;
}

/// <summary>A lease of a unit.</summary>
public sealed record Lease(Guid Id, Guid EnterpriseId, decimal AreaSquareMetres, DateOnly From, DateOnly To, decimal? RentYuanPerMonth)
{
    #pragma warning disable CS1591 // the members are the fields of the lease, explained in LeaseResponse
    public DateOnly? SignedOn { get; init; }
    public DateOnly? OccupiedOn { get; init; }
    public DateOnly? EndedOn { get; init; }
    public string? EndReason { get; init; }

    public LeaseState State => EndedOn is not null ? LeaseState.Ended
        : OccupiedOn is not null ? LeaseState.Occupied
        : SignedOn is not null ? LeaseState.Signed
        : LeaseState.Offered;

    /// <summary>The days that it holds; null if it ended before its first.</summary>
    public Days? Holds => EndedOn is not { } end || end > To ? new Days(From, To) : end > From ? new Days(From, end.AddDays(-1)) : null;

    /// <summary>The part of the unit that a lease is.</summary>
    public static string Part(Guid id) => $"lease/{id}";
}
