using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HealthPark.Kernel.Reference;

namespace HealthPark.Plan.Features;

/// <summary>A list of the plan's own data.</summary>
/// <param name="Items">Its items, in the document's order.</param>
public sealed record PlanList<T>(IReadOnlyList<T> Items);

/// <summary>What the plan itself says: targets, tasks, units, zones, counting rules, and where its texts differ. Each answer has an ETag.</summary>
public static class ReferenceData
{
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/plan/targets", Targets).WithName("ListTargets").Public().Shows<PlanList<Target>>();
        routes.MapGet("/v1/plan/tasks", Tasks).WithName("ListTasks").Public().Shows<PlanList<PlanTask>>()
            .Takes(new QueryParameter("unit", "Tasks that this unit leads or supports: its name in any spelling the plan uses, or its code.", "区科技局"));
        routes.MapGet("/v1/plan/tasks/{number:int}", Task).WithName("GetTask").Public().Shows<PlanTask>();
        routes.MapGet("/v1/plan/discrepancies", Discrepancies).WithName("ListDiscrepancies").Public().Shows<PlanList<Discrepancy>>();
        routes.MapGet("/v1/plan/rules", Rules).WithName("ListRules").Public().Shows<PlanList<CountingRule>>();
        routes.MapGet("/v1/plan/units", Units).WithName("ListUnits").Public().Shows<PlanList<PlanUnit>>();
        routes.MapGet("/v1/plan/zones", Zones).WithName("ListZones").Public().Shows<PlanList<Zone>>();
    }

    /// <summary>Lists every target of 表1 and 表2.</summary>
    /// <remarks>81 rows: 78 targets, and three with a null value where the plan sets none (医药流通 has no transfer target).</remarks>
    public static IResult Targets(HttpContext context, PlanData plan) => List(context, plan.Targets, PlanJson.Api.PlanListTarget);

    /// <summary>Lists the 29 tasks of 附件4, or those of one unit.</summary>
    public static IResult Tasks(HttpContext context, PlanData plan)
    {
        ReadParameters.Only(context, "unit");
        var spelling = context.Request.Query["unit"].ToString();
        if (spelling.Length == 0)
            return List(context, plan.Tasks, PlanJson.Api.PlanListPlanTask);
        return plan.Units.Find(spelling) is { } unit
            ? List(context, [.. plan.Tasks.Where(t => t.LeadUnits.Concat(t.SupportUnits).Any(u => u.Unit == unit.Code))], PlanJson.Api.PlanListPlanTask, "unit")
            : UnknownUnit(spelling).ToResult();
    }

    internal static Rejection UnknownUnit(string spelling) =>
        Rejection.Malformed("unit", "unknown-unit", new Text($"计划中没有单位 {spelling}。", $"The plan names no unit {spelling}."));

    /// <summary>Shows a task of 附件4.</summary>
    public static IResult Task(int number, HttpContext context, PlanData plan)
    {
        ReadParameters.Only(context);
        return plan.Tasks.FirstOrDefault(t => t.Number == number) is { } task
            ? StoredJson.Answer(context, JsonSerializer.Serialize(task, PlanJson.Api.PlanTask))
            : Rejection.NotFound(PlanModule.TaskNoun).ToResult();
    }

    /// <summary>Lists where the plan's texts differ: 专栏 against 附件4, tables against text, and what it leaves open.</summary>
    public static IResult Discrepancies(HttpContext context, PlanData plan) => List(context, plan.Discrepancies, PlanJson.Api.PlanListDiscrepancy);

    /// <summary>Lists the rules by which figures are counted, with their versions.</summary>
    /// <remarks>The plan does not define most of them; those are marked as assumptions.</remarks>
    public static IResult Rules(HttpContext context, PlanData plan) => List(context, plan.Rules, PlanJson.Api.PlanListCountingRule);

    /// <summary>Lists the bodies that lead or support a task, with the spellings that the plan uses.</summary>
    public static IResult Units(HttpContext context, PlanData plan) => List(context, [.. plan.Units], PlanJson.Api.PlanListPlanUnit);

    /// <summary>Lists the two poles and the belt with its six nodes in order.</summary>
    public static IResult Zones(HttpContext context) => List(context, CodeLists.Zones.Items, PlanJson.Api.PlanListZone);

    private static IResult List<T>(HttpContext context, IReadOnlyList<T> items, JsonTypeInfo<PlanList<T>> json, params IReadOnlyList<string> parameters)
    {
        ReadParameters.Only(context, parameters);
        return StoredJson.Answer(context, JsonSerializer.Serialize(new PlanList<T>(items), json));
    }
}
