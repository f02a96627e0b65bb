using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>Signs in those who registered.</summary>
public static class SignIn
{
    internal const string Operation = "SignIn";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/registrations/{registrationId:guid}/sign-in", Handle)
        .WithName(Operation).RequireScope(Scopes.EventsWrite).Changes<RegistrationResponse>(ifMatchIsOptional: true)
        .Example("""{ "on": "2026-11-20" }""");

    /// <summary>Signs in those who registered.</summary>
    /// <remarks>It may be repeated, as a scanner at the door does: who signed in stays signed in, on the first day. Who waits has no place, and does not sign in.</remarks>
    public static Task<IResult> Handle(
        Guid id, Guid registrationId, ParkEventStepRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, TimeProvider clock) =>
        parkEvents.Change(
            request, id, RegistrationResponse.Looks(registrationId), e => Task.FromResult(Decide(body, registrationId, e.State, clock.Today())),
            needsIfMatch: _ => false);

    internal static Decision<ParkEventEvent> Decide(ParkEventStepRequest body, Guid registrationId, ParkEventState now, DateOnly today)
    {
        if (now.Registration(registrationId) is not { } registration)
            return Rejection.NotFound(GetRegistration.Noun);
        if (registration.State == RegistrationState.SignedIn)
            return Array.Empty<ParkEventEvent>();
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        if (ParkEventStates.Registrations.Refuse(registration.State, RegistrationState.SignedIn, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Dates.CheckPast("/on", body.On, today, errors);
        return errors.Count > 0 ? Rejection.Invalid(errors) : new ParticipantSignedIn(registrationId, body.On ?? today);
    }
}
