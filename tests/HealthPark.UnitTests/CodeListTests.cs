using System.Text.Json;
using System.Text.RegularExpressions;
using HealthPark.Kernel;
using HealthPark.Kernel.Reference;

namespace HealthPark.UnitTests;

public class CodeListTests
{
    public static TheoryData<string> Names => [.. CodeLists.All.Select(list => list.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_list_has_titles_a_source_and_distinct_codes_with_labels(string name)
    {
        var list = CodeLists.All.Single(l => l.Name == name);

        list.Zh.ShouldNotBeEmpty();
        list.En.ShouldNotBeEmpty();
        list.Source.ShouldNotBeEmpty();
        list.Items.ShouldNotBeEmpty();
        list.Items.Select(i => i.Code).ShouldBeUnique();
        list.Items.ShouldAllBe(i => i.Zh != "" && i.En != "");
        list.Items.ShouldAllBe(i => Regex.IsMatch(i.Code, "^[a-z0-9]+([-.][a-z0-9]+)*$"));
    }

    [Fact]
    public void A_code_has_a_label_in_both_languages_and_an_unknown_one_is_its_own()
    {
        CodeLists.Directions.Label("pharma-distribution").ShouldBe(new Text("医药流通", "Pharmaceutical distribution"));
        CodeLists.Directions.Label("retired").ShouldBe(new Text("retired", "retired"));
        CodeLists.Directions.Contains("other").ShouldBeTrue();
        CodeLists.Directions.Contains("Other").ShouldBeFalse();
        CodeLists.Directions.Contains(null).ShouldBeFalse();
    }

    [Fact]
    public void Seven_directions_have_21_sub_fields_of_their_own()
    {
        CodeLists.Directions.Items.Count.ShouldBe(7);
        CodeLists.SubFields.Items.Count.ShouldBe(21);
        CodeLists.Directions.Items.ShouldAllBe(d => d.SubFields.All(s => s.Direction == d.Code));
    }

    [Fact]
    public void The_belt_joins_six_nodes_in_order_and_the_poles_have_a_core()
    {
        CodeLists.Zones.Items.Select(z => z.Kind).ShouldBe(["pole", "pole", "belt"]);
        CodeLists.Zones.Find("life-health-belt")!.Nodes.Select(n => n.Zh)
            .ShouldBe(["袁家岗", "肖家湾", "两路口", "七星岗", "临江门", "道门口"]);
        CodeLists.Zones.Items.ShouldAllBe(z => z.Kind == "belt" || CodeLists.Carriers.Contains(z.Core));
    }

    [Fact]
    public void Carriers_lie_in_known_zones_and_the_three_parcels_have_the_areas_of_the_plan()
    {
        CodeLists.Carriers.Items.ShouldAllBe(c => c.Zone == null || CodeLists.Zones.Contains(c.Zone));

        var parcels = CodeLists.Carriers.Items.Where(c => c.Kind == "parcel").ToList();
        parcels.Count.ShouldBe(3);
        parcels.Sum(p => p.LandArea!.SquareMetres).ShouldBe(105_000);
        parcels.Sum(p => p.PlannedFloorArea!.SquareMetres).ShouldBe(423_500);
        parcels.ShouldAllBe(p => p.LandArea!.Approximate && !p.PlannedFloorArea!.Approximate);
    }

    [Fact]
    public void Statistics_come_before_tax_and_tax_before_the_enterprise() =>
        CodeLists.RevenueSources.Items.OrderBy(s => s.Precedence).Select(s => s.Code).ShouldBe(["statistics", "tax", "enterprise"]);

    [Fact]
    public void A_list_of_an_enum_labels_each_of_its_values_once()
    {
        var title = new Text("核实状态", "Verification states");

        Should.Throw<ArgumentException>(() => CodeLists.Of("states", title, (Verification.Submitted, "已提交", "Submitted"))).Message.ShouldContain("states");
        CodeLists.VerificationStates.Codes.ShouldBe(Kebab.All<Verification>());
    }

    [Fact]
    public void An_item_is_written_with_the_members_of_its_kind()
    {
        var json = JsonSerializer.SerializeToElement<CodeItem>(CodeLists.SubFields.Items[0], JsonSerializerOptions.Web);

        json.EnumerateObject().Select(member => member.Name).ShouldBe(["code", "zh", "en", "direction"]);
    }
}
