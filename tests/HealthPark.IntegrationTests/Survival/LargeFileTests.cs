using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using HealthPark.IntegrationTests.Api;
using HealthPark.IntegrationTests.LocalPostgres;
using Xunit.Abstractions;

namespace HealthPark.IntegrationTests.Survival;

/// <summary>
/// Files of many lines, in and out of a program of its own, whose memory can be seen. <c>HEALTHPARK_BATCH_LINES</c> says how many; the
/// figures stand in the test's output.
/// </summary>
public sealed class LargeFileTests(ITestOutputHelper output) : TestFolder
{
    private const long MostMemory = 256 * 1024 * 1024; // more than with a small file
    private static readonly int Lines = int.Parse(Environment.GetEnvironmentVariable("HEALTHPARK_BATCH_LINES") ?? "5000", CultureInfo.InvariantCulture);

    private readonly string _adminKey = "hp_" + new string('l', 8) + Guid.NewGuid().ToString("N");

    [Theory]
    [InlineData("application/x-ndjson")]
    [InlineData(Csv.Type)]
    public async Task A_file_that_was_cut_off_is_taken_up_again_and_each_line_is_carried_out_once_in_flat_memory(string type)
    {
        await using var program = await ProgramProcess.Serve(Path.GetDirectoryName(Folder)!, _adminKey);
        using var http = new HttpClient { BaseAddress = program.Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _adminKey);
        (await Send(http, type, FileOf(type, 200), most: null)).Count.ShouldBe(200);
        var small = program.PeakMemory;
        var (file, key, watch) = (FileOf(type, Lines), Guid.NewGuid().ToString(), Stopwatch.StartNew());

        var part = await Send(http, type, file, most: Lines / 2, key);
        var cutOff = watch.Elapsed;
        var made = await Count(http);
        watch.Restart();
        var whole = await Send(http, type, file, most: null, key);

        var first = type == Csv.Type ? 2 : 1;
        made.ShouldBeInRange(200 + part.Count, 200 + Lines - 1);
        whole.Select(o => o.Line).ShouldBe(Enumerable.Range(first, Lines).Select(i => (long)i));
        whole.ShouldAllBe(o => o.Outcome == "created");
        whole.Select(o => o.Id).ShouldBeUnique();
        whole.Take(part.Count).ShouldBe(part);
        (await Count(http)).ShouldBe(200 + Lines);
        output.WriteLine($"{type}: {Lines} lines; half in {cutOff.TotalSeconds:0.0} s ({part.Count / cutOff.TotalSeconds:0} lines/s), all again in {watch.Elapsed.TotalSeconds:0.0} s");
        output.WriteLine($"memory: {small / 1e6:0} MB at most with 200 lines, {program.PeakMemory / 1e6:0} MB with {Lines}");
        (program.PeakMemory - small).ShouldBeLessThan(MostMemory);

        foreach (var form in new[] { "application/x-ndjson", Csv.Type, Xlsx.Type })
        {
            watch.Restart();
            using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/enterprises") { Headers = { Accept = { new(form) } } };
            using var response = (await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
            await using var body = await response.Content.ReadAsStreamAsync();
            var (buffer, bytes, feeds) = (new byte[64 * 1024], 0L, 0L);
            for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read)
                feeds += buffer.AsSpan(0, read).Count((byte)'\n');
            if (form != Xlsx.Type)
                feeds.ShouldBe(200 + Lines + (form == Csv.Type ? 1 : 0));
            output.WriteLine($"export as {form}: {bytes / 1e6:0.0} MB in {watch.Elapsed.TotalSeconds:0.0} s; memory {program.PeakMemory / 1e6:0} MB at most");
        }

        (program.PeakMemory - small).ShouldBeLessThan(MostMemory);
        (await program.Stop()).ShouldBe(0); // with its server, which would write on in the folder
    }

    private static byte[] FileOf(string type, int lines)
    {
        var text = new StringBuilder(type == Csv.Type ? "name,uscc,direction,landedOn,aliases\n" : "");
        for (var i = 0; i < lines; i++)
        {
            var (name, uscc) = (Names.New(), USCC.New());
            text.Append(type == Csv.Type
                ? $"{name},{uscc},digital-medicine,2026-03-01,\"甲; 乙\"\n"
                : $"{{\"name\":\"{name}\",\"uscc\":\"{uscc}\",\"direction\":\"digital-medicine\",\"landedOn\":\"2026-03-01\",\"aliases\":[\"甲\",\"乙\"]}}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // Reads that many outcomes at most, then hangs up.
    private static async Task<List<(long Line, string Outcome, string? Id)>> Send(HttpClient http, string type, byte[] file, int? most, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/enterprises/batch") { Content = new ByteArrayContent(file) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("Idempotency-Key", key ?? Guid.NewGuid().ToString());
        using var response = (await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead)).EnsureSuccessStatusCode();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        var outcomes = new List<(long, string, string?)>();
        while (outcomes.Count != most && await lines.ReadLineAsync() is { } line)
        {
            var outcome = JsonNode.Parse(line)!;
            outcomes.Add((outcome["line"]!.GetValue<long>(), outcome["outcome"].Text(), outcome["id"]?.GetValue<string>()));
        }

        return outcomes;
    }

    private static async Task<int> Count(HttpClient http) =>
        JsonNode.Parse(await http.GetStringAsync("/v1/enterprises?count=exact&limit=1"))!["total"]!.GetValue<int>();
}
