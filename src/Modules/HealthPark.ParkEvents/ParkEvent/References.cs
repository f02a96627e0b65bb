using HealthPark.Contracts.Enterprises;
using HealthPark.Contracts.Funds;
using HealthPark.Contracts.Transfers;
using HealthPark.ParkEvents.Series;

namespace HealthPark.ParkEvents.ParkEvent;

/// <summary>Which of the records that a request refers to there are, as far as the writer may see them.</summary>
internal sealed record References(Guid? Enterprise, Guid? Transfer, Guid? Series, Guid? Deal)
{
    public static readonly References None = new(null, null, null, null);

    public void CheckEnterprise(Guid? id, List<FieldError> errors) =>
        Check("/enterpriseId", id, Enterprise, new Text("没有这家企业,或您无权查看。", "There is no such enterprise, or you may not see it."), errors);

    public void CheckTransfer(Guid? id, List<FieldError> errors) =>
        Check("/transferId", id, Transfer, new Text("没有这项成果转化,或您无权查看。", "There is no such transfer, or you may not see it."), errors);

    public void CheckDeal(Guid? id, List<FieldError> errors) =>
        Check("/dealId", id, Deal, new Text("没有这个投资项目,或您无权查看。", "There is no such deal, or you may not see it."), errors);

    public void CheckSeries(Guid? id, List<FieldError> errors) =>
        Check("/seriesId", id, Series, new Text("没有这个系列活动,或您无权查看。", "There is no such series, or you may not see it."), errors);

    private static void Check(string pointer, Guid? id, Guid? found, Text detail, List<FieldError> errors)
    {
        if (id is not null && id != found)
            errors.Add(new FieldError(pointer, "unknown-reference", detail));
    }
}

/// <summary>Looks up what a request refers to.</summary>
public sealed class ReferenceLookup(
    IEnterpriseDirectory enterprises, ITransferDirectory transfers, IDealDirectory deals, Records<EventSeriesState, EventSeriesEvent> series)
{
    /// <summary>Which of these there are.</summary>
    internal async Task<References> Find(
        Caller caller, CancellationToken ct, Guid? enterpriseId = null, Guid? transferId = null, Guid? seriesId = null, Guid? dealId = null) =>
        new(
            enterpriseId is { } enterprise && await enterprises.Has(enterprise, caller, ct) ? enterprise : null,
            transferId is { } transfer && await transfers.Has(transfer, caller, ct) ? transfer : null,
            seriesId is { } one && await series.IsSeenBy(caller, one, ct) ? one : null,
            dealId is { } deal && await deals.Has(deal, caller, ct) ? deal : null);
}
