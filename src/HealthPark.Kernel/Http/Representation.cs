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
    /// <summary>The read model that keeps the present body; null where each answer folds the stream.</summary>
    public StoredBody? Stored { get; init; }

    /// <summary>The body's JSON text.</summary>
    public string Text(Recorded<TState> record) => JsonSerializer.Serialize(Body(record), Json);
}

/// <summary>A read model whose rows keep a record's body in <c>body</c> and the version it was made at in <c>version</c>.</summary>
/// <param name="Table">The table, with its schema.</param>
/// <param name="OwnerColumn">The column of the owning organisation.</param>
public sealed record StoredBody(string Table, string OwnerColumn);
