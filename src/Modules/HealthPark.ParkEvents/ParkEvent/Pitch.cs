using System.Collections.Immutable;

namespace HealthPark.ParkEvents.ParkEvent;

/// <summary>What was found when a pitch was followed up.</summary>
/// <param name="Days">Which follow-up it is: 30, 90 or 180 days after the roadshow.</param>
/// <param name="On">The day on which it was made.</param>
/// <param name="Note">What was found.</param>
/// <param name="RaisedYuan">The money raised since the follow-up before, in CNY yuan.</param>
public sealed record PitchFollowUp(int Days, DateOnly On, string Note, decimal? RaisedYuan);

/// <summary>A project that is pitched at a roadshow.</summary>
public sealed record Pitch(Guid Id, string Title, Guid? EnterpriseId, Guid? TransferId, Guid? DealId, decimal? AskYuan)
{
    /// <summary>How many days after the roadshow a pitch is followed up.</summary>
    public static readonly IReadOnlyList<int> FollowUpDays = [30, 90, 180];

    /// <summary>The follow-ups that were made, at most one for each of those days.</summary>
    public ImmutableSortedDictionary<int, PitchFollowUp> FollowUps { get; init; } = ImmutableSortedDictionary<int, PitchFollowUp>.Empty;

    /// <summary>The money raised, as far as the follow-ups say.</summary>
    public decimal RaisedYuan => FollowUps.Values.Sum(f => f.RaisedYuan ?? 0);

    /// <summary>Its part of the park event's stream.</summary>
    public static string Part(Guid id) => $"pitches/{id}";

    /// <summary>The pitch after a follow-up.</summary>
    public Pitch After(PitchFollowUp followUp) => this with { FollowUps = FollowUps.SetItem(followUp.Days, followUp) };
}
