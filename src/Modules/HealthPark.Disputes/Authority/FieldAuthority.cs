using System.Collections.Immutable;
using HealthPark.Disputes.ReadModels;
using HealthPark.EventStore;

namespace HealthPark.Disputes.Authority;

/// <summary>Who speaks for a member from a day on.</summary>
/// <param name="From">The first day (date in Asia/Shanghai); it holds until the next term begins.</param>
/// <param name="OrganizationId">The organisation; null: the one whose record it is.</param>
/// <param name="Reason">Why.</param>
public sealed record FieldAuthorityTerm(DateOnly From, Guid? OrganizationId, string Reason);

/// <summary>The authority of one member of a collection's records, as decisions see it.</summary>
public sealed record FieldAuthorityState
{
    internal static readonly StreamType<FieldAuthorityState, FieldAuthorityEvent> Stream = new StreamType<FieldAuthorityState, FieldAuthorityEvent>
    {
        Name = "field_authority",
        Initial = new(),
        Evolve = Evolve,
        Claims = authority => [new Claim("member", $"{authority.Collection}/{authority.Member}")],
    }.Inline(FieldAuthorityRow.Table, FieldAuthorityRow.Of);

    /// <summary>The collection's name.</summary>
    public string Collection { get; private init; } = "";

    /// <summary>The member.</summary>
    public string Member { get; private init; } = "";

    /// <summary>Its terms, in order of date.</summary>
    public ImmutableList<FieldAuthorityTerm> Terms { get; private init; } = [];

    internal static FieldAuthorityState Evolve(FieldAuthorityState state, FieldAuthorityEvent e) => e switch
    {
        FieldAuthorityNamed x => state with { Collection = x.Collection, Member = x.Member, Terms = state.Then(new(x.From, x.OrganizationId, x.Reason)) },
        FieldAuthorityEnded x => state with { Terms = state.Then(new(x.From, null, x.Reason)) },
        _ => state,
    };

    /// <summary>The term in force on a day; null before the first.</summary>
    internal static FieldAuthorityTerm? On(DateOnly day, IEnumerable<FieldAuthorityTerm> terms) => terms.LastOrDefault(t => t.From <= day);

    /// <summary>422: a term must not begin before the one that is in force today, which has decided already.</summary>
    internal Rejection? RefuseFrom(DateOnly from, DateOnly today) => On(today, Terms) is { } now && from < now.From
        ? Rejection.Invalid("/from", "before-the-present-term", new Text(
            $"不能早于现行权威来源的生效日({now.From:yyyy-MM-dd})。", $"Must not lie before the day on which the present term began ({now.From:yyyy-MM-dd})."))
        : null;

    private ImmutableList<FieldAuthorityTerm> Then(FieldAuthorityTerm term) => Terms.RemoveAll(t => t.From >= term.From).Add(term);
}
