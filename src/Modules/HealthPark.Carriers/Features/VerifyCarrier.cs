using HealthPark.Carriers.Carrier;

namespace HealthPark.Carriers.Features;

/// <summary>Verifies a carrier.</summary>
public static class VerifyCarrier
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/carriers/{id:guid}/verification", Handle)
        .WithName("VerifyCarrier").RequireScope(Scopes.CarriersVerify).Changes<CarrierResponse>()
        .Example("""{ "decision": "verified" }""");

    /// <summary>Verifies or returns what is known of a carrier.</summary>
    /// <remarks>Needs `If-Match`. What is returned does not count in the stock until it is revised.</remarks>
    public static Task<IResult> Handle(Guid id, VerificationRequest body, WriteRequest request, Records<CarrierState, CarrierEvent> carriers) =>
        carriers.Change(request, id, CarrierResponse.Looks, c => Task.FromResult(Decide(body, c.State)));

    internal static Decision<CarrierEvent> Decide(VerificationRequest body, CarrierState now) =>
        Decisions.RefuseRetired(now) is { } retired
            ? retired
            : body.Decide<CarrierEvent>(now.Verification, () => new CarrierVerified(body.Reason?.Trim()), reason => new CarrierReturned(reason));
}
