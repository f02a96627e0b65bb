using System.Text.Json;
using HealthPark.EventStore;

namespace HealthPark.UnitTests;

/// <summary>
/// One stored text of every event that the log may hold. The log is for ever: a sample is never changed or removed. An event whose
/// shape changes gets a new stored name with a sample of its own, and the old name an upcaster; its old sample then still reads.
/// </summary>
public class GoldenSampleTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static IEnumerable<object[]> StoredNames =>
        ModuleEvents.All.SelectMany(m => m.Events.StoredNames.Select(name => new object[] { m.Schema, name }));

    [Fact]
    public void The_modules_are_found() => ModuleEvents.All.Count(m => m.Events.StoredNames.Count > 0).ShouldBeGreaterThanOrEqualTo(2);

    [Fact]
    public void Every_stored_name_has_a_sample_and_every_sample_a_stored_name()
    {
        var samples = Directory.GetFiles(Folder, "*.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'));

        samples.ShouldBe(ModuleEvents.All.SelectMany(m => m.Events.StoredNames.Select(name => $"{m.Schema}/{name}.json")), ignoreOrder: true);
    }

    [Theory]
    [MemberData(nameof(StoredNames))]
    public void A_sample_reads_and_is_what_the_program_writes_today(string schema, string name)
    {
        var (events, sample) = (EventsOf(schema), Sample(schema, name));

        var read = events.Read(name, sample);

        // An old name is read as today's event, and no longer written.
        if (events.NameOf(read) == name)
            events.Write(read).ShouldBe(sample);
    }

    [Theory]
    [MemberData(nameof(StoredNames))]
    public void A_sample_gives_every_member_so_that_none_is_renamed_unseen(string schema, string name)
    {
        var (events, sample) = (EventsOf(schema), Sample(schema, name));
        var read = events.Read(name, sample);
        if (events.NameOf(read) != name)
            return;
        using var json = JsonDocument.Parse(sample);

        json.RootElement.EnumerateObject().Select(m => m.Name)
            .ShouldBe(read.GetType().GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)), ignoreOrder: true);
        json.RootElement.EnumerateObject().ShouldAllBe(m => m.Value.ValueKind != JsonValueKind.Null);
    }

    [Theory]
    [MemberData(nameof(StoredNames))]
    public void A_member_that_the_program_does_not_know_is_not_dropped_in_silence(string schema, string name) =>
        Should.Throw<JsonException>(() => EventsOf(schema).Read(name, "{\"unknownToAll\":1," + Sample(schema, name)[1..]));

    private static EventTypes EventsOf(string schema) => ModuleEvents.All.Single(m => m.Schema == schema).Events;

    private static string Sample(string schema, string name) => File.ReadAllText(Path.Combine(Folder, schema, name + ".json")).TrimEnd('\n');
}
