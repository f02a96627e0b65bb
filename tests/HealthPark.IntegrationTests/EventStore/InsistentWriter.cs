using System.Text;
using HealthPark.EventStore;
using Npgsql;
using static HealthPark.EventStore.AppendOutcome;

namespace HealthPark.IntegrationTests.EventStore;

/// <summary>A client that sends each request again, under its key, until it is acknowledged; it remembers every acknowledgement.</summary>
internal sealed class InsistentWriter(StoreNode node, string name)
{
    /// <summary>What an acknowledgement promised.</summary>
    public sealed record Promise(string Key, string Schema, Guid StreamId, long Version, long Position, int Events);

    private readonly Dictionary<string, Recorded<Note>> _own = [];
    private int _requests;

    public List<Promise> Promises { get; } = [];

    /// <summary>How often a request had to be sent again.</summary>
    public int Retries { get; private set; }

    /// <summary>Awaited before a request is sent again.</summary>
    public Func<Task> BeforeRetry { get; init; } = () => Task.CompletedTask;

    /// <summary>Writes a new note, or changes the writer's last one, in one module after the other.</summary>
    public async Task WriteNext()
    {
        var schema = StoreNode.Schemas[_requests % 3];
        var store = node.Module(schema);
        NoteEvent[] events = _own.TryGetValue(schema, out var note) && _requests % 4 != 0
            ? [new NoteCorrected($"{name} {_requests} 𠮷"), new NoteCodeChanged($"{name} {_requests}")]
            : [new NoteWritten($"{name} {_requests}", $"{name} {_requests}")];
        note = events.Length == 1 ? Note.New() : note!;
        (await Insist(store, note, events)).ShouldNotBeOfType<VersionConflict>();
        _own[schema] = await UntilAnswered(() => store.Load(Note.Stream, note.Id, UpTo.Now, default));
    }

    /// <summary>Changes a note that others change too, loading it again after each conflict.</summary>
    public async Task WriteShared(ModuleStore store, Guid id)
    {
        AppendOutcome outcome;
        do
        {
            var note = await UntilAnswered(() => store.Load(Note.Stream, id, UpTo.Now, default));
            outcome = await Insist(store, note, [new NoteCorrected($"{name} {_requests}")]);
        }
        while (outcome is VersionConflict);
    }

    private async Task<AppendOutcome> Insist(ModuleStore store, Recorded<Note> note, NoteEvent[] events)
    {
        var key = $"{name}-{_requests++}";
        var metadata = new EventMetadata(name, CausationId: key);
        var idempotencyKey = new IdempotencyKey(name, key, Encoding.UTF8.GetBytes(key), 200);
        var outcome = await UntilAnswered(() => store.Append(Note.Stream, note, events, metadata, idempotencyKey));
        if (outcome is Appended { Events: [.., var last] })
            Promises.Add(new Promise(key, store.Schema, last.StreamId, last.Version, last.Position, events.Length));
        else if (outcome is Replayed replayed)
            Promises.Add(new Promise(key, store.Schema, replayed.StreamId, replayed.Version, replayed.Position, events.Length));
        else
            outcome.ShouldBeOfType<VersionConflict>();
        return outcome;
    }

    private async Task<T> UntilAnswered<T>(Func<Task<T>> request)
    {
        while (true)
        {
            try
            {
                return await request();
            }
            catch (Exception e) when (e is StoreUnavailableException or NpgsqlException)
            {
                Retries++;
                await BeforeRetry();
            }
        }
    }

    /// <summary>Each promised event is in the log once, where it was promised, and no other; chains and read models hold.</summary>
    public static async Task ShouldBeKept(IEnumerable<InsistentWriter> writers, StoreNode node)
    {
        var log = await StoreTest.WholeLog(node);
        log.Select(e => e.Position).ShouldBe(Enumerable.Range(1, log.Count).Select(i => (long)i));
        log.Zip(log.Skip(1)).ShouldAllBe(pair => pair.First.RecordedAt < pair.Second.RecordedAt);

        var found = log.Where(e => e.Metadata.CausationId is not null).GroupBy(e => e.Metadata.CausationId!)
            .Select(g => new Promise(g.Key, g.Last().Schema, g.Last().StreamId, g.Last().Version, g.Last().Position, g.Count()));
        var promised = writers.SelectMany(w => w.Promises);
        found.OrderBy(p => p.Position).ShouldBe(promised.OrderBy(p => p.Position));

        (await node.Chains.Check(default)).ShouldAllBe(chain => chain.Break == null);
        (await node.Projections.Compare(default)).ShouldBeEmpty();
    }
}
