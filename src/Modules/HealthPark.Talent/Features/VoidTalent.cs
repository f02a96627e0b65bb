using System.ComponentModel.DataAnnotations;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Features;

/// <summary>Voiding of a talent that was entered by mistake.</summary>
/// <param name="Reason">Why.</param>
public sealed record VoidTalentRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Voids a talent.</summary>
public static class VoidTalent
{
    internal const string Operation = "VoidTalent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/talents/{id:guid}/void", Handle)
        .WithName(Operation).RequireScope(Scopes.TalentsWrite).Changes<TalentResponse>()
        .Example("""{ "reason": "重复登记" }""");

    /// <summary>Voids a talent that was entered by mistake.</summary>
    /// <remarks>Needs `If-Match`. It counts nowhere from then on, its identity number is free again, and its history stays. There is no way back.</remarks>
    public static Task<IResult> Handle(Guid id, VoidTalentRequest body, WriteRequest request, Records<TalentState, TalentEvent> talents) =>
        talents.Change(request, id, TalentResponse.Looks, t => Task.FromResult(Decide(body, t.State)));

    internal static Decision<TalentEvent> Decide(VoidTalentRequest body, TalentState now) =>
        now.VoidReason is not null ? Array.Empty<TalentEvent>()
        : Decisions.RefuseClosed(now) is { } closed ? closed
        : new TalentVoided(body.Reason!.Trim());
}
