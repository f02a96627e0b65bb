using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.Kernel.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.Enterprises.Features;

/// <summary>What a source says an enterprise earned in a year or a month.</summary>
/// <param name="AmountYuan">Revenue (营业收入) in CNY yuan, at most 2 decimals, not negative.</param>
/// <param name="Source">Who says so: `statistics`, `tax` or `enterprise`. Where several do, the first of these counts.</param>
public sealed record DeclareRevenueRequest(
    [property: Required] decimal? AmountYuan = null,
    [property: Required, AllowedValues("statistics", "tax", "enterprise")] string? Source = null) : IRequestBody;

/// <summary>What is declared for a year or a month.</summary>
/// <param name="Period">A year, `2026`, or a month, `2026-03`.</param>
/// <param name="Source">The source that counts: the strongest of those declared.</param>
/// <param name="AmountYuan">Its amount in CNY yuan.</param>
/// <param name="Verification">What the park office thinks of that amount.</param>
/// <param name="ReturnReason">Why it was returned.</param>
/// <param name="Findings">What is worth another look: `revenue-jump`, over 50 % up or down from the period before.</param>
/// <param name="Declarations">What each source declared.</param>
/// <param name="UpdatedAt">When any of it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record RevenueDeclarationResponse(
    string Period, string Source, decimal AmountYuan, Verification Verification, string? ReturnReason, IReadOnlyList<string> Findings,
    IReadOnlyList<SourceDeclaration> Declarations, DateTime UpdatedAt, long Version)
{
    internal static Representation<EnterpriseState, RevenueDeclarationResponse> Looks(string period) => new(
        Revenue.Part(period), record => Of(record, period), EnterprisesJson.Api.RevenueDeclarationResponse,
        record => $"/v1/enterprises/{record.Id}/revenue-declarations/{period}");

    internal static RevenueDeclarationResponse Of(Recorded<EnterpriseState> record, string period)
    {
        var (declared, part) = (RevenueRules.Declared(record.State, period), record.Part(Revenue.Part(period))!);
        var strongest = declared[0];
        var before = RevenueRules.Declared(record.State, Periods.Before(period)).FirstOrDefault();
        var jumped = before is { AmountYuan: > 0 } && Math.Abs(strongest.AmountYuan - before.AmountYuan) > before.AmountYuan / 2;
        return new(
            period, strongest.Source, strongest.AmountYuan, strongest.Verification, strongest.ReturnReason, jumped ? ["revenue-jump"] : [],
            declared, part.RecordedAt.UtcDateTime, part.Version);
    }
}

/// <summary>What one source declared.</summary>
/// <param name="Source">Who: `statistics`, `tax` or `enterprise`.</param>
/// <param name="AmountYuan">Its amount in CNY yuan.</param>
/// <param name="Verification">What the park office thinks of it.</param>
/// <param name="ReturnReason">Why it was returned.</param>
public sealed record SourceDeclaration(string Source, decimal AmountYuan, Verification Verification, string? ReturnReason);

/// <summary>An enterprise's declared revenues.</summary>
/// <param name="Items">One for each year or month that was declared.</param>
public sealed record RevenueDeclarationList(IReadOnlyList<RevenueDeclarationResponse> Items);

/// <summary>The decision on one source's amount; the source may be left out where only one has declared.</summary>
/// <param name="Decision">`verified` or `returned`.</param>
/// <param name="Reason">Why; required when it is returned.</param>
/// <param name="Source">Whose amount is meant.</param>
public sealed record RevenueVerificationRequest(
    [property: Required, AllowedValues("verified", "returned")] string? Decision = null,
    [property: StringLength(500)] string? Reason = null,
    [property: AllowedValues("statistics", "tax", "enterprise", null)] string? Source = null) : IRequestBody;

internal static class RevenueRules
{
    public const decimal Most = 1_000_000_000_000_000m;

    /// <summary>What was declared for a period, the strongest source first.</summary>
    public static IReadOnlyList<SourceDeclaration> Declared(EnterpriseState enterprise, string period) =>
    [
        .. from revenue in enterprise.Revenues
           where revenue.Key.Period == period
           orderby CodeLists.RevenueSources.Find(revenue.Key.Source)!.Precedence
           select new SourceDeclaration(revenue.Key.Source, revenue.Value.AmountYuan, revenue.Value.Verification, revenue.Value.ReturnReason),
    ];
}

/// <summary>Declares revenue.</summary>
public static class DeclareRevenue
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/v1/enterprises/{id:guid}/revenue-declarations/{period}", Handle)
        .WithName("DeclareRevenue").RequireScope(Scopes.EnterprisesWrite).Puts<RevenueDeclarationResponse>();

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
        if (amount is < 0 or > RevenueRules.Most)
            return Rejection.Invalid("/amountYuan", "out-of-range", new Text("须在 0 与 1000 万亿元之间。", "Must lie between 0 and 10¹⁵ yuan."));
        if (decimal.Round(amount, 2) != amount)
            return Rejection.Invalid("/amountYuan", "too-many-decimals", new Text("最多两位小数(分)。", "At most 2 decimals (fen)."));
        return now.Revenues.TryGetValue((period, source), out var revenue) && revenue.AmountYuan == amount && revenue.Verification != Verification.Returned
            ? Array.Empty<EnterpriseEvent>()
            : new RevenueDeclared(period, source, amount);
    }
}

/// <summary>Verifies declared revenue.</summary>
public static class VerifyRevenue
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/enterprises/{id:guid}/revenue-declarations/{period}/verification", Handle)
        .WithName("VerifyRevenue").RequireScope(Scopes.EnterprisesVerify).Changes<RevenueDeclarationResponse>();

    /// <summary>Verifies or returns declared revenue.</summary>
    /// <remarks>Needs `If-Match` with the period's own ETag. Where several sources have declared, `source` says whose amount is meant.</remarks>
    public static Task<IResult> Handle(
        Guid id, string period, RevenueVerificationRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Change(request, id, RevenueDeclarationResponse.Looks(period), e => Task.FromResult(Decide(body, period, e.State)));

    internal static Decision<EnterpriseEvent> Decide(RevenueVerificationRequest body, string period, EnterpriseState now)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        var declared = RevenueRules.Declared(now, period);
        if (body.Source is null && declared.Count > 1)
        {
            return Rejection.Invalid("/source", "required", new Text(
                $"该期间有多个来源,须指明其一:{string.Join("、", declared.Select(d => d.Source))}。",
                $"Several sources have declared; name one of: {string.Join(", ", declared.Select(d => d.Source))}."));
        }

        if (declared.FirstOrDefault(d => body.Source is null || d.Source == body.Source) is not { } meant)
            return Rejection.NotFound(GetRevenueDeclarations.Noun);
        return Decisions.Verify(
            new VerificationRequest(body.Decision, body.Reason), meant.Verification,
            () => new RevenueVerified(period, meant.Source), reason => new RevenueReturned(period, meant.Source, reason));
    }
}

/// <summary>Shows declared revenue.</summary>
public static class GetRevenueDeclarations
{
    internal static readonly Text Noun = new("营收申报", "revenue declaration");

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/enterprises/{id:guid}/revenue-declarations", Handle)
            .WithName("ListRevenueDeclarations").RequireScope(Scopes.EnterprisesRead).Shows<RevenueDeclarationList>().Takes(QueryParameter.AsOf, QueryParameter.Version);
        routes.MapGet("/v1/enterprises/{id:guid}/revenue-declarations/{period}", HandleOne)
            .WithName("GetRevenueDeclaration").RequireScope(Scopes.EnterprisesRead).Shows<RevenueDeclarationResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);
    }

    /// <summary>Lists an enterprise's declared revenues by period.</summary>
    public static async Task<IResult> Handle(Guid id, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises)
    {
        await Positions.Demanded(context);
        return await enterprises.Find(context, id, await ReadParameters.UpTo(context)) is { } record
            ? StoredJson.Answer(context, JsonSerializer.Serialize(
                new RevenueDeclarationList([.. record.State.Revenues.Keys.Select(k => k.Period).Distinct().Select(p => RevenueDeclarationResponse.Of(record, p))]),
                EnterprisesJson.Api.RevenueDeclarationList))
            : Rejection.NotFound(EnterprisesModule.Noun).ToResult();
    }

    /// <summary>Shows an enterprise's declared revenue of a year or a month.</summary>
    public static Task<IResult> HandleOne(Guid id, string period, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Show(context, id, RevenueDeclarationResponse.Looks(period), e => RevenueRules.Declared(e, period).Count > 0, Noun);
}
