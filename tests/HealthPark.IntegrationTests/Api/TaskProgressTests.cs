using System.Text.Json.Nodes;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>The plan's tasks under way, as their units report on them.</summary>
public sealed class TaskProgressTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string List = "/v1/plan/task-progress";

    [Fact]
    public async Task Every_task_of_the_plan_can_be_reported_on_and_is_silent_until_then()
    {
        var tasks = (await api.Admin.Get(List)).ShouldBe(200)["items"].Items();

        tasks.Select(t => t["number"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 29));
        tasks.Where(t => t["status"].Text() == "not-started").ShouldAllBe(t => t["lastReportOn"] == null && t["silent"]!.GetValue<bool>());
        tasks[0]["dueOn"].ShouldBeNull();
    }

    [Fact]
    public async Task A_leading_unit_reports_a_supporting_one_adds_and_all_that_is_kept()
    {
        var task = await TaskWithSupport();
        var (path, lead, support) = ($"/v1/plan/tasks/{task["number"]}", await UnitOf(task, "leadUnits"), await UnitOf(task, "supportUnits"));

        var begun = (await lead.Post($"{path}/progress-reports", new { on = "2026-06-30", status = "in-progress", summary = "示例:启动" }, await Tag(path))).ShouldBe(200);
        (await support.Post($"{path}/progress-reports", new { on = "2026-07-31", summary = "示例:配合", evidence = new[] { "示例文号" } }, ("If-Match", begun.ETag))).ShouldBe(200);
        (await support.Post($"{path}/progress-reports", new { on = "2026-07-31", status = "done", summary = "示例" }, await Tag(path))).ShouldBeProblem(403, "not-the-lead");
        (await lead.Post($"{path}/progress-reports", new { on = "2026-07-31", status = "not-started", summary = "示例" }, await Tag(path)))
            .ShouldBeProblem(409, "transition-not-allowed")["allowedTransitions"].Texts().ShouldBe(["at-risk", "suspended", "done", "cancelled"]);

        var progress = (await api.Admin.Get($"{path}/progress")).ShouldBe(200);
        progress["status"].Text().ShouldBe("in-progress");
        progress["lastReportOn"].Text().ShouldBe("2026-07-31");
        progress["reports"].Items().Select(r => r["summary"].Text()).ShouldBe(["示例:配合", "示例:启动"]);
        (await api.Admin.Get($"{path}/progress?version={begun["version"]}")).ShouldBe(200)["reports"].Items().Count.ShouldBe(1);
        (await api.Admin.Get($"{List}?status=in-progress")).ShouldBe(200)["items"].Items().Select(t => t["number"]!.ToString()).ShouldContain(task["number"]!.ToString());
    }

    [Fact]
    public async Task Others_report_nothing_and_what_is_wrong_is_told_by_its_place()
    {
        var partner = (await api.NewPartner(Scopes.PlanRead, Scopes.TasksWrite)).Client;
        const string path = "/v1/plan/tasks/8";

        (await partner.Post($"{path}/progress-reports", new { on = "2026-06-30", summary = "示例" }, await Tag(path))).ShouldBeProblem(403, "not-a-unit-of-the-task");
        (await api.Admin.Post($"{path}/progress-reports", new { on = "2999-01-01", summary = "示例" }, await Tag(path))).ShouldBeProblem(422, "invalid-fields", ("/on", "in-the-future"));
        (await api.Admin.Post($"{path}/progress-reports", new { summary = "示例" }, await Tag(path))).ShouldBeProblem(422, "invalid-fields", ("/on", "required"));
        (await api.Admin.Post($"{path}/progress-reports", new { on = "2026-06-30", summary = "示例" })).ShouldBeProblem(428, "if-match-required");
        (await api.Admin.Post("/v1/plan/tasks/30/progress-reports", new { on = "2026-06-30", summary = "示例" }, ("If-Match", "\"1\""))).ShouldBeProblem(404, "not-found");
        (await api.Admin.Get($"{List}?status=ready")).ShouldBeProblem(400, "invalid-value");
        (await api.Admin.Get($"{List}?unit=nobody")).ShouldBeProblem(400, "unknown-unit");
        (await api.Anonymous.Get(List)).ShouldBeProblem(401, "key-missing");
    }

    [Fact]
    public async Task A_milestone_that_is_not_reached_on_its_day_is_overdue()
    {
        const string path = "/v1/plan/tasks/1";
        var set = (await api.Admin.Post($"{path}/milestones", new { title = "示例:摸底", dueOn = "2026-03-31" }, await Tag(path))).ShouldBe(200);
        var milestone = set["milestones"].Items().Single()["number"]!.GetValue<int>();
        (await Overdue()).ShouldBe([milestone]);

        (await api.Admin.Post($"{path}/milestones/{milestone}/completion", new { on = "2026-06-30", evidence = new[] { "示例" } }, ("If-Match", set.ETag))).ShouldBe(200);

        (await Overdue()).ShouldBeEmpty();

        async Task<IEnumerable<int>> Overdue() =>
            (await api.Admin.Get(List)).ShouldBe(200)["items"].Items()[0]["overdueMilestones"].Items().Select(m => m["number"]!.GetValue<int>());
    }

    private async Task<JsonNode> TaskWithSupport() =>
        (await api.Admin.Get(List)).ShouldBe(200)["items"].Items().First(t => t["supportUnits"].Items().Count > 0 && t["leadUnits"].Items().All(l => t["supportUnits"].Items().All(s => s["unit"].Text() != l["unit"].Text())));

    private async Task<Client> UnitOf(JsonNode task, string role)
    {
        foreach (var unit in task[role].Items())
        {
            var found = (await api.Admin.Get($"/v1/organizations?code={unit["unit"].Text()}")).ShouldBe(200)["items"].Items();
            if (found.Count == 1)
                return api.Program.As(await api.NewKey(found[0]["id"].Text(), Scopes.PlanRead, Scopes.TasksWrite));
        }

        throw new InvalidOperationException($"No {role} of the task is an organisation.");
    }

    private async Task<(string, string?)> Tag(string path) => ("If-Match", (await api.Admin.Get($"{path}/progress")).ShouldBe(200).ETag);
}
