using System.ComponentModel.DataAnnotations;
using HealthPark.Enterprises.Enterprise;

namespace HealthPark.Enterprises.Features;

/// <summary>What a source says an enterprise earned in a year or a month.</summary>
/// <param name="AmountYuan">Revenue (营业收入) in CNY yuan, at most 2 decimals, not negative.</param>
/// <param name="Source">Who says so: `statistics`, `tax` or `enterprise`. Where several do, the first of these counts.</param>
public sealed record DeclareRevenueRequest(
    [property: Required] decimal? AmountYuan = null,
    [property: Required, AllowedValues("statistics", "tax", "enterprise")] string? Source = null) : IRequestBody;

/// <summary>Declares revenue.</summary>
public static class DeclareRevenue
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/v1/enterprises/{id:guid}/revenue-declarations/{period}", Handle)
        .WithName("DeclareRevenue").RequireScope(Scopes.EnterprisesWrite).Puts<RevenueDeclarationResponse>()
        .Example("""{ "amountYuan": 123456789.50, "source": "statistics" }""");

    /// <summary>Declares an enterprise's revenue of a year or a month, from one source.</summary>
    /// <remarks>
    /// A source's first amount for a period takes no condition (or `If-None-Match: *` where nothing is declared yet); a change of it
    /// needs `If-Match` with the period's own ETag. The year's amount counts before the sum of its months.
    /// </remarks>
    public static Task<IResult> Handle(
        Guid id, string period, DeclareRevenueRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises, TimeProvider clock) =>
        enterprises.Change(
            request, id, RevenueDeclarationResponse.Looks(period), e => Task.FromResult(Decide(body, period, e.State, clock.Today())),
            needsIfMatch: e => e.Revenues.ContainsKey((period, body.Source!)));

    internal static Decision<EnterpriseEvent> Decide(DeclareRevenueRequest body, string period, EnterpriseState now, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        if (Periods.Check(period, today) is { } malformed)
            return malformed;
        var (amount, source) = (body.AmountYuan!.Value, body.Source!);
        var errors = new List<FieldError>();
        Money.Check("/amountYuan", amount, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        return now.Revenues.TryGetValue((period, source), out var revenue) && revenue.AmountYuan == amount && revenue.Verification != Verification.Returned
            ? Array.Empty<EnterpriseEvent>()
            : new RevenueDeclared(period, source, amount);
    }
}
