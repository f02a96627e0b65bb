using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>
/// One source for each figure (一数一源): who speaks for a member of a collection's records where that is not the organisation whose
/// record it is, and what becomes of the values that others bring.
/// </summary>
public interface IFieldAuthorities
{
    /// <summary>The members of a collection for which an organisation is named today, each with that organisation.</summary>
    ValueTask<IReadOnlyDictionary<string, Guid>> Of(string collection, CancellationToken ct);

    /// <summary>Opens a dispute for each value, for the caller's organisation. One that it has brought before is the dispute that it was.</summary>
    /// <returns>The disputes' paths, in the order of the values.</returns>
    Task<IReadOnlyList<string>> Dispute(Write write, IReadOnlyList<DisputedValue> values);

    /// <summary>The paths of the disputes that a client opened under some of its idempotency keys, by key.</summary>
    Task<ILookup<string, string>> OpenedUnder(string clientId, IReadOnlyCollection<string> keys, CancellationToken ct);
}

/// <summary>A value that someone brings for a member for which another speaks.</summary>
/// <param name="Collection">The collection's name.</param>
/// <param name="RecordId">The record.</param>
/// <param name="RecordVersion">The version that the record had then.</param>
/// <param name="OwnerOrganizationId">The organisation whose record it is.</param>
/// <param name="Member">The member.</param>
/// <param name="Present">What the record says.</param>
/// <param name="Proposed">What it would say, in the form in which the record would show it.</param>
/// <param name="Qualifiers">What was given with the value and belongs to it; null if nothing was.</param>
public sealed record DisputedValue(
    string Collection, Guid RecordId, long RecordVersion, Guid OwnerOrganizationId, string Member, JsonNode? Present, JsonNode? Proposed, JsonObject? Qualifiers);

/// <summary>How a change of a record looks before it is made: what is against it, and which of its values are not the caller's to set.</summary>
/// <param name="Rejection">What is against it; null if nothing is.</param>
/// <param name="Disputed">The values for which another speaks.</param>
public sealed record Weighed(Rejection? Rejection, IReadOnlyList<DisputedValue> Disputed);

/// <summary>
/// Says of a member of a change that it is none of the record's own but qualifies another, such as the date of a change or its reason:
/// the two are set by the same organisation.
/// </summary>
/// <param name="members">The members that it qualifies, by their names on the wire.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QualifiesAttribute(params string[] members) : Attribute
{
    /// <summary>The members that it qualifies.</summary>
    public IReadOnlyList<string> Members => members;
}

/// <summary>Takes changes of a collection's records that name single members, as a merge patch does.</summary>
/// <typeparam name="TChange">The members that a change takes.</typeparam>
public interface IRevision<TChange> : IOwnedRecords
    where TChange : class
{
    /// <summary>Changes a record, if the caller speaks for each member that would change: 200 with its body.</summary>
    Task<IResult> Revise(WriteRequest request, Guid id, MergePatch<TChange> patch);
}
