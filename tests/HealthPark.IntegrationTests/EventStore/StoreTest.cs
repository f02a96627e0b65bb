using System.Text;
using HealthPark.EventStore;
using Npgsql;

namespace HealthPark.IntegrationTests.EventStore;

/// <summary>A database of its own for each test, with one running node; a test may start more.</summary>
public abstract class StoreTest : IAsyncLifetime
{
    private readonly List<StoreNode> _nodes = [];

    internal static readonly EventMetadata Someone = new("key-1", "org-1");

    internal string ConnectionString { get; private set; } = "";

    internal StoreNode Node => _nodes[0];

    public virtual async Task InitializeAsync()
    {
        ConnectionString = await TestPostgres.CreateDatabase();
        await StartNode();
    }

    public virtual async Task DisposeAsync()
    {
        foreach (var node in _nodes)
            await node.DisposeAsync();
    }

    internal async Task<StoreNode> StartNode(Func<string, IReadOnlyList<StoredEvent>, CancellationToken, Task>? onBatch = null)
    {
        var node = await StoreNode.Start(ConnectionString, onBatch: onBatch);
        _nodes.Add(node);
        return node;
    }

    internal async Task Stop(StoreNode node)
    {
        _nodes.Remove(node);
        await node.DisposeAsync();
    }

    internal Task<AppendOutcome> Append(Recorded<Note> current, params NoteEvent[] events) => Append(Node.North, current, null, events);

    internal static Task<AppendOutcome> Append(ModuleStore store, Recorded<Note> current, IdempotencyKey? key, params NoteEvent[] events) =>
        store.Append(Note.Stream, current, events, Someone, key);

    /// <summary>Writes a new note, which must succeed.</summary>
    internal static Task<Recorded<Note>> Write(ModuleStore store, params NoteEvent[] events) => Change(store, Note.New(), events);

    /// <summary>Changes a note, which must succeed.</summary>
    internal static async Task<Recorded<Note>> Change(ModuleStore store, Recorded<Note> note, params NoteEvent[] events)
    {
        var outcome = await Append(store, note, null, events);
        return ModuleStore.After(Note.Stream, note, events, outcome.ShouldBeOfType<AppendOutcome.Appended>().Events);
    }

    /// <summary>An append that a module's own code would not make.</summary>
    internal static Append Raw(string schema, string type, string data) => new(
        schema, Guid.CreateVersion7(), Note.Stream.Name, ExpectedVersion.NoStream,
        [new NewEvent(type, data)], Someone, [], [], null, _ => []);

    internal Task<Recorded<Note>> Load(Guid id, UpTo upTo = default) => Node.North.Load(Note.Stream, id, upTo, default);

    internal static IdempotencyKey Key(string key, string fingerprint = "request") =>
        new("client", key, Encoding.UTF8.GetBytes(fingerprint), 201);

    internal Task<IReadOnlyList<StoredEvent>> WholeLog() => WholeLog(Node);

    internal static async Task<IReadOnlyList<StoredEvent>> WholeLog(StoreNode node)
    {
        await using var connection = await node.Source.OpenConnectionAsync();
        return (await EventLog.Read(connection, StoreNode.Schemas, 0, int.MaxValue, default)).Events;
    }

    internal Task<List<T>> Ask<T>(string sql) => Ask<T>(Node, sql);

    internal static async Task<List<T>> Ask<T>(StoreNode node, string sql)
    {
        await using var connection = await node.Source.OpenConnectionAsync();
        return await connection.Query(sql, row => row.GetFieldValue<T>(0), default);
    }

    /// <summary>Changes rows behind the store's back.</summary>
    internal async Task Tamper(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await connection.Execute("set session_replication_role = replica", default); // neither triggers nor foreign keys
        await connection.Execute(sql, default);
    }
}
