using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HealthPark.Plan.Ledger;

namespace HealthPark.Plan.Features;

/// <summary>What every read of the plan's figures does first: find out what was known when, and wait until the ledger has got there.</summary>
public sealed class PlanReads
{
    internal PlanReads(PlanLedger ledger) => Ledger = ledger;

    internal PlanLedger Ledger { get; }

    internal async Task<AsOf> AsOf(HttpContext context, string parameter = "asOf")
    {
        var asOf = await Kernel.Http.AsOf.Of(context, parameter);
        var demanded = await Positions.Demanded(context);
        await Ledger.WaitFor(Math.Max(asOf.Position, demanded ?? 0), context.RequestAborted);
        return asOf;
    }

    /// <summary>The report, or 304: one that says the same at another instant is the same to whoever has it, hence the weak tag.</summary>
    internal static IResult Answer<TReport>(HttpContext context, TReport report, TReport timeless, JsonTypeInfo<TReport> json) =>
        StoredJson.Answer(context, "W/" + StoredJson.TagOf(JsonSerializer.Serialize(timeless, json)), JsonSerializer.Serialize(report, json));
}
