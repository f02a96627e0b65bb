namespace HealthPark.Benchmarks;

/// <summary>The schema <c>floor</c>: the program's own tables and one function for each write, without the program.</summary>
internal static class Floor
{
    /// <summary>Makes it from the first enterprise that there is.</summary>
    public static async Task Make(Park park)
    {
        await park.Execute("drop schema if exists floor cascade");
        await park.Execute(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Floor", "schema.sql")));
    }
}
