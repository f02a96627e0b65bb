using HealthPark.EventStore;
using HealthPark.Kernel;

namespace HealthPark.Api;

/// <summary>What the command <c>verify</c> does: looks for anything that was altered behind the program's back.</summary>
internal static class Verification
{
    /// <summary>Looks at the log, the read models and what the modules keep beside them.</summary>
    /// <param name="services">The program's services, with an open database.</param>
    /// <param name="say">Takes each line of what was found.</param>
    /// <returns>Whether all is as it was written.</returns>
    public static async Task<bool> Run(IServiceProvider services, Action<string> say)
    {
        var sound = true;
        var chains = services.GetRequiredService<HashChains>();
        foreach (var (schema, events, broken) in await chains.Check(CancellationToken.None))
        {
            say(broken is not null ? $"{schema}: position {broken.Position}, {broken.What}"
                : schema == "event_store" ? $"{schema}: the log has each of its {events} positions once"
                : $"{schema}: the hash chain of {events} events holds");
            sound &= broken is null;
        }

        foreach (var wrong in await chains.CheckStreams(CancellationToken.None))
            Wrong(wrong);

        // Of an event that was changed there may be nothing to make a read model of.
        if (sound)
        {
            foreach (var difference in await services.GetRequiredService<Projections>().Compare(CancellationToken.None))
                Wrong(difference);
        }
        else
        {
            say("The read models are not compared with a log that was changed.");
        }

        foreach (var check in services.GetServices<IIntegrityCheck>())
        {
            var (lookedAt, wrong) = await check.Check(CancellationToken.None);
            say(wrong.Count == 0 ? $"{lookedAt}: all is as it was" : $"{lookedAt}: {wrong.Count} wrong");
            foreach (var line in wrong)
                Wrong(line);
        }

        say(sound ? "Log and read models agree." : "Something is wrong; see above.");
        return sound;

        void Wrong(string line)
        {
            say(line);
            sound = false;
        }
    }
}
