namespace HealthPark.ArchitectureTests;

/// <summary>Each rule finds a made-up fault: without that, a rule that looks at nothing would pass as well.</summary>
public class RulesTests
{
    private static readonly AssemblyModel Parking = new("HealthPark.Parking")
    {
        References = ["HealthPark.Kernel", "HealthPark.EventStore", "HealthPark.Contracts"],
        Schema = "parking",
        EntryClasses = [new("HealthPark.Parking.ParkingModule", ["AddParking", "MapParking"])],
    };

    [Fact]
    public void A_project_that_was_not_built_is_found() =>
        Rules.EveryProjectIsBuilt(["HealthPark.Access", "HealthPark.Parking"], ["HealthPark.Access"]).ShouldHaveSingleItem()
            .ShouldStartWith("HealthPark.Parking ");

    [Fact]
    public void A_module_that_keeps_to_the_rules_breaks_none()
    {
        Rules.ModuleReferences(Parking).ShouldBeEmpty();
        Rules.OwnSchema([Parking]).ShouldBeEmpty();
        Rules.OneEntryClass(Parking).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("HealthPark.Access")]
    [InlineData("HealthPark.Api")]
    [InlineData("HealthPark.LocalPostgres")]
    [InlineData("HealthPark.NotYetThoughtOf")]
    public void A_module_that_references_another_module_the_host_or_the_server_is_found(string reference) =>
        Rules.ModuleReferences(Parking with { References = ["HealthPark.Kernel", reference] })
            .ShouldBe([$"HealthPark.Parking references {reference}."]);

    [Theory]
    [InlineData("HealthPark.Kernel", "HealthPark.Contracts")]
    [InlineData("HealthPark.Kernel", "HealthPark.Access")]
    [InlineData("HealthPark.Contracts", "HealthPark.Access")]
    [InlineData("HealthPark.Contracts", "HealthPark.LocalPostgres")]
    [InlineData("HealthPark.EventStore", "HealthPark.Kernel")]
    [InlineData("HealthPark.LocalPostgres", "HealthPark.EventStore")]
    public void A_shared_assembly_that_references_what_lies_above_it_is_found(string assembly, string reference) =>
        Rules.SharedReferences(new(assembly) { References = [reference] }).ShouldBe([$"{assembly} references {reference}."]);

    [Fact]
    public void An_assembly_that_is_neither_module_nor_shared_is_found() =>
        Rules.SharedReferences(new("HealthPark.Helpers")).ShouldHaveSingleItem().ShouldStartWith("HealthPark.Helpers ");

    [Fact]
    public void A_module_with_SQL_but_no_schema_is_found() =>
        Rules.OwnSchema([Parking with { Schema = null, Texts = [new("Schema/001_bays.sql", "create table bays ()")] }])
            .ShouldHaveSingleItem().ShouldStartWith("HealthPark.Parking embeds SQL");

    [Fact]
    public void Two_modules_with_one_schema_are_found() =>
        Rules.OwnSchema([Parking, new("HealthPark.Garages") { Schema = "Parking" }])
            .ShouldBe(["HealthPark.Parking and HealthPark.Garages share the schema parking."]);

    [Theory]
    [InlineData("select * from enterprises.enterprises")]
    [InlineData("select a, enterprises.name_of(a) from parking.bays")]
    [InlineData("select * from Enterprises.mt_events")]
    [InlineData("select * from \"enterprises\".\"mt_events\"")]
    [InlineData("create table {schema}.bays (holder uuid references enterprises.enterprises (id))")]
    [InlineData("enterprises.enterprises")]
    [InlineData("enterprises.{table}")]
    [InlineData("enterprises.")] // "enterprises." + table
    [InlineData("select * from parking.bays join enterprises.")] // $"… join enterprises.{table}"
    [InlineData("select * from parking.bays, enterprises.")]
    public void A_text_that_names_a_table_of_another_module_is_found(string text) =>
        Rules.ForeignSchemas(Parking with { Texts = [new("Bay.Read", text)] }, ["parking", "enterprises"]).ShouldHaveSingleItem()
            .ShouldStartWith("HealthPark.Parking, Bay.Read, names the schema enterprises of another module");

    [Theory]
    [InlineData("select * from parking.bays")]
    [InlineData("The bay is kept for one of the park's enterprises.")]
    [InlineData("Bays are for enterprises. Visitors park outside.")]
    [InlineData("/v1/enterprises.csv")]
    [InlineData("HealthPark.Contracts.Enterprises.EnterpriseAdmittedV1")]
    [InlineData("select * from parking.small_enterprises.x")]
    [InlineData("enterprises:read")]
    public void A_text_that_names_no_table_of_another_module_is_left_alone(string text) =>
        Rules.ForeignSchemas(Parking with { Texts = [new("Bay.Read", text)] }, ["parking", "enterprises"]).ShouldBeEmpty();

    [Fact]
    public void A_module_without_its_entry_class_is_found() =>
        Rules.OneEntryClass(Parking with { EntryClasses = [] })
            .ShouldBe(["HealthPark.Parking has no public class HealthPark.Parking.ParkingModule."]);

    [Fact]
    public void A_second_way_into_a_module_is_found() =>
        Rules.OneEntryClass(Parking with { EntryClasses = [.. Parking.EntryClasses, new("HealthPark.Parking.Extras", ["AddExtras"])] })
            .ShouldBe(["HealthPark.Parking.Extras is another way into HealthPark.Parking."]);

    [Fact]
    public void An_entry_class_that_does_not_add_or_map_is_found() =>
        Rules.OneEntryClass(Parking with { EntryClasses = [new("HealthPark.Parking.ParkingModule", ["AddParkings", "Map"])] }).ShouldBe(
        [
            "HealthPark.Parking.ParkingModule has no public static method AddParking.",
            "HealthPark.Parking.ParkingModule has no public static method MapParking.",
        ]);
}
