using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using HealthPark.EventStore;

namespace HealthPark.Kernel.Http;

/// <summary>How a record, or a part of it, looks over HTTP: a pure function of its state, so that any past version can be shown.</summary>
/// <param name="Part">The part of the stream whose version is the entity tag; empty for the record itself.</param>
/// <param name="Body">The body of a record.</param>
/// <param name="Json">Its JSON shape.</param>
/// <param name="Location">Its path.</param>
public sealed record Representation<TState, TBody>(
    string Part, Func<Recorded<TState>, TBody> Body, JsonTypeInfo<TBody> Json, Func<Recorded<TState>, string> Location)
{
    /// <summary>The body's JSON text.</summary>
    public string Text(Recorded<TState> record) => JsonSerializer.Serialize(Body(record), Json);
}
