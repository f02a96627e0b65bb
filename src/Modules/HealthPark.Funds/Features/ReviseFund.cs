using System.ComponentModel.DataAnnotations;
using HealthPark.Funds.Fund;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Funds.Features;

/// <summary>Changes to a fund (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Name">What it is called; cannot be cleared.</param>
/// <param name="Kind">Codes: `fund-kinds`; cannot be cleared.</param>
/// <param name="Manager">Who manages it, by name.</param>
/// <param name="ManagerRegistrationNumber">The manager's AMAC registration number.</param>
/// <param name="FundCode">The code under which it was filed; cannot be cleared from `filed` on.</param>
/// <param name="SizeYuan">The size that it is to have, in CNY yuan.</param>
/// <param name="GovernmentSharePercent">The most that government guidance money may make of the commitments, in per cent.</param>
/// <param name="EstablishedOn">When it was established.</param>
/// <param name="TermYears">Its term in years.</param>
/// <param name="ReinvestmentRatio">How many times the government's money is to be invested locally (返投比例).</param>
/// <param name="ReinvestsProceeds">Whether what comes back from exits may be invested again; cannot be cleared, nor set to `false` once such money was invested or promised.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record ReviseFundRequest(
    [property: StringLength(200)] string? Name = null,
    [property: CodesOf("fund-kinds")] string? Kind = null,
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

/// <summary>Changes what is known of a fund.</summary>
public static class ReviseFund
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/funds/{id:guid}", Handle)
        .WithName("ReviseFund").RequireScope(Scopes.FundsWrite).Revises<ReviseFundRequest, FundResponse>()
        .Example("""{ "sizeYuan": 120000000, "reinvestsProceeds": true }""");

    /// <summary>Changes a fund.</summary>
    /// <remarks>Needs `If-Match`. Its state moves by `status-changes`. Not once it was liquidated or voided.</remarks>
    public static Task<IResult> Handle(Guid id, MergePatch<ReviseFundRequest> patch, WriteRequest request, IRevision<ReviseFundRequest> funds) =>
        funds.Revise(request, id, patch);

    internal static Decision<FundEvent> Decide(MergePatch<ReviseFundRequest> patch, FundState now)
    {
        if (Decisions.RefuseClosed(now) is { } closed)
            return closed;
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        foreach (var member in new[] { "name", "kind", "reinvestsProceeds" }.Where(m => patch.Sets(m) && IsCleared(body, m)))
            errors.Add(new FieldError("/" + member, "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        Decisions.CheckFund(body.Kind, body.SizeYuan, body.GovernmentSharePercent, body.ReinvestmentRatio, errors);
        if (patch.Sets("fundCode"))
            Decisions.CheckFundCode(now.Status, body.FundCode, errors);
        if (body.ReinvestsProceeds == false && (now.Figures with { ReinvestsProceeds = false }) is { UninvestedYuan: < 0 } or { UnpromisedYuan: < 0 })
        {
            errors.Add(new FieldError("/reinvestsProceeds", "already-invested", new Text(
                "已有回收资金再投资或已承诺,不能改为不循环投资。", "Money that came back was invested or promised already.")));
        }

        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        var cleared = new List<string>();
        var revised = new FundRevised(
            body.Name?.Trim() is { } name && name != now.Name ? name : null,
            body.Kind == now.Kind ? null : body.Kind,
            patch.NewValue("manager", body.Manager?.Trim(), now.Manager, cleared),
            patch.NewValue("managerRegistrationNumber", body.ManagerRegistrationNumber?.Trim(), now.ManagerRegistrationNumber, cleared),
            patch.NewValue("fundCode", body.FundCode?.Trim(), now.FundCode, cleared),
            patch.NewValue("sizeYuan", body.SizeYuan, now.SizeYuan, cleared),
            patch.NewValue("governmentSharePercent", body.GovernmentSharePercent, now.GovernmentSharePercent, cleared),
            patch.NewValue("establishedOn", body.EstablishedOn, now.EstablishedOn, cleared),
            patch.NewValue("termYears", body.TermYears, now.TermYears, cleared),
            patch.NewValue("reinvestmentRatio", body.ReinvestmentRatio, now.ReinvestmentRatio, cleared),
            body.ReinvestsProceeds == now.ReinvestsProceeds ? null : body.ReinvestsProceeds,
            patch.NewValue("note", body.Note, now.Note, cleared),
            cleared);
        var changesNothing = cleared.Count == 0 && revised is
        {
            Name: null, Kind: null, Manager: null, ManagerRegistrationNumber: null, FundCode: null, SizeYuan: null, GovernmentSharePercent: null,
            EstablishedOn: null, TermYears: null, ReinvestmentRatio: null, ReinvestsProceeds: null, Note: null,
        };
        return changesNothing ? Array.Empty<FundEvent>() : revised;
    }

    private static bool IsCleared(ReviseFundRequest body, string member) => member switch
    {
        "name" => string.IsNullOrWhiteSpace(body.Name),
        "kind" => body.Kind is null,
        _ => body.ReinvestsProceeds is null,
    };
}
