using System.ComponentModel.DataAnnotations;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>The end of a registration.</summary>
/// <param name="Reason">Why, if it is known.</param>
public sealed record CancelRegistrationRequest([property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Cancels a registration.</summary>
public static class CancelRegistration
{
    internal const string Operation = "CancelRegistration";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/registrations/{registrationId:guid}/cancellation", Handle)
        .WithName(Operation).RequireScope(Scopes.EventsWrite).Changes<RegistrationResponse>(ifMatchIsOptional: true)
        .Example("""{ "reason": "行程冲突" }""");

    /// <summary>Cancels a registration: its places go to who waited longest.</summary>
    /// <remarks>`If-Match`, if given, names the registration's own ETag. Cancelling again changes nothing. Whoever signed in came, and is not cancelled.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid registrationId, CancelRegistrationRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents) =>
        parkEvents.Change(
            request, id, RegistrationResponse.Looks(registrationId), e => Task.FromResult(Decide(body, registrationId, e.State)), needsIfMatch: _ => false);

    internal static Decision<ParkEventEvent> Decide(CancelRegistrationRequest body, Guid registrationId, ParkEventState now)
    {
        if (now.Registration(registrationId) is not { } registration)
            return Rejection.NotFound(GetRegistration.Noun);
        if (registration.State == RegistrationState.Cancelled)
            return Array.Empty<ParkEventEvent>();
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        return ParkEventStates.Registrations.Refuse(registration.State, RegistrationState.Cancelled, Operation) is { } refusal
            ? refusal
            : Places.Settle(now, new RegistrationCancelled(registrationId, body.Reason?.Trim()));
    }
}
