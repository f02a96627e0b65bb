using HealthPark.EventStore;
using HealthPark.Evidence.Evidence;
using HealthPark.Kernel.Http.Collections;

namespace HealthPark.Evidence.Features;

/// <summary>Who may see and change evidence: whoever may see and change the record that it belongs to.</summary>
internal static class EvidenceAccess
{
    public static readonly Text Noun = new("佐证材料", "evidence");

    /// <summary>A piece of evidence that the caller may see; null if there is none.</summary>
    public static async Task<Recorded<EvidenceState>?> Find(
        HttpContext context, Guid id, Records<EvidenceState, EvidenceEvent> evidence, IEnumerable<ICollection> collections) =>
        await evidence.Find(context, id, UpTo.Now) is { } found && Caller.Of(context).Scopes.Contains(CollectionOf(found, collections).ReadScope) ? found : null;

    /// <summary>The collection that the record belongs to.</summary>
    public static ICollection CollectionOf(Recorded<EvidenceState> evidence, IEnumerable<ICollection> collections) =>
        collections.First(c => c.Name == evidence.State.Attached!.Collection);

    /// <summary>The owner of a record that the caller may see; null if there is none.</summary>
    public static async Task<Guid?> OwnerSeen(this ICollection collection, Caller caller, Guid recordId, CancellationToken ct) =>
        await collection.IsSeenBy(caller, recordId, ct) ? await collection.OwnerOf(recordId, ct) : null;
}
