using System.ComponentModel.DataAnnotations;
using HealthPark.Carriers.Renovation;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Carriers.Features;

/// <summary>Changes to a renovation project (JSON Merge Patch, RFC 7396): members present are set, null clears, absent members stay.</summary>
/// <param name="Title">What it is called; cannot be cleared.</param>
/// <param name="AreaBeforeSquareMetres">The usable area before, in m²; cannot be cleared.</param>
/// <param name="PlannedAreaAfterSquareMetres">The usable area that is meant to be there afterwards, in m².</param>
/// <param name="BudgetYuan">What it may cost, in CNY yuan.</param>
/// <param name="Note">What a reader should know.</param>
public sealed record ReviseRenovationRequest(
    [property: StringLength(200)] string? Title = null,
    decimal? AreaBeforeSquareMetres = null,
    decimal? PlannedAreaAfterSquareMetres = null,
    decimal? BudgetYuan = null,
    [property: StringLength(2000)] string? Note = null) : IRequestBody;

/// <summary>Changes a proposal.</summary>
public static class ReviseRenovation
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/renovation-projects/{id:guid}", Handle)
        .WithName("ReviseRenovation").RequireScope(Scopes.CarriersWrite).Revises<ReviseRenovationRequest, RenovationProjectResponse>()
        .Example("""{ "plannedAreaAfterSquareMetres": 9800, "budgetYuan": 19500000 }""");

    /// <summary>Changes a renovation project while it is proposed.</summary>
    /// <remarks>Needs `If-Match`. What the park office has approved stays as it was approved: 409 `not-proposed-any-more`.</remarks>
    public static Task<IResult> Handle(
        Guid id, MergePatch<ReviseRenovationRequest> patch, WriteRequest request, IRevision<ReviseRenovationRequest> projects) =>
        projects.Revise(request, id, patch);

    internal static Decision<RenovationEvent> Decide(MergePatch<ReviseRenovationRequest> patch, RenovationState now)
    {
        if (now.Status != RenovationStatus.Proposed)
        {
            return Rejection.Conflict("not-proposed-any-more", new Text(
                "该项目已批准或已结束,内容不能再更改。", "The project was approved or has ended; what it says cannot be changed any more."));
        }

        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        foreach (var member in new[] { "title", "areaBeforeSquareMetres" }
            .Where(m => patch.Sets(m) && (m == "title" ? string.IsNullOrWhiteSpace(body.Title) : body.AreaBeforeSquareMetres is null)))
            errors.Add(new FieldError("/" + member, "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        Renovations.Check(body.AreaBeforeSquareMetres, body.PlannedAreaAfterSquareMetres, body.BudgetYuan, errors);
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        var cleared = new List<string>();
        var revised = new RenovationRevised(
            body.Title?.Trim() is { } title && title != now.Title ? title : null,
            body.AreaBeforeSquareMetres == now.AreaBeforeSquareMetres ? null : body.AreaBeforeSquareMetres,
            patch.NewValue("plannedAreaAfterSquareMetres", body.PlannedAreaAfterSquareMetres, now.PlannedAreaAfterSquareMetres, cleared),
            patch.NewValue("budgetYuan", body.BudgetYuan, now.BudgetYuan, cleared),
            patch.NewValue("note", body.Note, now.Note, cleared),
            cleared);
        return cleared.Count == 0 && revised is { Title: null, AreaBeforeSquareMetres: null, PlannedAreaAfterSquareMetres: null, BudgetYuan: null, Note: null }
            ? Array.Empty<RenovationEvent>()
            : revised;
    }
}
