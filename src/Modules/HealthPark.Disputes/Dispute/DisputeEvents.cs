using System.Text.Json.Nodes;

namespace HealthPark.Disputes.Dispute;

/// <summary>An event of a dispute's stream. Stored names and shapes are kept for ever; see DisputesModule for the names.</summary>
public abstract record DisputeEvent;

/// <summary>An organisation brought a value for a member for which another speaks. A value that is absent is null.</summary>
public sealed record DisputeOpened(
    string Collection, Guid RecordId, long RecordVersion, Guid OwnerOrganizationId, string Member, JsonNode? PresentValue, JsonNode? ProposedValue,
    JsonObject? Qualifiers, Guid ProposedBy, string Actor, string? Reason) : DisputeEvent;

/// <summary>The value was accepted: the record has it.</summary>
public sealed record DisputeAccepted(string? Reason) : DisputeEvent;

/// <summary>The value was refused.</summary>
public sealed record DisputeRefused(string Reason) : DisputeEvent;

/// <summary>Whoever had brought the value took it back.</summary>
public sealed record DisputeWithdrawn(string? Reason) : DisputeEvent;

/// <summary>The same organisation brought another value for the member.</summary>
public sealed record DisputeSuperseded : DisputeEvent;
