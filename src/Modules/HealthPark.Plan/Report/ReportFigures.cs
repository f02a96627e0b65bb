using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using HealthPark.Plan.Features;
using HealthPark.Plan.Ledger;

namespace HealthPark.Plan.Report;

/// <summary>Makes a report's figures from the ledger at the position that it pins: the same whenever they are made.</summary>
internal sealed class ReportFigures(PlanLedger ledger, PlanData plan)
{
    public async Task<(Scorecard Card, string Digest)> Of(string period, string basis, DateTimeOffset asOf, long position, CancellationToken ct)
    {
        await ledger.WaitFor(position, ct);
        var year = new PlanPeriod(int.Parse(period, CultureInfo.InvariantCulture));
        var card = GetScorecard.Build(plan, year, basis, new AsOf(asOf, position), await ledger.Sums(basis, year, position, ct));
        return (card, Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(card, PlanJson.Api.Scorecard))));
    }
}
