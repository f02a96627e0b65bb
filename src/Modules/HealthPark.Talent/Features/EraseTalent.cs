using System.ComponentModel.DataAnnotations;
using HealthPark.EventStore;
using HealthPark.Talent.Talent;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Talent.Features;

/// <summary>Erasure of a person.</summary>
/// <param name="Reason">On what ground, such as the person's request; without saying who it is.</param>
public sealed record EraseTalentRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Erases a person.</summary>
public static class EraseTalent
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/talents/{id:guid}/erasure", Handle)
        .WithName("EraseTalent").RequireScope(Scopes.TalentsVerify).Changes<TalentResponse>(ifMatchIsOptional: true)
        .Example("""{ "reason": "本人申请删除个人信息" }""");

    /// <summary>Erases the person of a record for good (个人信息保护法第四十七条).</summary>
    /// <remarks>
    /// Destroys the key of its personal members: name, identity number and addresses cannot be read any more, here, in the history, and in
    /// any copy or dump of the database, older ones included. The record stays with what is not personal, shows `erasedOn` and takes no more
    /// changes; the change feed tells it with the tombstone `erased`. No figure moves. The identity number is free again: nothing is left by
    /// which the person could be recognised. Other records of the same person, such as voided ones, are erased one by one. `If-Match` is
    /// optional: whatever the version, it is the same person. There is no way back.
    /// </remarks>
    public static async Task<IResult> Handle(
        Guid id, EraseTalentRequest body, WriteRequest request, Records<TalentState, TalentEvent> talents,
        [FromKeyedServices(TalentModule.Schema)] ModuleStore store, PersonErasure persons, TimeProvider clock)
    {
        var erased = await talents.Change(
            request, id, TalentResponse.Looks, t => Task.FromResult(Decide(body, t.State, clock.Today())), needsIfMatch: _ => false);
        // Whatever the answer is: what the log says is erased has no key, also when the program ended before it came to this.
        if (!request.DryRun && await talents.Find(request.Caller, id, request.Aborted) is { State.ErasedOn: not null })
            await persons.Erase(store, [id], CancellationToken.None);
        return erased;
    }

    internal static Decision<TalentEvent> Decide(EraseTalentRequest body, TalentState now, DateOnly today) =>
        now.ErasedOn is not null ? Array.Empty<TalentEvent>() : new TalentErased(today, body.Reason!.Trim());
}
