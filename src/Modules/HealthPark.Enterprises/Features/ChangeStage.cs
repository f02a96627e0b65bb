using System.ComponentModel.DataAnnotations;
using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>A step of an enterprise on its way into the park, or out of it.</summary>
/// <param name="Stage">Where it goes.</param>
/// <param name="On">The day on which it got there.</param>
/// <param name="Reason">Why; for leaving and deregistration.</param>
public sealed record ChangeStageRequest(
    [property: Required, AllowedValues("negotiating", "signed", "landed", "operating", "moved-out", "deregistered")] string? Stage = null,
    [property: Required] DateOnly? On = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Moves an enterprise to another stage.</summary>
public static class ChangeStage
{
    internal const string Operation = "ChangeEnterpriseStage";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/enterprises/{id:guid}/stage-changes", Handle)
        .WithName(Operation).RequireScope(Scopes.EnterprisesWrite).Changes<EnterpriseResponse>()
        .Example("""{ "stage": "operating", "on": "2026-05-01" }""");

    /// <summary>Moves an enterprise to another stage.</summary>
    /// <remarks>
    /// Needs `If-Match`. lead → negotiating → signed → landed → operating, steps may be skipped; from landed or operating to
    /// moved-out or deregistered. Any other step is 409 with `allowedTransitions`.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, ChangeStageRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises, TimeProvider clock) =>
        enterprises.Change(request, id, EnterpriseResponse.Looks, e => Task.FromResult(Decide(body, e.State, clock.Today())));

    internal static Decision<EnterpriseEvent> Decide(ChangeStageRequest body, EnterpriseState now, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var (stage, on) = (Kebab.Parse<EnterpriseStage>(body.Stage)!.Value, body.On!.Value);
        if (stage == now.Stage && now.ReachedOn[stage] == on)
            return Array.Empty<EnterpriseEvent>();
        if (EnterpriseStages.Machine.Refuse(now.Stage, stage, Operation) is { } refusal)
            return refusal;

        var errors = new List<FieldError>();
        Decisions.CheckDates(now.ReachedOn.SetItem(stage, on), today, errors);
        if (errors.Count > 0)
            return Rejection.Invalid([.. errors.Select(e => e with { Pointer = "/on" })]);
        return Reached(stage, on, body.Reason?.Trim());
    }

    /// <summary>The event of reaching a stage.</summary>
    internal static EnterpriseEvent Reached(EnterpriseStage stage, DateOnly on, string? reason) => stage switch
    {
        EnterpriseStage.Negotiating => new EnterpriseNegotiationStarted(on),
        EnterpriseStage.Signed => new EnterpriseSigned(on),
        EnterpriseStage.Landed => new EnterpriseLanded(on),
        EnterpriseStage.Operating => new EnterpriseOperationStarted(on),
        EnterpriseStage.MovedOut => new EnterpriseMovedOut(on, reason),
        EnterpriseStage.Deregistered => new EnterpriseDeregistered(on, reason),
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, "No event leads there."),
    };
}
