using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Shows a registration.</summary>
public static class GetRegistration
{
    internal static readonly Text Noun = new("报名", "registration");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/events/{id:guid}/registrations/{registrationId:guid}", Handle)
        .WithName("GetRegistration").RequireScope(Scopes.EventsRead).Shows<RegistrationResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);

    /// <summary>Shows a registration for a park event.</summary>
    public static Task<IResult> Handle(Guid id, Guid registrationId, HttpContext context, Records<ParkEventState, ParkEventEvent> parkEvents) =>
        parkEvents.Show(context, id, RegistrationResponse.Looks(registrationId), e => e.Registration(registrationId) is not null, Noun);
}
