#pragma warning disable CS1591 // the members are those of the dispute's own representation, explained there
using System.Text.Json.Nodes;

namespace HealthPark.Contracts.Disputes;

/// <summary>A public change of a dispute. In the feed a dispute belongs to the organisation whose record it is about.</summary>
public abstract record DisputeContractEvent : ContractEvent;

/// <summary>An organisation brought a value for a member for which another speaks.</summary>
[ContractEventType("cn.healthpark.dispute.opened.v1")]
public sealed record DisputeOpenedV1(
    string Collection, Guid RecordId, long RecordVersion, Guid OwnerOrganizationId, string Member, JsonNode? PresentValue, JsonNode? ProposedValue,
    JsonObject? Qualifiers, Guid ProposedBy, string? Reason) : DisputeContractEvent;

/// <summary>The authority answered: <c>accepted</c>, and the record has the value, or <c>refused</c>.</summary>
[ContractEventType("cn.healthpark.dispute.decided.v1")]
public sealed record DisputeDecidedV1(string Decision, string? Reason) : DisputeContractEvent;

/// <summary>Whoever had brought the value took it back.</summary>
[ContractEventType("cn.healthpark.dispute.withdrawn.v1")]
public sealed record DisputeWithdrawnV1(string? Reason) : DisputeContractEvent;

/// <summary>The same organisation brought another value for the member, which is a dispute of its own.</summary>
[ContractEventType("cn.healthpark.dispute.superseded.v1")]
public sealed record DisputeSupersededV1 : DisputeContractEvent;
