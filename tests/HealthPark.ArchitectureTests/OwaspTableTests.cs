using System.Text.RegularExpressions;

namespace HealthPark.ArchitectureTests;

/// <summary>The table of what holds each risk of the OWASP API Security Top 10 names tests that there are.</summary>
public sealed partial class OwaspTableTests
{
    private static readonly string Table = File.ReadAllText(Path.Combine(BuiltTree.Root, "tests/HealthPark.Hostile/OWASP.md"));

    public static IEnumerable<object[]> Risks => Enumerable.Range(1, 10).Select(n => new object[] { n });

    [Theory]
    [MemberData(nameof(Risks))]
    public void Every_risk_names_tests_that_there_are(int number)
    {
        var row = Table.Split('\n').Where(l => l.StartsWith($"| API{number}:2023 ", StringComparison.Ordinal)).ShouldHaveSingleItem();
        var named = Name().Matches(row).Select(m => (Class: m.Groups[1].Value, Method: m.Groups[2].Value)).ToList();

        named.ShouldNotBeEmpty();
        named.Where(t => !Exists(t.Class, t.Method)).ShouldBeEmpty();
    }

    [Fact]
    public void A_test_that_there_is_not_is_missed()
    {
        Exists(nameof(OwaspTableTests), nameof(A_test_that_there_is_not_is_missed)).ShouldBeTrue();
        Exists(nameof(OwaspTableTests), nameof(Exists)).ShouldBeFalse();
        Exists(nameof(OwaspTableTests), "Nothing").ShouldBeFalse();
        Exists("NothingTests", "Nothing").ShouldBeFalse();
    }

    // A method that carries [Fact] or [Theory], in the file of its class.
    private static bool Exists(string type, string method) =>
        Directory.EnumerateFiles(Path.Combine(BuiltTree.Root, "tests"), $"{type}.cs", SearchOption.AllDirectories)
            .Any(file => Regex.IsMatch(File.ReadAllText(file), $@"\[(Fact|Theory)\]\s+(\[[^\n]+\]\s+)*public (async )?(void|Task) {method}\("));

    [GeneratedRegex(@"`(\w+)\.(\w+)`")]
    private static partial Regex Name();
}
