using System.ComponentModel.DataAnnotations;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.Features;

/// <summary>A recognition in a class.</summary>
/// <param name="Class">The class. Codes: `talent-classes`.</param>
/// <param name="On">From when on.</param>
/// <param name="Batch">The batch of recognitions that it belongs to.</param>
/// <param name="Authority">The body that recognised.</param>
/// <param name="ExpiresOn">Its last day, as the authority says.</param>
public sealed record RecogniseTalentRequest(
    [property: Required, CodesOf("talent-classes")] string? Class = null,
    [property: Required] DateOnly? On = null,
    [property: StringLength(100)] string? Batch = null,
    [property: StringLength(200)] string? Authority = null,
    DateOnly? ExpiresOn = null) : IRequestBody;

/// <summary>Records a recognition.</summary>
public static class RecogniseTalent
{
    internal const string Operation = "RecogniseTalent";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/talents/{id:guid}/recognition", Handle)
        .WithName(Operation).RequireScope(Scopes.TalentsWrite).Changes<TalentResponse>()
        .Example("""{ "class": "C", "on": "2026-05-01", "batch": "2026年第一批", "authority": "区委组织部" }""");

    /// <summary>Records that a talent was recognised in a class.</summary>
    /// <remarks>
    /// Needs `If-Match`. Of a talent that works in the park and has no recognition that stands; another class is a change of `class`.
    /// The class list is the plan's (表1); what a class asks for is not in the plan. Submits the record for verification again.
    /// </remarks>
    public static Task<IResult> Handle(Guid id, RecogniseTalentRequest body, WriteRequest request, Records<TalentState, TalentEvent> talents, TimeProvider clock) =>
        talents.Change(request, id, TalentResponse.Looks, t => Task.FromResult(Decide(body, t.State, clock.Today())));

    internal static Decision<TalentEvent> Decide(RecogniseTalentRequest body, TalentState now, DateOnly today)
    {
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        if (now.Stage == TalentStage.Recognised && now.Recognised!.Class == body.Class && now.Recognised.From == body.On)
            return Array.Empty<TalentEvent>();
        if (TalentStages.Machine.Refuse(now.Stage, TalentStage.Recognised, Operation) is { } refusal)
            return refusal;
        var errors = new List<FieldError>();
        Decisions.CheckCodes(null, null, null, body.Class, errors);
        Dates.CheckPast("/on", body.On, today, errors, now.Recognitions is [.., var last] ? last.RevokedOn : null);
        Dates.CheckOrder("/expiresOn", body.ExpiresOn, errors, body.On);
        return errors.Count > 0 ? Rejection.Invalid(errors)
            : new TalentRecognised(body.Class!, body.On!.Value, body.Batch?.Trim(), body.Authority?.Trim(), body.ExpiresOn);
    }
}
