namespace HealthPark.LocalPostgres;

/// <summary>Where a private PostgreSQL server keeps its data, and how it runs.</summary>
public sealed record LocalPostgresOptions
{
    /// <summary>The folder of the server: its cluster, its socket and its log. Made when missing; not used by a throw-away server.</summary>
    public string DataFolder { get; init; } = Path.Combine(".data", "postgres");

    /// <summary>The database that <see cref="LocalPostgresServer.ConnectionString"/> names. Made when missing.</summary>
    public string DatabaseName { get; init; } = "healthpark";

    /// <summary>Use a new folder under the temporary folder, and delete it at the end. For tests and benchmarks.</summary>
    public bool ThrowAway { get; init; }

    /// <summary>Further server settings, such as <c>max_connections</c>. A server that already runs keeps the settings it started with.</summary>
    public IReadOnlyDictionary<string, string> ServerSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>Told each step that takes noticeable time.</summary>
    public Action<string> Log { get; init; } = _ => { };
}
