using System.Reflection;

namespace HealthPark.ArchitectureTests;

/// <summary>The rules, held against every assembly that was built.</summary>
public class BoundaryTests
{
    private static readonly AssemblyModel[] AllModules = [.. BuiltTree.Modules.Intersect(BuiltTree.Built).Select(BuiltTree.Read)];

    public static TheoryData<string> Modules => [.. BuiltTree.Modules];

    public static TheoryData<string> SharedAssemblies => [.. BuiltTree.Built.Except(BuiltTree.Modules).Where(n => n != BuiltTree.Host)];

    [Fact]
    public void Every_project_is_in_the_test_output() =>
        Rules.EveryProjectIsBuilt([.. BuiltTree.Modules, .. BuiltTree.Shared, BuiltTree.Host], BuiltTree.Built).ShouldBeEmpty();

    [Fact]
    public void The_host_is_composed_of_every_module() => BuiltTree.Modules.ShouldBeSubsetOf(BuiltTree.Read(BuiltTree.Host).References);

    [Theory, MemberData(nameof(Modules))]
    public void A_module_references_no_other_module(string module) => Rules.ModuleReferences(BuiltTree.Read(module)).ShouldBeEmpty();

    [Theory, MemberData(nameof(SharedAssemblies))]
    public void A_shared_assembly_references_only_what_lies_below_it(string assembly) =>
        Rules.SharedReferences(BuiltTree.Read(assembly)).ShouldBeEmpty();

    [Fact]
    public void Every_module_with_tables_has_a_schema_of_its_own() => Rules.OwnSchema(AllModules).ShouldBeEmpty();

    [Theory, MemberData(nameof(Modules)), MemberData(nameof(SharedAssemblies))]
    public void No_assembly_names_the_schema_of_another_module(string assembly) =>
        Rules.ForeignSchemas(BuiltTree.Read(assembly), AllModules.Select(m => m.Schema).OfType<string>()).ShouldBeEmpty();

    [Theory, MemberData(nameof(Modules))]
    public void A_module_has_one_class_to_enter_by(string module) => Rules.OneEntryClass(BuiltTree.Read(module)).ShouldBeEmpty();

    [Theory, MemberData(nameof(Modules))]
    public void Every_event_of_a_module_is_registered_under_a_stored_name(string module)
    {
        var assembly = Assembly.Load(module);

        var events = EventsReader.Read(module, assembly.GetTypes(), assembly.GetType(BuiltTree.Read(module).EntryClassName));

        Rules.RegisteredEvents(events).ShouldBeEmpty();
    }
}
