using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using HealthPark.Kernel.Http;
using HealthPark.Plan;
using HealthPark.Plan.Features;
using HealthPark.Plan.Ledger;
using Microsoft.AspNetCore.Http;
using Xunit.Abstractions;

namespace HealthPark.IntegrationTests.Plan;

/// <summary>
/// Whatever happens in the park, and from whatever point in time one looks: a figure is the sum of its proof and what the raw log says,
/// differences close, the past stays as it was, and a rebuilt ledger is the living one.
/// </summary>
public sealed class LedgerPropertyTests(ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string?[] Scopes = [null, .. Stories.Directions];
    private static readonly string[] Indicators = ["enterprises", "revenue", "transfers", "talents"];
    private readonly Dictionary<string, int> _seen = [];
    private PlanWorld _world = null!;

    public async Task InitializeAsync() => _world = await PlanWorld.Start();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task A_figure_is_the_sum_of_its_proof_and_what_the_log_says_at_every_past_position()
    {
        await ForAll(50, 60, async (story, choose) =>
        {
            var start = await _world.Forget();
            await story.Happens(_world, () => Task.CompletedTask);
            var head = await _world.Settled();
            var log = await NaiveFigures.Read(_world.Source);
            foreach (var position in new[] { head, choose.NextInt64(start, head + 1), choose.NextInt64(start, head + 1) }.Distinct())
            {
                foreach (var basis in Bases.All)
                {
                    foreach (var year in new[] { 2025, 2026, 2027 })
                        await HoldAgainst(log, basis, year, position, Stories.Directions[choose.Next(Stories.Directions.Count)]);
                }
            }

            foreach (var basis in Bases.All)
            {
                await DifferencesClose(basis, choose.Next(2025, 2028), start, head);
                await DifferencesClose(basis, choose.Next(2025, 2028), choose.NextInt64(start, head + 1), choose.NextInt64(start, head + 1));
            }

            var asked = Indicators[choose.Next(Indicators.Length)];
            await AnswersAddUp(
                asked, ScopesOf(asked)[choose.Next(ScopesOf(asked).Length)], Bases.All[choose.Next(2)], choose.Next(2025, 2028),
                start + 1, choose.NextInt64(start, head + 1));
        });

        // The stories were worth it: all that can count did, and figures moved in every way.
        foreach (var (what, times) in _seen.OrderBy(s => s.Key))
            output.WriteLine($"{times,7} {what}");
        new[]
        {
            "counts: enterprises reported", "counts: enterprises verified", "counts: revenue reported", "counts: revenue verified", "counts: interim",
            "counts: transfers reported", "counts: transfers verified", "counts: talents reported", "counts: talents verified", "counts: ab", "counts: cd",
            "left out: not-recognised", "left out: introduced-before-plan", "left out: not-transferred", "left out: transferred-before-plan",
            "counts: in another direction than at first", "moved: new", "moved: corrected", "moved: verified", "moved: returned", "moved: voided",
            "moved: reclassified", "moved: revoked",
        }.ShouldBeSubsetOf(_seen.Keys);
    }

    [Fact]
    public Task The_past_is_answered_with_the_same_bytes_whatever_is_written_later() => ForAll(10, 40, async (story, choose) =>
    {
        var start = await _world.Forget();
        var said = new List<(string Instant, long Position, IReadOnlyList<string> Answers)>();
        await story.Happens(_world, async () =>
        {
            if (choose.Next(10) != 0)
                return;
            var position = await _world.Settled();
            var instant = await _world.Instant();
            said.Add((instant, position, await Answers(instant, start, position)));
        });
        foreach (var (instant, position, answers) in said)
            (await Answers(instant, start, position)).ShouldBe(answers);
    });

    [Fact]
    public Task A_rebuilt_ledger_is_the_living_one_row_for_row() => ForAll(6, 60, async (story, _) =>
    {
        var start = await _world.Forget();
        // The living one takes each write alone, the rebuilt one all of them together.
        if (await story.Happens(_world, _world.Settled) == 0)
            return;
        var head = await _world.Settled();
        (await _world.Projections.Compare(CancellationToken.None)).ShouldBeEmpty();

        var instant = await _world.Instant();
        var answers = await Answers(instant, start, head);
        await _world.Projections.Rebuild(CancellationToken.None);
        (await Answers(instant, start, head)).ShouldBe(answers);
    });

    // Every figure, and the proof of the headline and of one direction.
    private async Task HoldAgainst(NaiveFigures log, string basis, int year, long position, string proven)
    {
        var period = new PlanPeriod(year);
        var sums = await _world.Ledger.Sums(basis, period, position, CancellationToken.None);
        var scorecard = GetScorecard.Build(_world.Plan, period, basis, new AsOf(DateTimeOffset.UtcNow, position), sums);
        foreach (var indicator in Indicators)
        {
            var counted = log.Of(indicator, basis, year, position);
            foreach (var direction in ScopesOf(indicator))
            {
                var at = $"{indicator} {direction} {year} {basis} at {position}";
                var expected = counted.Where(c => direction is null || c.Direction == direction).ToList();
                var shown = direction is null ? scorecard.Headline : scorecard.Directions.Single(d => d.Direction == direction).Indicators;
                shown.Single(f => f.Indicator == indicator).Actual
                    .ShouldBe(expected.Sum(c => c.Amount) / (indicator == "revenue" ? 100_000_000 : 1), at);
                foreach (var bucket in shown.Single(f => f.Indicator == indicator).Buckets ?? [])
                {
                    bucket.Actual.ShouldBe(expected.Where(c => c.Bucket == bucket.Bucket).Sum(c => c.Amount), $"{bucket.Bucket} {at}");
                    Seen((int)bucket.Actual, $"counts: {bucket.Bucket}");
                }

                if (direction is not null && direction != proven)
                    continue;

                var proof = await _world.Ledger.Proof(new Figure(indicator, direction), basis, period, position, CancellationToken.None);
                var items = proof.Where(l => l.Excluded is null).ToList();
                items.Select(l => (l.RecordId, l.Item, l.Direction, l.Amount, l.Interim)).Order()
                    .ShouldBe(expected.Select(c => (c.Record, c.Item, c.Direction, c.Amount, c.Interim)).Order(), at);
                if (direction is null)
                    items.Select(l => (l.RecordId, l.Item, l.OccurredOn!.Value)).Order().ShouldBe(expected.Select(c => (c.Record, c.Item, c.On)).Order(), at);
                items.ShouldAllBe(l => l.Position <= position && l.OccurredOn <= period.LastDay, at);
                proof.Select(l => (l.RecordId, l.Item)).ShouldBeUnique(at);

                Seen(items.Count, $"counts: {indicator} {basis}");
                Seen(items.Count(l => l.Interim), "counts: interim");
                Seen(items.Count(l => direction is not null && l.OccurredOn != expected.First(c => (c.Record, c.Item) == (l.RecordId, l.Item)).On), "counts: in another direction than at first");
                foreach (var left in proof.Where(l => l.Excluded is not null))
                    Seen(1, $"left out: {left.Excluded}");
            }
        }
    }

    private async Task DifferencesClose(string basis, int year, long one, long other)
    {
        var (from, to, period) = (Math.Min(one, other), Math.Max(one, other), new PlanPeriod(year));
        var (opening, closing) = (await Sums(from), await Sums(to));
        foreach (var indicator in Indicators)
        {
            foreach (var direction in ScopesOf(indicator))
            {
                var changes = await _world.Ledger.Between(new Figure(indicator, direction), basis, period, from, to, CancellationToken.None);
                (Of(opening) + changes.Sum(c => c.Amount)).ShouldBe(Of(closing), $"{indicator} {direction} {year} {basis} from {from} to {to}");
                foreach (var change in changes)
                    Seen(1, $"moved: {change.Reason}");

                decimal Of(IReadOnlyList<Sum> sums) =>
                    sums.Where(s => s.Indicator == indicator && (direction is null || s.Direction == direction)).Sum(s => s.Amount);
            }
        }

        Task<IReadOnlyList<Sum>> Sums(long position) => _world.Ledger.Sums(basis, period, position, CancellationToken.None);
    }

    // The answers of the API add up as those of the ledger do, in the plan's unit too, and a partner's with the others' amount.
    private async Task AnswersAddUp(string indicator, string? direction, string basis, int year, long from, long to)
    {
        if (from > to)
            return;
        var which = $"?period={year}&basis={basis}" + (direction is null ? "" : $"&direction={direction}");
        foreach (var caller in new[] { PlanWorld.Office, PlanWorld.Partner(0), PlanWorld.Partner(7) })
        {
            var proof = await Json((c, plan, reads) => GetContributions.Handle(indicator, c, plan, reads, default), $"{which}&asOf={to}", caller);
            var difference = await Json((c, plan, reads) => GetDifference.Handle(indicator, c, plan, reads, default), $"{which}&from={from}&to={to}", caller);

            var figure = proof.GetProperty("figure").GetDecimal();
            var others = proof.TryGetProperty("others", out var all) ? all.GetProperty("amount").GetDecimal() : 0;
            (Total(proof.GetProperty("items")) + others).ShouldBe(figure, which);
            difference.GetProperty("closing").GetDecimal().ShouldBe(figure, which);
            (difference.GetProperty("opening").GetDecimal() + Total(difference.GetProperty("changes"))).ShouldBe(figure, which);
        }

        static decimal Total(JsonElement items) => items.EnumerateArray().Sum(item => item.GetProperty("amount").GetDecimal());
        async Task<JsonElement> Json(Func<HttpContext, PlanData, PlanReads, Task<IResult>> endpoint, string query, Caller caller)
        {
            using var json = JsonDocument.Parse(await _world.Ask(endpoint, query, caller));
            return json.RootElement.Clone();
        }
    }

    // Talents are not split by direction.
    private static string?[] ScopesOf(string indicator) => indicator == "talents" ? [null] : Scopes;

    private void Seen(int times, string what)
    {
        if (times > 0)
            _seen[what] = _seen.GetValueOrDefault(what) + times;
    }

    // What the API says about a point in the past, in all its ways.
    private async Task<IReadOnlyList<string>> Answers(string instant, long before, long position)
    {
        var answers = new List<string>();
        foreach (var basis in Bases.All)
        {
            foreach (var asOf in new[] { instant, $"{position}" })
            {
                answers.Add(await _world.Ask((c, plan, reads) => GetScorecard.Handle(c, plan, reads, default), $"?period=2026&basis={basis}&asOf={asOf}"));
                foreach (var indicator in Indicators)
                {
                    answers.Add(await _world.Ask(
                        (c, plan, reads) => GetContributions.Handle(indicator, c, plan, reads, default), $"?period=2027&basis={basis}&asOf={asOf}"));
                    answers.Add(await _world.Ask(
                        (c, plan, reads) => GetDifference.Handle(indicator, c, plan, reads, default), $"?period=2026&basis={basis}&from={before}&to={asOf}"));
                    answers.Add(await _world.Ask(
                        (c, plan, reads) => GetSeries.Handle(indicator, c, plan, reads, default), $"?basis={basis}{(indicator == "talents" ? "" : "&direction=other")}&asOf={asOf}"));
                }
            }
        }

        return answers;
    }

    private async Task ForAll(int stories, int length, Func<Story, Random, Task> holds)
    {
        var told = 0;
        var config = Config.QuickThrowOnFailure.WithMaxTest(stories).WithEndSize(length);
        await Task.Run(() => Check.One(config, Prop.ForAll(Stories.UpTo(length), story =>
        {
            holds(story, new Random(story.Choice)).GetAwaiter().GetResult();
            told++;
        })));
        output.WriteLine($"{told} stories");
        told.ShouldBeGreaterThanOrEqualTo(stories);
    }
}
