using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace HealthPark.ArchitectureTests;

/// <summary>The reader sees the faults of an assembly made here, and the rules find them.</summary>
public class AssemblyReaderTests
{
    private static readonly AssemblyModel Parking = Emitted();

    [Fact]
    public void A_reference_to_another_module_is_read_from_the_metadata()
    {
        Parking.Name.ShouldBe("HealthPark.Parking");
        Parking.References.ShouldBe(["HealthPark.Kernel", "HealthPark.Enterprises"]);

        Rules.ModuleReferences(Parking).ShouldBe(["HealthPark.Parking references HealthPark.Enterprises."]);
    }

    [Fact]
    public void Tables_of_another_module_are_read_from_literals_nested_types_constants_and_embedded_SQL()
    {
        Parking.Schema.ShouldBe("parking");

        var findings = Rules.ForeignSchemas(Parking, ["parking", "enterprises"]);

        findings.Count.ShouldBe(4);
        findings.ShouldContain(f => f.Contains("Schema/001_bays.sql"));
        findings.ShouldContain(f => f.Contains("ParkingModule.AddParking"));
        findings.ShouldContain(f => f.Contains("ParkingModule/Nested.Read"));
        findings.ShouldContain(f => f.Contains("ParkingModule::Table"));
    }

    [Fact]
    public void Ways_into_a_module_are_read_from_its_public_classes()
    {
        Parking.EntryClasses.Select(c => c.FullName).ShouldBe(["HealthPark.Parking.ParkingModule", "HealthPark.Parking.SideDoor"]);

        Rules.OneEntryClass(Parking).ShouldBe(
        [
            "HealthPark.Parking.ParkingModule has no public static method MapParking.",
            "HealthPark.Parking.SideDoor is another way into HealthPark.Parking.",
        ]);
    }

    [Fact]
    public void A_declared_reference_that_the_compiler_left_out_is_read_from_the_dependency_file()
    {
        var declared = AssemblyReader.DeclaredReferences("""
            { "targets": { ".NETCoreApp,Version=v10.0": {
                "HealthPark.Parking/1.0.0": { "dependencies": { "HealthPark.Enterprises": "1.0.0", "Npgsql": "10.0.0" } },
                "HealthPark.Kernel/1.0.0": { "runtime": { "HealthPark.Kernel.dll": {} } },
                "Npgsql/10.0.0": { "dependencies": { "HealthPark.Unlikely": "1.0.0" } } } } }
            """);

        declared["HealthPark.Parking"].ShouldBe(["HealthPark.Enterprises"]);
        declared.Count.ShouldBe(1);
    }

    private static AssemblyModel Emitted()
    {
        using var assembly = AssemblyDefinition.CreateAssembly(new("HealthPark.Parking", new(1, 0)), "HealthPark.Parking", ModuleKind.Dll);
        var module = assembly.MainModule;
        module.AssemblyReferences.Add(new("HealthPark.Kernel", new(1, 0)));
        module.AssemblyReferences.Add(new("HealthPark.Enterprises", new(1, 0)));
        module.Resources.Add(new EmbeddedResource("Schema/001_bays.sql", ManifestResourceAttributes.Public,
            "create view {schema}.holders as select id from enterprises.enterprises"u8.ToArray()));

        var entry = Class(module, "ParkingModule", TypeAttributes.Public);
        entry.Fields.Add(Constant(module, "Schema", "parking"));
        entry.Fields.Add(Constant(module, "Table", "enterprises.enterprises"));
        entry.Methods.Add(
            Method(module, "AddParking", MethodAttributes.Public, typeof(IServiceCollection), "select * from enterprises.claims"));
        entry.Methods.Add(Method(module, "MapParking", MethodAttributes.Assembly, typeof(IEndpointRouteBuilder), "/v1/bays"));
        var nested = new TypeDefinition("", "Nested", TypeAttributes.NestedPrivate, module.TypeSystem.Object);
        nested.Methods.Add(Method(module, "Read", MethodAttributes.Public, typeof(string), "select * from enterprises."));
        entry.NestedTypes.Add(nested);

        Class(module, "SideDoor", TypeAttributes.Public)
            .Methods.Add(Method(module, "Open", MethodAttributes.Public, typeof(IEndpointRouteBuilder), "parking.bays"));
        Class(module, "Hidden", TypeAttributes.NotPublic)
            .Methods.Add(Method(module, "Open", MethodAttributes.Public, typeof(IEndpointRouteBuilder), ""));
        Class(module, "Bay", TypeAttributes.Public).Methods.Add(Method(module, "Of", MethodAttributes.Public, typeof(string), ""));

        using var image = new MemoryStream();
        assembly.Write(image);
        image.Position = 0;
        return AssemblyReader.Read(image);
    }

    private static TypeDefinition Class(ModuleDefinition module, string name, TypeAttributes visibility)
    {
        var type = new TypeDefinition("HealthPark.Parking", name, visibility | TypeAttributes.Class, module.TypeSystem.Object);
        module.Types.Add(type);
        return type;
    }

    private static FieldDefinition Constant(ModuleDefinition module, string name, string value) =>
        new(name, FieldAttributes.Public | FieldAttributes.Static | FieldAttributes.Literal, module.TypeSystem.String) { Constant = value };

    private static MethodDefinition Method(
        ModuleDefinition module, string name, MethodAttributes visibility, Type parameter, string literal)
    {
        var method = new MethodDefinition(name, visibility | MethodAttributes.Static, module.TypeSystem.Void);
        method.Parameters.Add(new(module.ImportReference(parameter)));
        var body = method.Body.GetILProcessor();
        body.Emit(OpCodes.Ldstr, literal);
        body.Emit(OpCodes.Pop);
        body.Emit(OpCodes.Ret);
        return method;
    }
}
