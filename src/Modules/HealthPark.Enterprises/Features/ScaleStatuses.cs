using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using HealthPark.Enterprises.Enterprise;
using HealthPark.EventStore;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.Enterprises.Features;

/// <summary>Whether an enterprise is above scale (规上) in a year.</summary>
/// <param name="AboveScale">Whether it is. The statistics office decides it each year; thresholds differ by industry.</param>
public sealed record DeclareScaleStatusRequest([property: Required] bool? AboveScale = null) : IRequestBody;

/// <summary>An enterprise's scale status in a year.</summary>
/// <param name="Year">The year.</param>
/// <param name="AboveScale">Whether it is above scale (规上).</param>
/// <param name="Verification">What the park office thinks of it.</param>
/// <param name="ReturnReason">Why it was returned.</param>
/// <param name="UpdatedAt">When it was last changed (RFC 3339, UTC).</param>
/// <param name="Version">The version of that change; the ETag is made from it.</param>
public sealed record ScaleStatusResponse(int Year, bool AboveScale, Verification Verification, string? ReturnReason, DateTime UpdatedAt, long Version)
{
    internal static Representation<EnterpriseState, ScaleStatusResponse> Looks(int year) => new(
        ScaleStatus.Part(year), record => Of(record, year), EnterprisesJson.Api.ScaleStatusResponse,
        record => $"/v1/enterprises/{record.Id}/scale-statuses/{year}");

    internal static ScaleStatusResponse Of(Recorded<EnterpriseState> record, int year)
    {
        var (status, part) = (record.State.ScaleStatuses[year], record.Part(ScaleStatus.Part(year))!);
        return new(year, status.AboveScale, status.Verification, status.ReturnReason, part.RecordedAt.UtcDateTime, part.Version);
    }
}

/// <summary>An enterprise's scale statuses.</summary>
/// <param name="Items">One for each year that was stated.</param>
public sealed record ScaleStatusList(IReadOnlyList<ScaleStatusResponse> Items);

/// <summary>States whether an enterprise is above scale in a year.</summary>
public static class DeclareScaleStatus
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPut("/v1/enterprises/{id:guid}/scale-statuses/{year:int}", Handle)
        .WithName("DeclareScaleStatus").RequireScope(Scopes.EnterprisesWrite).Puts<ScaleStatusResponse>();

    /// <summary>States whether an enterprise is above scale (规上) in a year.</summary>
    /// <remarks>The first statement of a year takes no condition (or `If-None-Match: *`); a change of it needs `If-Match` with the status's own ETag.</remarks>
    public static Task<IResult> Handle(
        Guid id, int year, DeclareScaleStatusRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises, TimeProvider clock) =>
        enterprises.Change(request, id, ScaleStatusResponse.Looks(year), e => Task.FromResult(Decide(body, year, e.State, clock.Today())));

    internal static Decision<EnterpriseEvent> Decide(DeclareScaleStatusRequest body, int year, EnterpriseState now, DateOnly today)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        if (year < 2000 || year > today.Year)
            return Rejection.Malformed("year", "invalid-year", new Text($"年份须在 2000 与 {today.Year} 之间。", $"The year must lie between 2000 and {today.Year}."));
        return now.ScaleStatuses.TryGetValue(year, out var status) && status.AboveScale == body.AboveScale && status.Verification != Verification.Returned
            ? Array.Empty<EnterpriseEvent>()
            : new ScaleStatusDeclared(year, body.AboveScale!.Value);
    }
}

/// <summary>Verifies a scale status.</summary>
public static class VerifyScaleStatus
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/enterprises/{id:guid}/scale-statuses/{year:int}/verification", Handle)
        .WithName("VerifyScaleStatus").RequireScope(Scopes.EnterprisesVerify).Changes<ScaleStatusResponse>();

    /// <summary>Verifies or returns a scale status.</summary>
    /// <remarks>Needs `If-Match` with the status's own ETag. An enterprise's revenue counts in verified figures of the year only when this is verified.</remarks>
    public static Task<IResult> Handle(Guid id, int year, VerificationRequest body, WriteRequest request, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Change(request, id, ScaleStatusResponse.Looks(year), e => Task.FromResult(Decide(body, year, e.State)));

    internal static Decision<EnterpriseEvent> Decide(VerificationRequest body, int year, EnterpriseState now)
    {
        if (Decisions.RefuseVoided(now) is { } voided)
            return voided;
        return now.ScaleStatuses.TryGetValue(year, out var status)
            ? Decisions.Verify(body, status.Verification, () => new ScaleStatusVerified(year), reason => new ScaleStatusReturned(year, reason))
            : Rejection.NotFound(GetScaleStatuses.Noun);
    }
}

/// <summary>Shows scale statuses.</summary>
public static class GetScaleStatuses
{
    internal static readonly Text Noun = new("年度规上状态", "scale status");

    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/enterprises/{id:guid}/scale-statuses", Handle)
            .WithName("ListScaleStatuses").RequireScope(Scopes.EnterprisesRead).Shows<ScaleStatusList>().Takes(QueryParameter.AsOf, QueryParameter.Version);
        routes.MapGet("/v1/enterprises/{id:guid}/scale-statuses/{year:int}", HandleOne)
            .WithName("GetScaleStatus").RequireScope(Scopes.EnterprisesRead).Shows<ScaleStatusResponse>().Takes(QueryParameter.AsOf, QueryParameter.Version);
    }

    /// <summary>Lists an enterprise's scale statuses by year.</summary>
    public static async Task<IResult> Handle(Guid id, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises)
    {
        await Positions.Demanded(context);
        return await enterprises.Find(context, id, await ReadParameters.UpTo(context)) is { } record
            ? StoredJson.Answer(context, JsonSerializer.Serialize(
                new ScaleStatusList([.. record.State.ScaleStatuses.Keys.Select(y => ScaleStatusResponse.Of(record, y))]), EnterprisesJson.Api.ScaleStatusList))
            : Rejection.NotFound(EnterprisesModule.Noun).ToResult();
    }

    /// <summary>Shows an enterprise's scale status in a year.</summary>
    public static Task<IResult> HandleOne(Guid id, int year, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises) =>
        enterprises.Show(context, id, ScaleStatusResponse.Looks(year), e => e.ScaleStatuses.ContainsKey(year), Noun);
}
