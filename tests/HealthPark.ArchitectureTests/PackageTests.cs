using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HealthPark.ArchitectureTests;

/// <summary>What is built is what was looked at: packages have exact versions, and no project brings its own.</summary>
public sealed partial class PackageTests
{
    private static readonly string[] Folders = ["api-spec", "build", "src", "tests"];

    [Fact]
    public void Every_package_has_one_exact_version()
    {
        var versions = XDocument.Load(Path.Combine(BuiltTree.Root, "build/Packages.props")).Descendants("PackageVersion")
            .Select(p => (Package: (string)p.Attribute("Include")!, Version: (string)p.Attribute("Version")!)).ToList();

        versions.ShouldNotBeEmpty();
        versions.Select(v => v.Package).ShouldBeUnique();
        versions.Where(v => !Exact().IsMatch(v.Version)).ShouldBeEmpty();
        Files("*.csproj").Where(f => XDocument.Load(f).Descendants("PackageReference").Any(p => p.Attribute("Version") is not null || p.Attribute("VersionOverride") is not null))
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_npm_project_has_exact_versions_and_a_lock_file()
    {
        var projects = Files("package.json").ToList();

        projects.ShouldNotBeEmpty();
        foreach (var project in projects)
        {
            File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "package-lock.json")).ShouldBeTrue(project);
            var json = JsonNode.Parse(File.ReadAllText(project))!;
            foreach (var (package, version) in new[] { "dependencies", "devDependencies", "optionalDependencies" }.SelectMany(m => json[m]?.AsObject() ?? []))
                version!.GetValue<string>().ShouldMatch(Exact().ToString(), $"{project}: {package}");
        }
    }

    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("1.2.3-preview.4", true)]
    [InlineData("1.2.*", false)]
    [InlineData("^1.2.3", false)]
    [InlineData("~1.2.3", false)]
    [InlineData("[1.0,2.0)", false)]
    [InlineData("latest", false)]
    public void An_exact_version_is_told_from_a_range(string version, bool isExact) => Exact().IsMatch(version).ShouldBe(isExact);

    private static IEnumerable<string> Files(string name) => Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(BuiltTree.Root, folder), name, SearchOption.AllDirectories))
        .Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));

    [GeneratedRegex(@"^\d+\.\d+\.\d+(\.\d+)?(-[0-9A-Za-z.]+)?$")]
    private static partial Regex Exact();
}
