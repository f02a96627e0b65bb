using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Fund;

namespace HealthPark.Funds.Features;

/// <summary>A new fund.</summary>
/// <param name="Name">What it is called. No other fund that stands may have this name.</param>
/// <param name="Kind">What it is. Codes: `fund-kinds`.</param>
/// <param name="Status">Where it stands; `planned` if absent.</param>
/// <param name="StatusOn">The day on which it got there; absent where it is not known.</param>
/// <param name="Manager">Who manages it (基金管理人), by name.</param>
/// <param name="ManagerRegistrationNumber">The manager's registration number with the Asset Management Association of China (中国证券投资基金业协会, AMAC).</param>
/// <param name="FundCode">The code under which the fund was filed there (备案编码); from `filed` on it is needed. No other fund that stands may have it.</param>
/// <param name="SizeYuan">The size that it is to have, in CNY yuan.</param>
/// <param name="GovernmentSharePercent">The most that government guidance money may make of the commitments, in per cent (政府引导+市场主导): set by the fund's own rules.</param>
/// <param name="EstablishedOn">When it was established.</param>
/// <param name="TermYears">Its term in years.</param>
/// <param name="ReinvestmentRatio">How many times the government's money is to be invested locally (返投比例): set by the fund's own rules.</param>
/// <param name="ReinvestsProceeds">Whether what comes back from exits may be invested again; `false` if absent.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record RegisterFundRequest(
    [property: Required, StringLength(200)] string? Name = null,
    [property: Required, CodesOf("fund-kinds")] string? Kind = null,
    [property: AllowedValues("planned", "raising", "filed", "investing", "exiting", null)] string? Status = null,
    DateOnly? StatusOn = null,
    [property: StringLength(200)] string? Manager = null,
    [property: StringLength(40)] string? ManagerRegistrationNumber = null,
    [property: StringLength(40)] string? FundCode = null,
    decimal? SizeYuan = null,
    decimal? GovernmentSharePercent = null,
    DateOnly? EstablishedOn = null,
    [property: Range(1, 50)] int? TermYears = null,
    decimal? ReinvestmentRatio = null,
    bool? ReinvestsProceeds = null,
    [property: StringLength(2000)] string? Note = null) : IRequestBody;

/// <summary>Enters a fund.</summary>
public static class RegisterFund
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/funds", Handle)
        .WithName("RegisterFund").RequireScope(Scopes.FundsWrite).Creates<FundResponse>()
        .Example("""{ "name": "示例种子基金", "kind": "seed-fund", "status": "investing", "fundCode": "示例-001", "manager": "示例基金管理有限公司", "sizeYuan": 100000000, "governmentSharePercent": 40, "termYears": 7 }""");

    /// <summary>Enters a fund: a seed fund, an industry fund, a special fund.</summary>
    /// <remarks>
    /// The record belongs to the caller's organisation: it and the park office change it, and no other partner sees it. Commitments, capital
    /// calls and investments are entered under it. Another fund of the same name or fund code is 409 `duplicate`.
    /// </remarks>
    public static Task<IResult> Handle(RegisterFundRequest body, WriteRequest request, Records<FundState, FundEvent> funds, TimeProvider clock) =>
        funds.Create(request, FundResponse.Looks, _ => Task.FromResult(Decide(body, request.Caller.OrganizationId, clock.Today())));

    internal static Decision<FundEvent> Decide(RegisterFundRequest body, Guid ownerOrganizationId, DateOnly today)
    {
        var status = Kebab.Parse<FundStatus>(body.Status) ?? FundStatus.Planned;
        var errors = new List<FieldError>();
        Decisions.CheckFund(body.Kind, body.SizeYuan, body.GovernmentSharePercent, body.ReinvestmentRatio, errors);
        Decisions.CheckFundCode(status, body.FundCode, errors);
        Dates.CheckPast("/statusOn", body.StatusOn, today, errors);
        return errors.Count > 0
            ? Rejection.Invalid(errors)
            : new FundRegistered(
                ownerOrganizationId, body.Name!.Trim(), body.Kind!, status, body.StatusOn, body.Manager?.Trim(), body.ManagerRegistrationNumber?.Trim(),
                body.FundCode?.Trim(), body.SizeYuan, body.GovernmentSharePercent, body.EstablishedOn, body.TermYears, body.ReinvestmentRatio,
                body.ReinvestsProceeds ?? false, body.Note);
    }
}
