using HealthPark.Kernel.Reference;
using HealthPark.Plan;
using HealthPark.Plan.Ledger;

namespace HealthPark.UnitTests;

public class PlanDataTests
{
    private static readonly PlanData Plan = PlanData.Load();

    [Fact]
    public void The_counting_rules_are_for_the_years_of_the_plan() =>
        (EnterpriseRules.FirstYear, EnterpriseRules.LastYear).ShouldBe((PlanData.Load().Document.FirstYear, PlanData.Load().Document.LastYear));

    [Fact]
    public void There_are_78_targets_and_three_rows_that_set_none()
    {
        var set = Plan.Targets.Where(t => t.Value is not null).ToList();

        set.Count(t => t is { Direction: null, Bucket: null }).ShouldBe(12);
        set.Count(t => t.Bucket is not null).ShouldBe(6);
        set.Count(t => t.Direction is not null).ShouldBe(60);
        set.Count.ShouldBe(78);
        Plan.Targets.Where(t => t.Value is null).Select(t => (t.Indicator, t.Direction, t.Year)).ShouldBe(
            new[] { 2025, 2026, 2027 }.Select(year => ("transfers", (string?)"pharma-distribution", year)));
    }

    [Theory]
    [InlineData("revenue", 60, 70, 100)]
    [InlineData("enterprises", 30, 60, 100)]
    [InlineData("talents", 30, 60, 100)]
    [InlineData("transfers", 30, 60, 100)]
    public void The_headline_is_that_of_the_first_table(string indicator, int first, int second, int third) =>
        new[] { 2025, 2026, 2027 }.Select(year => Plan.For(indicator, null, null, year)!.Value).ShouldBe([first, second, third]);

    [Theory]
    [InlineData("revenue")]
    [InlineData("enterprises")]
    [InlineData("transfers")]
    public void Each_column_of_the_direction_table_sums_to_the_headline(string indicator)
    {
        foreach (var year in new[] { 2025, 2026, 2027 })
        {
            CodeLists.Directions.Items.Sum(d => Plan.For(indicator, d.Code, null, year)!.Value ?? 0)
                .ShouldBe(Plan.For(indicator, null, null, year)!.Value!.Value);
        }
    }

    [Theory]
    [InlineData(2025)]
    [InlineData(2026)]
    [InlineData(2027)]
    public void The_talent_classes_sum_to_the_talents(int year) =>
        (Plan.For("talents", null, "ab", year)!.Value + Plan.For("talents", null, "cd", year)!.Value)
            .ShouldBe(Plan.For("talents", null, null, year)!.Value);

    [Fact]
    public void A_target_that_the_plan_does_not_have_is_not_found()
    {
        Plan.For("talents", "digital-medicine", null, 2026).ShouldBeNull();
        Plan.For("revenue", null, null, 2028).ShouldBeNull();
        Plan.For("enterprises", "other", null, 2026)!.Value.ShouldBe(5);
        Plan.For("revenue", "digital-medicine", null, 2026)!.Value.ShouldBe(3.5m);
    }

    [Fact]
    public void Targets_use_the_units_and_codes_of_their_indicators()
    {
        var indicators = Plan.Indicators.ToDictionary(i => i.Code);

        Plan.Targets.ShouldAllBe(t => t.Unit == indicators[t.Indicator].Unit.Zh);
        Plan.Targets.ShouldAllBe(t => t.Bucket == null || indicators[t.Indicator].Buckets.Any(b => b.Code == t.Bucket));
        Plan.Targets.ShouldAllBe(t => t.Direction == null || CodeLists.Directions.Contains(t.Direction));
        Plan.Indicators.Where(i => i.Measure == "level").ShouldHaveSingleItem().Code.ShouldBe("revenue");
        indicators["enterprises"].PrintedLabels.Select(l => l.Zh).ShouldBe(["累计招引企业数量", "累计新增企业(家)"]);
    }

    [Fact]
    public void There_are_29_tasks_in_seven_actions()
    {
        Plan.Tasks.Select(t => t.Number).ShouldBe(Enumerable.Range(1, 29));
        Plan.Groups.Select(g => g.Number).ShouldBe(Enumerable.Range(1, 7));
        Plan.Groups.Select(g => Plan.Tasks.Count(t => t.Group == g.Code)).ShouldBe([2, 6, 5, 4, 4, 6, 2]);
    }

    [Fact]
    public void Every_task_has_a_lead_only_task_8_has_no_support_and_none_has_a_due_date()
    {
        Plan.Tasks.ShouldAllBe(t => t.LeadUnits.Count > 0);
        Plan.Tasks.Where(t => t.SupportUnits.Count == 0).Select(t => t.Number).ShouldBe([8]);
        Plan.Tasks.ShouldAllBe(t => t.DueOn == null);
    }

    [Theory]
    [InlineData("大石化新区管委会", 20)]
    [InlineData("重庆医科大学", 7)]
    [InlineData("区委组织部", 3)]
    public void A_unit_leads_as_many_tasks_as_the_plan_says(string unit, int tasks) =>
        Plan.Tasks.Count(t => t.LeadUnits.Any(u => u.Unit == Plan.Units.Find(unit)!.Code)).ShouldBe(tasks);

    [Theory]
    [InlineData("区科技局")]
    [InlineData("科技局")]
    [InlineData(" 区 科技局\u3000")]
    [InlineData("yuzhong-science-technology-bureau")]
    [InlineData("\uFF39uzhong-Science-Technology-Bureau")] // full-width Y
    public void A_unit_is_found_by_any_spelling(string spelling) =>
        Plan.Units.Find(spelling)!.Zh.ShouldBe("区科技局");

    [Theory]
    [InlineData("")]
    [InlineData("渝北区科技局")]
    public void A_unit_that_the_plan_does_not_name_is_not_found(string spelling) =>
        Plan.Units.Find(spelling).ShouldBeNull();

    [Fact]
    public void Half_a_character_finds_no_unit() =>
        Plan.Units.Find("\uD83D").ShouldBeNull();

    [Fact]
    public void Units_are_20_bodies_and_three_groups_and_every_unit_of_a_task_is_one()
    {
        Plan.Units.Count(u => u.Group is null).ShouldBe(20);
        Plan.Units.Where(u => u.Group is not null).Select(u => u.Zh).ShouldBe(["各相关产业部门", "各街道", "各管委会"], ignoreOrder: true);

        var named = Plan.Tasks.SelectMany(t => t.LeadUnits.Concat(t.SupportUnits)).Concat(Plan.Groups.SelectMany(g => g.Units)).ToList();
        named.ShouldAllBe(n => Plan.Units.Find(n.Printed)!.Code == n.Unit);
        Plan.Units.ShouldAllBe(u => named.Any(n => n.Unit == u.Code));
    }

    [Fact]
    public void The_frame_14117_counts_its_members()
    {
        var parts = Plan.Document.DevelopmentSystem.Parts;

        parts.Select(p => p.Count).ShouldBe([1, 4, 1, 1, 7]);
        parts.ShouldAllBe(p => p.Members.Count == p.Count);
        parts[4].Members.ShouldBe(Plan.Groups.Select(g => g.Code));
        parts.Skip(1).Take(3).SelectMany(p => p.Members).ShouldAllBe(code => CodeLists.Directions.Contains(code));
    }

    [Fact]
    public void Seven_tasks_and_two_actions_differ_between_the_main_text_and_the_annex()
    {
        Plan.Discrepancies.Select(d => d.Id).ShouldBeUnique();
        Plan.Discrepancies.Where(d => d.Annex is not null && d.Task is not null).Select(d => d.Task)
            .ShouldBe([4, 5, 9, 11, 11, 16, 20, 21]);
        Plan.Discrepancies.Where(d => d.Field == "units").Select(d => d.Group).ShouldBe(["industry-services", "finance-capital"]);
        Plan.Discrepancies.ShouldAllBe(d => d.Group == null || Plan.Groups.Any(g => g.Code == d.Group));
    }

    [Fact]
    public void Every_indicator_has_a_counting_rule_of_version_1()
    {
        Plan.Rules.ShouldAllBe(r => r.Version == 1 && r.ValidFrom == new DateOnly(2025, 1, 1));
        Plan.Rules.Select(r => r.Code).ShouldBeUnique();
        Plan.Rules.Where(r => r.Indicator is not null).Select(r => r.Indicator)
            .ShouldBe(Plan.Indicators.Select(i => i.Code), ignoreOrder: true);
        Plan.Rules.Single(r => r.Code == "start").Assumption.ShouldBeTrue();
    }

    [Fact]
    public void The_document_is_cited_by_name_and_date()
    {
        Plan.Document.IssuedOn.ShouldBe(new DateOnly(2026, 1, 14));
        Plan.Document.Source.ShouldBe("渝中区环重医大健康产业园三年行动计划(2025—2027年), 2026-01-14");
        Plan.Document.ExistingCarrierArea.SquareMetres.ShouldBe(126_200);
    }
}
