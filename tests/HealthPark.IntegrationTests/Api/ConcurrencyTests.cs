namespace HealthPark.IntegrationTests.Api;

public sealed class ConcurrencyTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private const string Enterprises = "/v1/enterprises";

    [Fact]
    public async Task A_hundred_posts_with_one_idempotency_key_make_one_record_and_a_hundred_equal_answers()
    {
        var partner = await api.NewPartner();
        var body = new { name = Names.New(), direction = "other", uscc = USCC.New() };

        var answers = await InParallel(100, _ => partner.Client.Post(Enterprises, body, ("Idempotency-Key", "one")));

        answers.ShouldAllBe(a => a.Status == 201);
        answers.Select(a => (a.Body, a.ETag, a.Position, a.Header("Location"))).Distinct().ShouldHaveSingleItem();
        answers.Count(a => a.Header("Idempotency-Replayed") is null).ShouldBe(1);
        (await partner.Client.Get($"{Enterprises}?count=exact"))["total"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task An_idempotency_key_belongs_to_its_client()
    {
        var (one, other) = (await api.NewPartner(), await api.NewPartner());

        var first = (await one.Client.Post(Enterprises, new { name = Names.New(), direction = "other" }, ("Idempotency-Key", "same"))).ShouldBe(201);
        var second = (await other.Client.Post(Enterprises, new { name = Names.New(), direction = "other" }, ("Idempotency-Key", "same"))).ShouldBe(201);

        second.Id.ShouldNotBe(first.Id);
        second.Header("Idempotency-Replayed").ShouldBeNull();
    }

    [Fact]
    public async Task A_change_that_is_sent_again_is_answered_as_the_first_time_although_the_record_has_moved_on()
    {
        var made = (await api.Admin.Post(Enterprises, new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var path = $"{Enterprises}/{made.Id}/stage-changes";
        var step = new { stage = "signed", on = "2026-01-05" };
        var signed = (await api.Admin.Post(path, step, ("If-Match", made.ETag), ("Idempotency-Key", "sign-once"))).ShouldBe(200);
        (await api.Admin.Post(path, new { stage = "landed", on = "2026-01-06" }, ("If-Match", signed.ETag))).ShouldBe(200);

        var again = (await api.Admin.Post(path, step, ("If-Match", made.ETag), ("Idempotency-Key", "sign-once"))).ShouldBe(200);

        again.Header("Idempotency-Replayed").ShouldBe("true");
        (again.Body, again.ETag, again.Position).ShouldBe((signed.Body, signed.ETag, signed.Position));
    }

    [Fact]
    public async Task A_patch_or_a_first_statement_may_carry_an_idempotency_key_too()
    {
        var made = (await api.Admin.Post(Enterprises, new { name = Names.New(), direction = "other" })).ShouldBe(201);
        var path = $"{Enterprises}/{made.Id}";
        for (var i = 0; i < 2; i++)
        {
            var patched = (await api.Admin.Patch(path, new { zone = "life-health-belt" }, ("If-Match", made.ETag), ("Idempotency-Key", $"patch-{made.Id}"))).ShouldBe(200);
            var stated = (await api.Admin.Put($"{path}/scale-statuses/2025", new { aboveScale = true }, ("If-None-Match", "*"), ("Idempotency-Key", $"put-{made.Id}"))).ShouldBe(201);

            (patched.ETag, stated.ETag).ShouldBe(("\"2\"", "\"3\""));
            (patched.Header("Idempotency-Replayed"), stated.Header("Idempotency-Replayed")).ShouldBe(i == 0 ? (null, null) : ("true", "true"));
        }
    }

    [Fact]
    public async Task A_refusal_is_not_kept_under_its_idempotency_key()
    {
        var name = Names.New();
        var first = (await api.Admin.Post(Enterprises, new { name, direction = "other" })).ShouldBe(201);
        var body = new { name, direction = "other" };
        (await api.Admin.Post(Enterprises, body, ("Idempotency-Key", "later"))).ShouldBeProblem(409, "duplicate-suspected");
        (await api.Admin.Post($"{Enterprises}/{first.Id}/void", new { reason = "录入错误" }, ("If-Match", first.ETag))).ShouldBe(200);

        (await api.Admin.Post(Enterprises, body, ("Idempotency-Key", "later"))).ShouldBe(201).Header("Idempotency-Replayed").ShouldBeNull();
    }

    [Fact]
    public async Task Of_racing_changes_with_one_If_Match_exactly_one_succeeds()
    {
        for (var round = 0; round < 10; round++)
        {
            var made = (await api.Admin.Post(Enterprises, new { name = Names.New(), direction = "other" })).ShouldBe(201);

            var answers = await InParallel(2, i => api.Admin.Patch($"{Enterprises}/{made.Id}", new { industryCode = $"734{i}" }, ("If-Match", made.ETag)));

            var (winner, loser) = (answers.Single(a => a.Status == 200), answers.Single(a => a.Status != 200));
            loser.ShouldBeProblem(412, "version-mismatch")["changes"].Items().ShouldHaveSingleItem()["pointers"].Texts().ShouldContain("/industryCode");
            (await api.Admin.Get($"{Enterprises}/{made.Id}")).Body.ShouldBe(winner.Body);
        }
    }

    [Fact]
    public async Task Of_a_hundred_posts_of_one_code_one_is_made_and_the_others_are_told()
    {
        var partner = await api.NewPartner();
        var uscc = USCC.New();

        var answers = await InParallel(100, _ => partner.Client.Post(Enterprises, new { name = Names.New(), direction = "other", uscc }));

        var made = answers.Where(a => a.Status == 201).ShouldHaveSingleItem();
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldBeProblem(409, "duplicate")["existing"].Text().ShouldBe($"{Enterprises}/{made.Id}");
        (await partner.Client.Get($"{Enterprises}?count=exact"))["total"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public async Task Of_racing_posts_of_one_name_one_is_made_and_the_others_are_suspected()
    {
        var partner = await api.NewPartner();
        var name = Names.New();

        var answers = await InParallel(30, _ => partner.Client.Post(Enterprises, new { name, direction = "other" }));

        answers.Count(a => a.Status == 201).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldBeProblem(409, "duplicate-suspected")["candidates"].Texts().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Writers_of_different_parts_of_one_record_do_not_stand_in_each_others_way()
    {
        var made = (await api.Admin.Post(Enterprises, new { name = Names.New(), direction = "other" })).ShouldBe(201);

        var answers = await InParallel(12, i => api.Admin.Put($"{Enterprises}/{made.Id}/revenue-declarations/2025-{i + 1:00}", new { amountYuan = 100 + i, source = "tax" }));

        answers.ShouldAllBe(a => a.Status == 201);
        (await api.Admin.Get($"{Enterprises}/{made.Id}/revenue-declarations"))["items"].Items().Count.ShouldBe(12);
        answers.Select(a => a.Position).ShouldBeUnique();
    }

    [Fact]
    public async Task Of_racing_first_statements_of_a_year_one_makes_it()
    {
        var made = (await api.Admin.Post(Enterprises, new { name = Names.New(), direction = "other" })).ShouldBe(201);

        var answers = await InParallel(8, i => api.Admin.Put($"{Enterprises}/{made.Id}/scale-statuses/2025", new { aboveScale = i % 2 == 0 }, ("If-None-Match", "*")));

        answers.Count(a => a.Status == 201).ShouldBe(1);
        answers.Count(a => a.Status == 412).ShouldBe(7);
    }

    private static async Task<IReadOnlyList<Answer>> InParallel(int count, Func<int, Task<Answer>> send) =>
        await Task.WhenAll(Enumerable.Range(0, count).Select(i => Task.Run(() => send(i))));
}
