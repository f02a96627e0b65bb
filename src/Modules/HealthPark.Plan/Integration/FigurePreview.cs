using System.Globalization;
using HealthPark.Contracts;
using HealthPark.Contracts.Plan;
using HealthPark.EventStore;
using HealthPark.Plan.Features;
using HealthPark.Plan.Ledger;

namespace HealthPark.Plan.Integration;

/// <summary>Which figures a write would move: the ledger's own rules on the record with its further changes.</summary>
internal sealed class FigurePreview(EventLog log, PlanLedger ledger, PlanData plan) : IFigurePreview
{
    public async Task<IReadOnlyList<FigureChange>> Preview(Guid recordId, IReadOnlyList<ContractEvent> changes, CancellationToken ct)
    {
        if (changes.Count == 0 || Countings.Of(changes[0]) is not { } counting)
            return [];
        await ledger.WaitFor(await log.Head(ct), ct);
        var before = await ledger.Find(recordId, counting, ct);
        var after = changes.Aggregate(before, counting.Evolve);
        var moved = from entry in LedgerEntry.Between(counting.Assert(before), counting.Assert(after))
                    where entry.Assertion.Excluded is null
                    group entry.Change by (entry.Assertion.Indicator, entry.Assertion.Direction, entry.Assertion.OccurredOn!.Value.Year, entry.Assertion.Basis) into figure
                    where figure.Sum() != 0
                    select new FigureChange(
                        figure.Key.Indicator, figure.Key.Direction.Length > 0 ? figure.Key.Direction : null, figure.Key.Year.ToString(CultureInfo.InvariantCulture), figure.Key.Basis,
                        FigureParameters.InPlanUnit(figure.Key.Indicator, figure.Sum()), plan.Indicators.First(i => i.Code == figure.Key.Indicator).Unit.Zh);
        return [.. moved];
    }
}
