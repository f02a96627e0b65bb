using System.Text.Json.Serialization;
using HealthPark.Kernel.Reference;
using HealthPark.Plan.Features;

namespace HealthPark.Plan;

/// <summary>The JSON of the module's bodies.</summary>
[JsonSerializable(typeof(Scorecard))]
[JsonSerializable(typeof(ContributionList))]
[JsonSerializable(typeof(FigureDifference))]
[JsonSerializable(typeof(FigureSeries))]
[JsonSerializable(typeof(PlanTask))]
[JsonSerializable(typeof(PlanList<Target>))]
[JsonSerializable(typeof(PlanList<PlanTask>))]
[JsonSerializable(typeof(PlanList<Discrepancy>))]
[JsonSerializable(typeof(PlanList<CountingRule>))]
[JsonSerializable(typeof(PlanList<PlanUnit>))]
[JsonSerializable(typeof(PlanList<Zone>))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>The context with the API's settings.</summary>
    public static readonly PlanJson Api = new(ApiJson.NewOptions());
}
