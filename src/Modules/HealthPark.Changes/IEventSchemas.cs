using System.Text.Json.Nodes;

namespace HealthPark.Changes;

/// <summary>The shapes of events, as the contract states them.</summary>
public interface IEventSchemas
{
    /// <summary>The JSON Schema (2020-12) of an event's data.</summary>
    /// <param name="contractEvent">The class of the event.</param>
    Task<JsonObject> Of(Type contractEvent, CancellationToken ct);
}
