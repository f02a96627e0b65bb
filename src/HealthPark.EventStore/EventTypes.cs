using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace HealthPark.EventStore;

/// <summary>
/// The events of one module: their stored names and shapes. A stored name never changes meaning; an event whose shape changed
/// gets a new name (<c>…_v2</c>), and the old name an upcaster to it.
/// </summary>
public sealed class EventTypes
{
    private readonly Dictionary<string, Func<string, object>> _read = [];
    private readonly Dictionary<Type, (string Name, Func<object, string> Write)> _write = [];

    /// <summary>Declares an event and the name under which it is stored.</summary>
    public EventTypes Add<TEvent>(string storedName, JsonTypeInfo<TEvent> shape) where TEvent : notnull
    {
        _read.Add(storedName, text => JsonSerializer.Deserialize(text, shape) ?? throw new JsonException($"Event {storedName} is null."));
        _write.Add(typeof(TEvent), (storedName, e => JsonSerializer.Serialize((TEvent)e, shape)));
        return this;
    }

    /// <summary>Declares how an event stored under an old name, in an old shape, is read as today's.</summary>
    public EventTypes Upcast<TEvent>(string oldStoredName, Func<JsonObject, TEvent> upcast) where TEvent : notnull
    {
        _read.Add(oldStoredName, text => upcast(JsonNode.Parse(text)!.AsObject()));
        return this;
    }

    /// <summary>Every stored name that can be read, old ones included.</summary>
    public IReadOnlyCollection<string> StoredNames => _read.Keys;

    /// <summary>Every event that can be written.</summary>
    public IReadOnlyCollection<Type> EventClasses => _write.Keys;

    /// <summary>The name under which an event is stored.</summary>
    public string NameOf(object e) => Writer(e).Name;

    /// <summary>The event's JSON text, as it goes into the log.</summary>
    public string Write(object e) => Writer(e).Write(e);

    /// <summary>Reads an event, upcasting an old shape.</summary>
    public object Read(string storedName, string data) =>
        _read.TryGetValue(storedName, out var read)
            ? read(data)
            : throw new InvalidOperationException($"The log holds an event named {storedName}, which this program does not know.");

    private (string Name, Func<object, string> Write) Writer(object e) =>
        _write.TryGetValue(e.GetType(), out var writer)
            ? writer
            : throw new InvalidOperationException($"{e.GetType().Name} has no stored name.");
}
