using System.Globalization;
using HealthPark.Client;
using HealthPark.Kernel;

namespace HealthPark.IntegrationTests.Api;

/// <summary>
/// Another system keeps a copy of the park with nothing but the generated client: see HealthPark.Follower. It is killed and started again
/// while others write, and misses nothing.
/// </summary>
public sealed class FollowerTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const int Kills = 8;
    private const int Writers = 2;

    [Fact]
    public async Task A_copy_made_from_the_feed_is_equal_to_the_park_however_often_its_follower_is_killed()
    {
        var key = await api.NewKey(await api.ParkOffice(), Scopes.ChangesRead, Scopes.EnterprisesRevenue);
        await using var follower = new FollowerProcess(api.Program.Address, key, await TestPostgres.CreateDatabase());
        using var enough = new CancellationTokenSource();
        var writing = Task.WhenAll(await Task.WhenAll(Enumerable.Range(0, Writers).Select(async i =>
        {
            var partner = await api.NewPartner();
            var writer = new Writer(api.Admin, partner.Client, seed: i);
            return Task.Run(() => writer.Write(enough.Token));
        })));

        var (random, at) = (new Random(20261124), 0L);
        for (var i = 0; i < Kills; i++)
        {
            follower.Start();
            at = (await follower.Reaches(at + random.Next(1, 25))).Cursor;
            await follower.Kill();
        }

        await enough.CancelAsync();
        await writing;
        follower.Start();
        var head = await Head();
        var copy = await follower.Reaches(head);
        await follower.Kill();

        var park = Client(api.AdminKey);
        (await park.ListEventTypesAsync()).Result.Items.Where(t => t.Collection is "/v1/organizations" or "/v1/enterprises").Select(t => t.Type)
            .ShouldBeSubsetOf(await Types(park));
        (await follower.Texts(Copied.Organizations)).ShouldBe(await Shown.Organizations(park), ignoreOrder: true);
        var enterprises = await Shown.Enterprises(park);
        (await follower.Texts(Copied.Enterprises)).ShouldBe(enterprises.Select(Shown.Line), ignoreOrder: true);
        (await follower.Texts(Copied.ScaleStatuses)).ShouldBe(await Shown.ScaleStatuses(park, enterprises), ignoreOrder: true);
        (await follower.Texts(Copied.Revenue)).ShouldBe(await Shown.Revenue(park, enterprises), ignoreOrder: true);
        var proof = (await park.ProveChangesAsync(to: $"{copy.Cursor}")).Result;
        (copy.Count, copy.Digest).ShouldBe((proof.Count, proof.Digest));

        // One that loses a single event has another digest.
        var lost = (await park.FollowChangesAsync(types: "cn.healthpark.enterprise.verified.v1", limit: "1")).Result.Items.Single().Position;
        await using var loser = new FollowerProcess(api.Program.Address, key, await TestPostgres.CreateDatabase());
        loser.Start(lost);
        var incomplete = await loser.Reaches(copy.Cursor);
        (incomplete.Count, incomplete.Digest == proof.Digest).ShouldBe((proof.Count - 1, false));
    }

    private HealthParkClient Client(string key) =>
        new(new HttpClient { BaseAddress = api.Program.Address, DefaultRequestHeaders = { Authorization = new("Bearer", key) } });

    private async Task<long> Head() => long.Parse((await Client(api.AdminKey).ProveChangesAsync()).Result.To, CultureInfo.InvariantCulture);

    private static async Task<IEnumerable<string>> Types(HealthParkClient park)
    {
        var types = new SortedSet<string>(StringComparer.Ordinal);
        for (var next = "0"; ;)
        {
            var page = (await park.FollowChangesAsync(after: next, limit: "1000")).Result;
            types.UnionWith(page.Items.Select(e => e.Type));
            if (page.Items.Count == 0)
                return types;
            next = page.Next;
        }
    }

    /// <summary>The copy, one line a record.</summary>
    private static class Copied
    {
        public const string Organizations = "select concat_ws('|', id, name, kind, coalesce(code, '-')) from organizations";

        public const string Enterprises =
            """
            select concat_ws('|', id, owner_id, name, coalesce(uscc, '-'), coalesce(sub_field, '-'), array_to_string(aliases, ','),
                   array_to_string(cxo_kinds, ','), array_to_string(tiers, ','), coalesce(industry_code, '-'), coalesce(zone, '-'), coalesce(carrier, '-'),
                   coalesce(negotiating_on::text, '-'), coalesce(signed_on::text, '-'), coalesce(landed_on::text, '-'), coalesce(operating_on::text, '-'),
                   coalesce(moved_out_on::text, '-'), coalesce(deregistered_on::text, '-'), coalesce(leave_reason, '-'), verification,
                   coalesce(return_reason, '-'), coalesce(void_reason, '-'), coalesce(merged_into::text, '-'),
                   (select string_agg(direction || '@' || holds_from, ',' order by holds_from) from directions d where d.enterprise_id = e.id))
              from enterprises e
            """;

        public const string ScaleStatuses = "select concat_ws('|', enterprise_id, year, above_scale, verification, coalesce(return_reason, '-')) from scale_statuses";

        public const string Revenue =
            "select concat_ws('|', enterprise_id, period, source, round(amount_yuan, 2), verification, coalesce(return_reason, '-')) from revenue_declarations";
    }

    /// <summary>The API's collections, in the same lines.</summary>
    private static class Shown
    {
        public static async Task<IReadOnlyList<string>> Organizations(HealthParkClient park) =>
        [
            .. (await All(async cursor => { var page = (await park.ListOrganizationsAsync(limit: "500", cursor: cursor)).Result; return (page.Items, page.Next); }))
                .Select(o => Line(o.Id, o.Name, o.Kind, o.Code)),
        ];

        public static Task<IReadOnlyList<EnterpriseResponse>> Enterprises(HealthParkClient park) =>
            All(async cursor => { var page = (await park.ListEnterprisesAsync(limit: "500", cursor: cursor)).Result; return (page.Items, page.Next); });

        public static string Line(EnterpriseResponse e) => Line(
            e.Id, e.OwnerOrganizationId, e.Name, e.Uscc, e.SubField, string.Join(',', e.Aliases), string.Join(',', e.CxoKinds), string.Join(',', e.Tiers),
            e.IndustryCode, e.Zone, e.Carrier, e.NegotiatingOn, e.SignedOn, e.LandedOn, e.OperatingOn, e.MovedOutOn, e.DeregisteredOn, e.LeaveReason,
            e.Verification, e.ReturnReason, e.VoidReason, e.MergedInto,
            string.Join(',', e.Directions.Select(d => $"{d.Direction}@{(d.From is { } from ? Text(from) : "-infinity")}")));

        public static async Task<IReadOnlyList<string>> ScaleStatuses(HealthParkClient park, IEnumerable<EnterpriseResponse> enterprises)
        {
            var lines = new List<string>();
            foreach (var e in enterprises)
            {
                lines.AddRange((await park.ListScaleStatusesAsync(e.Id)).Result.Items
                    .Select(s => Line(e.Id, s.Year, s.AboveScale ? "t" : "f", s.Verification, s.ReturnReason)));
            }

            return lines;
        }

        public static async Task<IReadOnlyList<string>> Revenue(HealthParkClient park, IEnumerable<EnterpriseResponse> enterprises)
        {
            var lines = new List<string>();
            foreach (var e in enterprises)
            {
                lines.AddRange((await park.ListRevenueDeclarationsAsync(e.Id)).Result.Items.SelectMany(r => r.Declarations
                    .Select(d => Line(e.Id, r.Period, d.Source, d.AmountYuan!.Value.ToString("0.00", CultureInfo.InvariantCulture), d.Verification, d.ReturnReason))));
            }

            return lines;
        }

        private static async Task<IReadOnlyList<T>> All<T>(Func<string?, Task<(IReadOnlyList<T> Items, string? Next)>> read)
        {
            var all = new List<T>();
            for (string? cursor = null; ;)
            {
                var (items, next) = await read(cursor);
                all.AddRange(items);
                if (next is null)
                    return all;
                cursor = next;
            }
        }

        private static string Line(params object?[] values) => string.Join('|', values.Select(Text));

        private static string Text(object? value) => value switch
        {
            null => "-",
            DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    /// <summary>A partner and the park office at work on the partner's records: first every kind of change once, then any until told to end.</summary>
    private sealed class Writer(Api.Client office, Api.Client partner, int seed)
    {
        private const string Directions = "digital-medicine gene-cell-therapy smart-medical-devices other";

        private readonly Random _random = new(seed);
        private readonly List<string> _ids = [];

        public async Task Write(CancellationToken enough)
        {
            await EveryKindOnce();
            while (!enough.IsCancellationRequested)
                await AnyChange();
        }

        private async Task EveryKindOnce()
        {
            var id = await Register(new { name = Names.New(), direction = "digital-medicine", subField = "digital-medicine.ai-drug-rd" });
            await Stage(id, "negotiating", "2025-02-01");
            await Stage(id, "signed", "2025-03-01");
            await Verify(id, "returned");
            await Patch(id, new { aliases = new[] { "示例", "別名𠀀" }, zone = "life-science-innovation-pole", industryCode = "7340" });
            await Stage(id, "landed", "2025-04-01");
            await Patch(id, new { uscc = USCC.New(), signedOn = "2025-03-02" });
            await Stage(id, "operating", "2025-05-01");
            await Verify(id, "verified");
            await Patch(id, new { direction = "smart-medical-devices", directionFrom = "2025-06-01" });
            await Patch(id, new { direction = "other", directionFrom = "2025-05-20", zone = (string?)null, aliases = (string[]?)null });
            await Scale(id, 2025);
            await VerifyPart(id, "scale-statuses/2025", "returned");
            await VerifyPart(id, "scale-statuses/2025", "verified");
            await Revenue(id, "2025", "tax");
            await VerifyPart(id, "revenue-declarations/2025", "returned");
            await VerifyPart(id, "revenue-declarations/2025", "verified");
            await Stage(id, "moved-out", "2026-01-05");
            var gone = await Register(new { name = Names.New(), direction = "other", operatingOn = "2025-01-01" });
            await Stage(gone, "deregistered", "2025-12-01");
            var mistake = await Register(new { name = Names.New(), direction = "other", cxoKinds = new[] { "cro" }, tiers = new[] { "leader" } });
            (await partner.Post($"/v1/enterprises/{mistake}/void", new { reason = "示例" }, await Tag($"/v1/enterprises/{mistake}"))).ShouldBe(200);
            var twin = await Register(new { name = Names.New(), direction = "other", aliases = new[] { "别名" } });
            (await office.Post($"/v1/enterprises/{twin}/merge", new { into = gone, reason = "示例" }, await Tag($"/v1/enterprises/{twin}"))).ShouldBe(200);
        }

        private Task AnyChange()
        {
            if (_random.Next(20) == 0)
                return Register(new { name = Names.New(), direction = Direction(), landedOn = Day(2025, 6), uscc = _random.Next(2) == 0 ? USCC.New() : null });
            var id = _ids[_random.Next(_ids.Count)];
            return _random.Next(10) switch
            {
                0 => Stage(id, new[] { "negotiating", "signed", "landed", "operating", "moved-out", "deregistered" }[_random.Next(6)], Day(2026, 1)),
                1 => Patch(id, new { direction = Direction(), directionFrom = Day(2025, 1) }),
                2 => Patch(id, new { name = Names.New(), tiers = new[] { "leader", "headquarters" }[.._random.Next(3)] }),
                3 => Patch(id, new { zone = _random.Next(2) == 0 ? null : "life-health-belt", industryCode = _random.Next(2) == 0 ? null : "7340" }),
                4 => Patch(id, new { landedOn = Day(2025, 7) }),
                5 or 6 => Verify(id, _random.Next(3) == 0 ? "returned" : "verified"),
                7 => Scale(id, _random.Next(2024, 2027)),
                8 => Revenue(id, $"2026-0{_random.Next(1, 4)}", new[] { "tax", "statistics", "enterprise" }[_random.Next(3)]),
                _ => VerifyPart(id, _random.Next(2) == 0 ? "scale-statuses/2025" : "revenue-declarations/2026-01", _random.Next(3) == 0 ? "returned" : "verified"),
            };
        }

        private async Task<string> Register(object body)
        {
            var made = (await partner.Post("/v1/enterprises", body)).ShouldBe(201);
            _ids.Add(made.Id);
            return made.Id;
        }

        // What the rules do not allow in a record's state is refused, and leaves no event.
        private static void Settled(Answer answer) => answer.Status.ShouldBeOneOf(200, 201, 404, 409, 422);

        private async Task Stage(string id, string stage, string on) =>
            Settled(await partner.Post($"/v1/enterprises/{id}/stage-changes", new { stage, on, reason = stage.Length > 8 ? "示例" : null }, await Tag($"/v1/enterprises/{id}")));

        private async Task Patch(string id, object body) => Settled(await partner.Patch($"/v1/enterprises/{id}", body, await Tag($"/v1/enterprises/{id}")));

        private async Task Verify(string id, string decision) =>
            Settled(await office.Post($"/v1/enterprises/{id}/verification", Decision(decision), await Tag($"/v1/enterprises/{id}")));

        private async Task Scale(string id, int year) => Settled(await partner.Put(
            $"/v1/enterprises/{id}/scale-statuses/{year}", new { aboveScale = _random.Next(2) == 0 }, await Tag($"/v1/enterprises/{id}/scale-statuses/{year}")));

        private async Task Revenue(string id, string period, string source) => Settled(await partner.Put(
            $"/v1/enterprises/{id}/revenue-declarations/{period}", new { source, amountYuan = _random.Next(1_000_000) / 100m },
            await Tag($"/v1/enterprises/{id}/revenue-declarations/{period}")));

        private async Task VerifyPart(string id, string part, string decision) =>
            Settled(await office.Post($"/v1/enterprises/{id}/{part}/verification", Decision(decision), await Tag($"/v1/enterprises/{id}/{part}")));

        private static object Decision(string decision) => new { decision, reason = decision == "returned" ? "示例:请补充" : null };

        private async Task<(string, string?)> Tag(string path) => ("If-Match", (await office.Get(path)).Header("ETag"));

        private string Direction() => Directions.Split(' ')[_random.Next(4)];

        private string Day(int year, int month) => string.Create(CultureInfo.InvariantCulture, $"{year}-{month:00}-{_random.Next(1, 29):00}");
    }
}
