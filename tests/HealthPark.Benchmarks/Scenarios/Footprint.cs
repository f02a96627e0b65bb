namespace HealthPark.Benchmarks.Scenarios;

/// <summary>How soon the program answers on a database that is up to date, and what it holds when nobody asks anything of it.</summary>
internal static class Footprint
{
    public static async Task Measure(Park park, Report report)
    {
        var starts = new List<TimeSpan>();
        for (var round = 0; round < 5; round++)
        {
            await park.StopProgram();
            starts.Add(await park.StartProgram());
        }

        report.AddLimit("(h) start to first answer", starts.Order().ElementAt(starts.Count / 2).TotalSeconds, "s", 1.5);
        await Task.Delay(TimeSpan.FromSeconds(30)); // idle is what is measured
        report.AddLimit("(h) idle memory, 30 s after the first answer", park.Memory().Now, "MB", 150);
    }
}
