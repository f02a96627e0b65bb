using System.Text.Json.Nodes;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>
/// Records of one kind as others read them and bring them in: lists, records and their histories; by file, by a program with keys of
/// its own, or as an accepted value. A module declares one <see cref="Collection{TState, TEvent, TNew, TChange, TBody}"/>; the endpoints
/// that every collection has follow from it.
/// </summary>
public interface ICollection : IOwnedRecords
{
    /// <summary>Its name in paths, plural: <c>enterprises</c>.</summary>
    string Name { get; }

    /// <summary>What one of its records is called in operation ids, such as <c>Enterprise</c>.</summary>
    string Singular { get; }

    /// <summary>What several of them are called in operation ids, such as <c>Enterprises</c>.</summary>
    string Plural { get; }

    /// <summary>How its records are listed: filters and orders.</summary>
    ListDefinition List { get; }

    /// <summary>The scope that bringing records in needs.</summary>
    string WriteScope { get; }

    /// <summary>The scope that reading needs.</summary>
    string ReadScope { get; }

    /// <summary>The members that a new record takes.</summary>
    Type NewBody { get; }

    /// <summary>The members that a change takes.</summary>
    Type ChangeBody { get; }

    /// <summary>The record as it is shown.</summary>
    Type Body { get; }

    /// <summary>Shows a record: now, at a version, or as it was known at an instant.</summary>
    Task<IResult> Show(HttpContext context, Guid id);

    /// <summary>Shows what happened to a record.</summary>
    Task<IResult> ShowHistory(HttpContext context, Guid id);

    /// <summary>What two submissions must not share if they are to be carried out side by side, such as a code or a folded name.</summary>
    IEnumerable<string> KeysOf(JsonObject members);

    /// <summary>Makes or changes the record that is meant.</summary>
    Task<Submitted> Submit(Write write, Submission submission);

    /// <summary>Who speaks for its members; set once, when the collection joins.</summary>
    IFieldAuthorities Authorities { get; set; }

    /// <summary>Whether a member is one that a change sets and that the record shows: one for which someone speaks.</summary>
    bool HasValueOf(string member);

    /// <summary>Looks at a change of a record without making it.</summary>
    /// <param name="caller">Who would make it.</param>
    /// <param name="id">The record.</param>
    /// <param name="members">The members that would be set.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<Weighed> Weigh(Caller caller, Guid id, JsonObject members, CancellationToken ct);

    /// <summary>What became of earlier writes under these idempotency keys, by key.</summary>
    Task<IReadOnlyDictionary<string, Submitted>> FindAnswered(Caller caller, IReadOnlyList<IdempotencyKey> keys, CancellationToken ct);
}

/// <summary>A record as someone brings it in: members present are set, null clears, absent members stay as they are.</summary>
/// <param name="Members">
/// The members. <c>id</c> names the record that is meant, <c>version</c> the version that it was based on; members that only the system
/// sets may be there as they were read.
/// </param>
/// <param name="SourceKey">The record's key in the system that it comes from; null if it names none.</param>
/// <param name="Check">What else may speak against a change of the part as it stands.</param>
public sealed record Submission(JsonObject Members, string? SourceKey, Func<PartChange, Rejection?>? Check = null);

/// <summary>What became of a submission.</summary>
public sealed record Submitted
{
    /// <summary>How it ended.</summary>
    public required SubmissionOutcome Outcome { get; init; }

    /// <summary>The record; null if it was refused, or if nothing was stored and it is new.</summary>
    public Guid? Id { get; init; }

    /// <summary>Why it was refused.</summary>
    public Rejection? Rejection { get; init; }

    /// <summary>Pointers to the values that were not applied, as another speaks for them.</summary>
    public IReadOnlyList<string> Disputed { get; init; } = [];

    /// <summary>Paths of the disputes that stand for them; none in a dry run.</summary>
    public IReadOnlyList<string> Disputes { get; init; } = [];

    /// <summary>The record's JSON as it stands afterwards, or the answer of a dry run.</summary>
    public string? Body { get; init; }

    /// <summary>Its path.</summary>
    public string? Location { get; init; }

    /// <summary>The entity tag of what was changed.</summary>
    public string? ETag { get; init; }

    /// <summary>The position that the write made in the log.</summary>
    public long Position { get; init; }

    /// <summary>Whether this answers a submission that was carried out before.</summary>
    public bool IsReplay { get; init; }
}

/// <summary>How a submission ended.</summary>
public enum SubmissionOutcome
{
    /// <summary>A record was made.</summary>
    Created,

    /// <summary>A record was changed.</summary>
    Updated,

    /// <summary>The record already says so.</summary>
    Unchanged,

    /// <summary>Refused; the errors say why.</summary>
    Rejected,

    /// <summary>Refused: it looks like a record that is known already.</summary>
    DuplicateSuspected,
}
