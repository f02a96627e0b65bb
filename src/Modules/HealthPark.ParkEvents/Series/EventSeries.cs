namespace HealthPark.ParkEvents.Series;

/// <summary>An event of the stream of a series. Stored names and shapes are kept for ever; see ParkEventsModule for the names.</summary>
public abstract record EventSeriesEvent;

/// <summary>A series was started.</summary>
public sealed record EventSeriesStarted(Guid OwnerOrganizationId, string Title, int? IntervalMonths, string? Description) : EventSeriesEvent;

/// <summary>A series was revised. Members that are null stayed as they were, unless <c>Cleared</c> names them.</summary>
public sealed record EventSeriesRevised(string? Title, int? IntervalMonths, string? Description, IReadOnlyList<string> Cleared) : EventSeriesEvent;

/// <summary>A series of park events, such as a yearly conference.</summary>
public sealed record EventSeriesState
{
    /// <summary>Before anything happened.</summary>
    public static readonly EventSeriesState Initial = new();

    #pragma warning disable CS1591 // the members are the fields of the record, explained in EventSeriesResponse
    public Guid OwnerOrganizationId { get; init; }
    public string Title { get; init; } = "";
    public int? IntervalMonths { get; init; }
    public string? Description { get; init; }
    #pragma warning restore CS1591

    /// <summary>The state after one more event.</summary>
    public static EventSeriesState Evolve(EventSeriesState state, EventSeriesEvent e) => e switch
    {
        EventSeriesStarted x => Initial with
        {
            OwnerOrganizationId = x.OwnerOrganizationId, Title = x.Title, IntervalMonths = x.IntervalMonths, Description = x.Description,
        },
        EventSeriesRevised x => state with
        {
            Title = x.Title ?? state.Title,
            IntervalMonths = x.Cleared.Contains("intervalMonths") ? null : x.IntervalMonths ?? state.IntervalMonths,
            Description = x.Cleared.Contains("description") ? null : x.Description ?? state.Description,
        },
        _ => state,
    };
}
