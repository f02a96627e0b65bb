using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using HealthPark.IntegrationTests.LocalPostgres;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>A guide does what it says: its commands run as they are written, and answer what it shows.</summary>
public sealed partial class GuideTests : TestFolder
{
    private readonly string _adminKey = "hp_" + new string('g', 8) + Guid.NewGuid().ToString("N");

    public static IEnumerable<object[]> Guides => Directory.GetFiles(GuideFolder()).Select(f => new object[] { Path.GetFileName(f) });

    [Theory]
    [MemberData(nameof(Guides))]
    public async Task Its_commands_run_and_answer_what_it_shows(string guide)
    {
        var blocks = Block().Matches(await File.ReadAllTextAsync(Path.Combine(GuideFolder(), guide))).Select(m => m.Groups[1].Value).ToList();
        var expected = blocks.SelectMany(b => b.Split('\n')).Where(l => l.StartsWith("# => ", StringComparison.Ordinal)).Select(l => l[5..]).ToList();
        expected.ShouldNotBeEmpty();
        await using var program = await ProgramProcess.Serve(Path.GetDirectoryName(Folder)!, _adminKey);

        var (exitCode, output, errors) = await Bash("set -euo pipefail\n" + string.Join('\n', blocks), program.Address);

        exitCode.ShouldBe(0, $"{output}\n{errors}");
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Length.ShouldBe(expected.Count, output);
        foreach (var (line, shown) in lines.Zip(expected))
            line.ShouldMatch($"^{Regex.Escape(shown).Replace("…", ".*", StringComparison.Ordinal)}$");
    }

    private async Task<(int ExitCode, string Output, string Errors)> Bash(string script, Uri address)
    {
        var start = new ProcessStartInfo("bash", ["-c", script])
        {
            WorkingDirectory = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(Folder)!, "guide")).FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["API"] = address.GetLeftPart(UriPartial.Authority);
        start.Environment["HEALTHPARK_ADMIN_KEY"] = _adminKey;
        using var bash = Process.Start(start)!;
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(), bash.StandardError.ReadToEndAsync());
        await bash.WaitForExitAsync();
        return (bash.ExitCode, await output, await errors);
    }

    private static string GuideFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../api-spec/guides"));

    [GeneratedRegex(@"^```bash\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Block();
}
