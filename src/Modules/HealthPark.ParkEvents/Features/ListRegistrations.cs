using HealthPark.EventStore;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>The registrations for a park event.</summary>
/// <param name="Capacity">How many places there are; null for no limit.</param>
/// <param name="Taken">How many are taken.</param>
/// <param name="Waiting">How many people wait.</param>
/// <param name="SignedIn">How many people signed in.</param>
/// <param name="Items">The registrations in order of arrival, which is the order in which those who wait get places; cancelled ones too.</param>
public sealed record RegistrationList(int? Capacity, int Taken, int Waiting, int SignedIn, IReadOnlyList<RegistrationResponse> Items);

/// <summary>Lists registrations.</summary>
public static class ListRegistrations
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events/{id:guid}/registrations", Handle)
        .WithName("ListRegistrations").RequireScope(Scopes.EventsRead).Shows<RegistrationList>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Lists the registrations for a park event, with how many places are taken and how many people wait.</summary>
    public static Task<IResult> Handle(Guid id, HttpContext context, Records<ParkEventState, ParkEventEvent> parkEvents) =>
        parkEvents.ShowParts(context, id, Of, ParkEventsJson.Api.RegistrationList);

    private static RegistrationList Of(Recorded<ParkEventState> record)
    {
        var now = record.State;
        return new(
            now.Capacity, now.Taken, PeopleIn(RegistrationState.Waiting), PeopleIn(RegistrationState.SignedIn),
            [.. now.Registrations.Select(r => RegistrationResponse.Of(record, r))]);

        int PeopleIn(RegistrationState state) => now.Registrations.Where(r => r.State == state).Sum(r => r.HeadCount);
    }
}
