using System.Globalization;

namespace HealthPark.Benchmarks;

/// <summary>Load on the database alone, by PostgreSQL's own pgbench: the floor that the program is compared with.</summary>
internal static class Pgbench
{
    /// <summary>Runs a script of <c>Floor</c>.</summary>
    public static async Task<Load> Run(Park park, string script, int connections, int seconds)
    {
        var log = Path.Combine(Directory.CreateTempSubdirectory("healthpark-bench-").FullName, "log");
        try
        {
            var output = await Tool.Run("pgbench",
                ["-n", "-M", "prepared", "-c", $"{connections}", "-j", "1", "-T", $"{seconds}", "-l", "--log-prefix", log,
                    "-f", Path.Combine(AppContext.BaseDirectory, "Floor", $"{script}.sql"), .. park.PostgresAddress]);
            var took = Directory.GetFiles(Path.GetDirectoryName(log)!).SelectMany(File.ReadLines)
                .Select(l => long.Parse(l.Split(' ')[2], CultureInfo.InvariantCulture)).Order().ToList();
            var perSecond = output.Split('\n').Single(l => l.StartsWith("tps = ", StringComparison.Ordinal)).Split(' ')[2];
            return new Load(double.Parse(perSecond, CultureInfo.InvariantCulture), At(0.5), At(0.99));

            double At(double part) => took[(int)(part * (took.Count - 1))] / 1000.0;
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(log)!, recursive: true);
        }
    }
}
