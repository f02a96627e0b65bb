using System.Buffers;
using System.Text.Json;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>
/// Works a file through, window by window: within a window the lines are carried out side by side, so that their appends go in
/// together; lines that share a key keep their order. What is in memory is one window.
/// </summary>
internal sealed class Batch(ICollection collection, BatchRequest request, HttpContext context)
{
    private const int Window = 500;
    private const int SideBySide = 250; // their look-ups and appends gather
    private static readonly byte[] NewLine = "\n"u8.ToArray();
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Language _language = Languages.Of(context.Request);

    // Which line would make a record with this key: a dry run stores nothing that the next line could meet.
    private readonly Dictionary<int, long> _wouldMake = [];

    /// <summary>The outcomes as NDJSON, one piece for each window.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> Outcomes(IAsyncEnumerable<Line> lines)
    {
        var (window, isFirst) = (new List<Line>(Window), true);
        await foreach (var line in lines.WithCancellation(request.Aborted))
        {
            window.Add(line);
            if (window.Count < Window)
                continue;
            yield return await CarryOut(window, isFirst);
            window.Clear();
            isFirst = false;
        }

        if (window.Count > 0)
            yield return await CarryOut(window, isFirst);
    }

    // Before the first outcome is sent, a database that is away is a problem with a status. After it the answer could only break off, so
    // the window waits and is carried out again: by their keys, the lines that were carried out answer as they did.
    private async Task<ReadOnlyMemory<byte>> CarryOut(List<Line> window, bool isFirst)
    {
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            try
            {
                return await CarryOut(window);
            }
            catch (Exception e) when (ProblemHandling.IsAway(e) && !isFirst && waited < Patience)
            {
                await Task.Delay(Pause, request.Aborted);
            }
        }
    }

    private async Task<ReadOnlyMemory<byte>> CarryOut(List<Line> window)
    {
        var keys = window.Select(line => request.KeyOf(line, collection.NewBody)).ToList();
        var answered = await collection.FindAnswered(request.Caller, [.. keys.OfType<IdempotencyKey>()], request.Aborted);
        using var turns = new SemaphoreSlim(SideBySide);
        var lastWithKey = new Dictionary<string, Task>();
        var carriedOut = new Task<Submitted>[window.Count];
        for (var i = 0; i < window.Count; i++)
        {
            var (line, key) = (window[i], keys[i]);
            if (key is not null && answered.TryGetValue(key.Key, out var before))
            {
                carriedOut[i] = Task.FromResult(before);
                continue;
            }

            var own = KeysOf(line);
            var earlier = own.Select(k => lastWithKey.GetValueOrDefault(k)).OfType<Task>().ToList();
            carriedOut[i] = After(earlier, turns, () => CarryOut(line, key, own));
            foreach (var k in own)
                lastWithKey[k] = carriedOut[i];
        }

        var submitted = await Task.WhenAll(carriedOut);
        // The transfer that was cut off may have been under way still, and have carried out a line between the question above and this
        // attempt, which then found nothing left to do: such a line answers as it did there.
        var meanwhile = await collection.FindAnswered(
            request.Caller, [.. keys.Where((_, i) => submitted[i].Outcome is not (SubmissionOutcome.Created or SubmissionOutcome.Updated)).OfType<IdempotencyKey>()], request.Aborted);

        var written = new ArrayBufferWriter<byte>(window.Count * 128);
        for (var i = 0; i < window.Count; i++)
        {
            var outcome = keys[i] is { } key ? meanwhile.GetValueOrDefault(key.Key, submitted[i]) : submitted[i];
            written.Write(JsonSerializer.SerializeToUtf8Bytes(Describe(window[i], outcome), ApiJson.Options));
            written.Write(NewLine);
        }

        return written.WrittenMemory;
    }

    private List<string> KeysOf(Line line) => line.Members is { } members
        ? [.. collection.KeysOf(members), .. Envelope.TextOf(members, "externalId") is { } id ? ["external " + id] : Array.Empty<string>()]
        : [];

    private static async Task<Submitted> After(List<Task> earlier, SemaphoreSlim turns, Func<Task<Submitted>> carryOut)
    {
        await Task.WhenAll(earlier);
        await turns.WaitAsync();
        try
        {
            return await carryOut();
        }
        finally
        {
            turns.Release();
        }
    }

    private async Task<Submitted> CarryOut(Line line, IdempotencyKey? key, List<string> own)
    {
        if (line.Errors.Count > 0)
            return new Submitted { Outcome = SubmissionOutcome.Rejected, Rejection = Rejection.Invalid(line.Errors) };
        try
        {
            var sourceKey = SourceKeyOf(line);
            var submitted = await collection.Submit(request.ToWrite(key, sourceKey), new Submission(line.Members!, sourceKey));
            return request.DryRun && submitted.Outcome == SubmissionOutcome.Created ? InThisFile(line, own, submitted) : submitted;
        }
        catch (RejectedException e)
        {
            return new Submitted { Outcome = SubmissionOutcome.Rejected, Rejection = e.Rejection };
        }
    }

    private string? SourceKeyOf(Line line)
    {
        if (line.Members!["externalId"] is null)
            return null;
        if (request.System is null)
        {
            throw new RejectedException(Rejection.Invalid("/externalId", "without-system", new Text(
                "须以 system 参数说明来源系统。", "The parameter system must name the system that it is a key of.")));
        }

        return Envelope.TextOf(line.Members, "externalId") is { } id
            ? SourceKeys.Of(request.Caller, request.System, id)
            : throw new RejectedException(Rejection.Invalid("/externalId", "wrong-type", new Text("须为文本。", "Must be text.")));
    }

    private Submitted InThisFile(Line line, List<string> own, Submitted submitted)
    {
        lock (_wouldMake)
        {
            foreach (var key in own.Select(k => string.GetHashCode(k, StringComparison.Ordinal)))
            {
                if (!_wouldMake.TryAdd(key, line.Number) && _wouldMake[key] != line.Number)
                {
                    return new Submitted
                    {
                        Outcome = SubmissionOutcome.DuplicateSuspected,
                        Rejection = Rejection.Conflict("same-as-line", new Text(
                            $"与第 {_wouldMake[key]} 行指的是同一条记录。", $"Line {_wouldMake[key]} would make the same record.")),
                    };
                }
            }

            return submitted;
        }
    }

    private BatchLine Describe(Line line, Submitted submitted)
    {
        var rejection = submitted.Rejection;
        return new BatchLine(
            line.Number, Kebab.Of(submitted.Outcome), submitted.Id, rejection is null ? null : ErrorsOf(rejection),
            rejection?.Extensions.GetValueOrDefault("candidates") as string[], rejection?.Extensions.GetValueOrDefault("existing") as string,
            submitted.Disputed.Count > 0 ? submitted.Disputed : null, submitted.Disputes.Count > 0 ? submitted.Disputes : null);
    }

    private ProblemError[] ErrorsOf(Rejection rejection)
    {
        IReadOnlyList<FieldError> errors = rejection.Errors.Count > 0 ? rejection.Errors : [new FieldError("", rejection.Code, rejection.Detail)];
        return [.. errors.Select(e => new ProblemError(e.Pointer, e.Code, e.Detail.In(_language)))];
    }
}
