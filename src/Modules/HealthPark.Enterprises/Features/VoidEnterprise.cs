using System.ComponentModel.DataAnnotations;
using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>Voiding of an enterprise entered by mistake.</summary>
/// <param name="Reason">Why.</param>
public sealed record VoidEnterpriseRequest([property: Required, StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Voids an enterprise.</summary>
public static class VoidEnterprise
{
    internal const string Operation = "VoidEnterprise";

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/enterprises/{id:guid}/void", Handle)
        .WithName(Operation).RequireScope(Scopes.EnterprisesWrite).Changes<EnterpriseResponse>()
        .Example("""{ "reason": "重复登记" }""");

    /// <summary>Voids an enterprise that was entered by mistake.</summary>
    /// <remarks>Needs `If-Match`. It counts nowhere from then on, its code and name are free again, and its history stays. There is no way back.</remarks>
    public static Task<IResult> Handle(Guid id, VoidEnterpriseRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Change(request, id, EnterpriseResponse.Looks, e => Task.FromResult(Decide(body, e.State)));

    internal static Decision<EnterpriseEvent> Decide(VoidEnterpriseRequest body, EnterpriseState now) =>
        now.Stage == EnterpriseStage.Voided ? Array.Empty<EnterpriseEvent>() : new EnterpriseVoided(body.Reason!.Trim());
}
