using System.Text.Json.Nodes;

namespace HealthPark.ArchitectureTests.Contract;

/// <summary>The changelog speaks of operations that there are, and misses none that is new.</summary>
public class ChangelogTests
{
    private static readonly IReadOnlyList<JsonNode> Entries =
        [.. Read("src/HealthPark.Api/Discovery/changelog.json").AsArray().Select(e => e!)];

    private static readonly IReadOnlyList<(string Id, IReadOnlyList<string> Tags)> Operations = OperationsOf("api-spec/healthpark.v1.json");

    [Fact]
    public void An_entry_names_operations_and_tags_of_the_contract_or_operations_that_were_removed()
    {
        Entries.ShouldNotBeEmpty();
        Entries.ShouldAllBe(e => Texts(e, "operations").Concat(Texts(e, "tags")).Any());
        Entries.SelectMany(e => Texts(e, "tags")).Except(Operations.SelectMany(o => o.Tags)).ShouldBeEmpty("There are no such tags.");
        var removed = Entries.Where(IsRemoval).SelectMany(e => Texts(e, "operations")).ToList();
        removed.Intersect(Operations.Select(o => o.Id)).ShouldBeEmpty("They are said to be removed.");
        Entries.Where(e => !IsRemoval(e)).SelectMany(e => Texts(e, "operations")).Except(removed).Except(Operations.Select(o => o.Id))
            .ShouldBeEmpty("There are no such operations.");
    }

    [Fact]
    public void Every_operation_that_came_after_the_released_contract_is_named_by_its_id_or_its_tag()
    {
        var released = OperationsOf("api-spec/released/healthpark.v1.json").Select(o => o.Id).ToHashSet();
        var (ids, tags) = (Entries.SelectMany(e => Texts(e, "operations")).ToHashSet(), Entries.SelectMany(e => Texts(e, "tags")).ToHashSet());

        Operations.Where(o => !released.Contains(o.Id) && !ids.Contains(o.Id) && !o.Tags.Any(tags.Contains)).Select(o => o.Id)
            .ShouldBeEmpty("Add an entry to src/HealthPark.Api/Discovery/changelog.json.");
    }

    private static bool IsRemoval(JsonNode entry) => entry["kind"]!.GetValue<string>() == "removed";

    private static IEnumerable<string> Texts(JsonNode entry, string member) => entry[member]!.AsArray().Select(t => t!.GetValue<string>());

    private static IReadOnlyList<(string Id, IReadOnlyList<string> Tags)> OperationsOf(string document) =>
    [
        .. from path in Read(document)["paths"]!.AsObject()
           from operation in path.Value!.AsObject()
           where operation.Value!["operationId"] is not null
           select (operation.Value["operationId"]!.GetValue<string>(), (IReadOnlyList<string>)[.. Texts(operation.Value, "tags")]),
    ];

    private static JsonNode Read(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(BuiltTree.Root, file)))!;
}
