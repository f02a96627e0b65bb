using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>
/// Holds answers against the OpenAPI document that the program serves. The judge is a JSON Schema validator in one child process for
/// the whole run, which ends with it.
/// </summary>
internal static class Contract
{
    private static readonly SemaphoreSlim Turn = new(1, 1);
    private static Process? _judge;

    /// <summary>Gives the judge the document. All programs of a run serve the same one.</summary>
    public static async Task Learn(string document)
    {
        await Turn.WaitAsync();
        try
        {
            if (_judge is not null)
                return;
            _judge = Start();
            (await Ask(new JsonObject { ["document"] = JsonNode.Parse(document) })).ShouldBeEmpty();
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>Fails if the answer is not as the document promises.</summary>
    public static async Task Hold(Answer answer)
    {
        var errors = await Judge(answer);
        errors.ShouldBeEmpty($"The answer breaks the contract:\n{string.Join('\n', errors)}\n{answer}");
    }

    /// <summary>What of the answer is not as the document promises.</summary>
    public static async Task<IReadOnlyList<string>> Judge(Answer answer)
    {
        await Turn.WaitAsync();
        try
        {
            return await Ask(new JsonObject
            {
                ["method"] = answer.Method,
                ["path"] = answer.Path,
                ["status"] = answer.Status,
                ["contentType"] = answer.ContentType,
                ["headers"] = new JsonObject(answer.Headers.Select(h => KeyValuePair.Create<string, JsonNode?>(h.Key.ToLowerInvariant(), h.Value))),
                ["body"] = answer.Body,
                ["isPart"] = answer.IsPart,
            });
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>What of a value is not as a JSON Schema says.</summary>
    /// <param name="schema">A schema, or a document with schemas.</param>
    /// <param name="at">Where in it: `#` for all of it.</param>
    /// <param name="value">The value.</param>
    public static async Task<IReadOnlyList<string>> Judge(JsonNode schema, string at, JsonNode value)
    {
        await Turn.WaitAsync();
        try
        {
            return await Ask(new JsonObject { ["schema"] = schema.DeepClone(), ["at"] = at, ["value"] = value.DeepClone() });
        }
        finally
        {
            Turn.Release();
        }
    }

    private static async Task<IReadOnlyList<string>> Ask(JsonObject question)
    {
        await _judge!.StandardInput.WriteLineAsync(question.ToJsonString());
        await _judge.StandardInput.FlushAsync();
        var verdict = await _judge.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException($"The contract's validator ended: {await _judge.StandardError.ReadToEndAsync()}");
        return JsonNode.Parse(verdict)!["errors"].Texts();
    }

    private static Process Start()
    {
        var folder = Folder();
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            throw new InvalidOperationException("The contract's validator is not installed: run npm ci --prefix tests/contract (build/test does).");
        return Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, "validate.mjs")])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
        })!;
    }

    /// <summary>Where the programs in JavaScript are that the tests use.</summary>
    public static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var contract = Path.Combine(folder.FullName, "tests", "contract");
            if (Directory.Exists(contract))
                return contract;
        }

        throw new InvalidOperationException("There is no folder tests/contract above the tests.");
    }
}
