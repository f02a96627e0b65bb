using System.Diagnostics;
using System.Text.RegularExpressions;
using HealthPark.Api;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>The program as a process of its own on a data folder of its own, so that it can be killed.</summary>
internal sealed partial class ProgramProcess : IAsyncDisposable
{
    private const int MostSaid = 200;

    private readonly Process _process;
    private readonly Task _reading;
    private readonly Queue<string> _said;
    private readonly List<(string Text, TaskCompletionSource Heard)> _awaited = [];

    private ProgramProcess(Process process, Uri address, Queue<string> said)
    {
        (_process, Address, _said) = (process, address, said);
        // Goes on reading, or the pipes would fill.
        _reading = Task.WhenAll(Keep(process.StandardOutput), Keep(process.StandardError));
    }

    public Uri Address { get; }

    /// <summary>The last that it said, on either of its outputs.</summary>
    public string Said
    {
        get
        {
            lock (_said)
                return string.Join('\n', _said);
        }
    }

    /// <summary>Waits until it says something, or has said it among the last that it said.</summary>
    public Task UntilItSays(string text)
    {
        var heard = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_said)
        {
            if (_said.Any(line => line.Contains(text, StringComparison.Ordinal)))
                heard.SetResult();
            else
                _awaited.Add((text, heard));
        }

        return heard.Task;
    }

    /// <summary>The most memory that it has held so far, in bytes (Linux).</summary>
    public long PeakMemory => MemoryOf("VmHWM:");

    /// <summary>The memory that it holds now, in bytes (Linux).</summary>
    public long Memory => MemoryOf("VmRSS:");

    /// <summary>Starts serving, and waits until it says where.</summary>
    public static async Task<ProgramProcess> Serve(string dataFolder, string adminKey, params IReadOnlyList<string> settings)
    {
        var process = Start(dataFolder, adminKey, ["--urls=http://127.0.0.1:0", .. settings]);
        var said = new Queue<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            said.Enqueue(line);
            if (ServesOn().Match(line) is { Success: true } match)
                return new ProgramProcess(process, new Uri(match.Groups[1].Value), said);
        }

        throw new InvalidOperationException($"The program ended before it served: {string.Join('\n', said)} {await process.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> Run(string dataFolder, string adminKey, string command)
    {
        using var process = Start(dataFolder, adminKey, command);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }

    /// <summary>SIGKILL: nothing is flushed, nothing is closed.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM: it ends what it is at and leaves in order.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await Kill();
        await _reading;
        _process.Dispose();
    }

    private long MemoryOf(string line) => 1024 * File.ReadLines($"/proc/{_process.Id}/status").Where(l => l.StartsWith(line, StringComparison.Ordinal))
        .Select(l => long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture)).Single();

    private async Task Keep(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (_said)
            {
                _said.Enqueue(line);
                foreach (var (_, heard) in _awaited.Where(a => line.Contains(a.Text, StringComparison.Ordinal)))
                    heard.TrySetResult();
                if (_said.Count > MostSaid)
                    _said.Dequeue();
            }
        }
    }

    private static Process Start(string dataFolder, string adminKey, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HealthParkApplication).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["HEALTHPARK_DATA"] = dataFolder;
        start.Environment["HEALTHPARK_ADMIN_KEY"] = adminKey;
        start.Environment.Remove("ConnectionStrings__HealthPark");
        return Process.Start(start)!;
    }

    [GeneratedRegex(@"serves on (http://\S+)")]
    private static partial Regex ServesOn();
}
