using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using HealthPark.IntegrationTests.Api;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace HealthPark.IntegrationTests.Pages;

/// <summary>The dashboard and the park office's pages, in a real browser against the real program: what is on the screen is what the API says.</summary>
public sealed class PagesTests(PagesFixture pages) : IClassFixture<PagesFixture>
{
    private static string Yesterday => DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)).AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    [Fact]
    public async Task Figures_on_the_page_are_the_APIs()
    {
        var card = await pages.Ask("/v1/plan/scorecard?period=2026");
        await using var page = await pages.Open();
        await page.It.GetByText("2026", new() { Exact = true }).First.ClickAsync();

        foreach (var headline in card["headline"]!.AsArray())
            await Expect(page.Figure(headline!["indicator"].Text())).ToHaveTextAsync(Number(headline["actual"]!));
        await page.Settled();
        foreach (var (direction, row) in card["directions"]!.AsArray().Select((d, i) => (d!, i)))
        {
            foreach (var figure in direction["indicators"]!.AsArray().Where(f => f!["indicator"].Text() == "enterprises"))
            {
                // One table for each indicator, enterprises first; the current year's column is marked.
                var cell = page.It.Locator(".matrix").First.Locator("tbody tr").Nth(row).Locator("td.current .numbers");
                await Expect(cell).ToHaveTextAsync($"{Number(figure!["actual"]!)}/{Number(figure["target"]!)}");
            }
        }

        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_figure_opens_its_proof_and_without_a_key_asks_to_sign_in()
    {
        var proof = await pages.Ask("/v1/plan/indicators/transfers/contributions?period=2026");
        await using var page = await pages.Open();
        await page.Figure("transfers").ClickAsync();
        var dialog = page.It.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator("[data-proof-figure]")).ToContainTextAsync(Number(proof["figure"]!));
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "登录" })).ToBeVisibleAsync();
        await Expect(dialog.GetByRole(AriaRole.Table)).ToHaveCountAsync(0);
        await page.It.Keyboard.PressAsync("Escape");

        await page.SignIn();
        await page.Figure("transfers").ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Table).First.Locator("tbody tr")).ToHaveCountAsync(proof["items"]!.AsArray().Count);
        await Expect(dialog.GetByRole(AriaRole.Table).Nth(1).Locator("tbody tr")).ToHaveCountAsync(proof["excluded"]!.AsArray().Count);
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Language_and_theme_follow_the_browser_and_the_reader()
    {
        await using var page = await pages.Open(language: "en-GB", theme: ColorScheme.Dark);
        var html = page.It.Locator("html");
        await Expect(html).ToHaveAttributeAsync("lang", "en");
        await Expect(html).ToHaveAttributeAsync("data-theme", "dark");
        await Expect(page.It.GetByRole(AriaRole.Heading, new() { Name = "Tasks by unit" })).ToBeVisibleAsync();

        await page.It.GetByRole(AriaRole.Button, new() { Name = "中文" }).ClickAsync();
        await page.It.GetByRole(AriaRole.Button, new() { Name = "切换到浅色" }).ClickAsync();
        await page.It.ReloadAsync();
        await Expect(html).ToHaveAttributeAsync("lang", "zh-CN");
        await Expect(html).ToHaveAttributeAsync("data-theme", "light");
        await Expect(page.It.GetByRole(AriaRole.Heading, new() { Name = "任务分工" })).ToBeVisibleAsync();
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_slider_shows_what_was_known_on_a_day()
    {
        var then = await pages.Ask($"/v1/plan/scorecard?period=2026&asOf={Yesterday}T15:59:59.999Z");
        await using var page = await pages.Open();
        var now = await page.Figure("enterprises").TextContentAsync();
        await page.It.GetByRole(AriaRole.Slider).FocusAsync();
        await page.It.Keyboard.PressAsync("ArrowLeft");

        await Expect(page.It.Locator(".banner")).ToContainTextAsync(Yesterday);
        foreach (var headline in then["headline"]!.AsArray())
            await Expect(page.Figure(headline!["indicator"].Text())).ToHaveTextAsync(Number(headline["actual"]!));

        await page.It.GetByRole(AriaRole.Button, new() { Name = "回到现在" }).ClickAsync();
        await Expect(page.Figure("enterprises")).ToHaveTextAsync(now!);
        await Expect(page.It.Locator(".banner")).ToHaveCountAsync(0);
        page.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_verified_in_the_queue_moves_the_figure_live()
    {
        await using var wall = await pages.Open(signedIn: true);
        await Expect(wall.It.Locator(".liveness.live")).ToBeVisibleAsync();
        var before = Value(await wall.Figure("enterprises").TextContentAsync());

        await using var office = await pages.Open(signedIn: true);
        var id = (await pages.Ask("/v1/enterprises?verification=submitted&stage=landed&sort=id&limit=1"))["items"]![0]!["id"].Text();
        await office.It.GetByRole(AriaRole.Link, new() { Name = "核实队列" }).ClickAsync();
        await office.It.Locator($"a[href='#/queue/enterprises/{id}']").ClickAsync();
        var review = office.It.GetByRole(AriaRole.Article);
        await Expect(review.Locator(".decision .tallies")).ToContainTextAsync("+1 家"); // told before it is done
        await review.GetByRole(AriaRole.Button, new() { Name = "核实通过" }).ClickAsync();

        await Expect(review.GetByText("已核实。")).ToBeVisibleAsync();
        await Expect(wall.Figure("enterprises")).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture));
        (await pages.Ask($"/v1/enterprises/{id}"))["verification"].Text().ShouldBe("verified");
        wall.Complaints.ShouldBeEmpty();
        office.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_decision_on_what_has_changed_meanwhile_is_refused_plainly()
    {
        var made = await pages.Ask("/v1/enterprises", HttpMethod.Post, new() { ["name"] = "示例并发企业有限公司", ["direction"] = "other" });
        var id = made["id"].Text();
        await pages.Attach($"/v1/enterprises/{id}", "示例:落地证明");
        await using var office = await pages.Open($"/#/queue/enterprises/{id}", signedIn: true);
        var review = office.It.GetByRole(AriaRole.Article);
        await review.GetByRole(AriaRole.Button, new() { Name = "预览" }).ClickAsync();
        await Expect(review.Locator(".files pre")).ToHaveTextAsync("示例:落地证明");
        await pages.Ask($"/v1/enterprises/{id}", HttpMethod.Patch, new() { ["zone"] = "life-health-belt" }, "\"1\"");

        await review.GetByRole(AriaRole.Button, new() { Name = "核实通过" }).ClickAsync();
        await Expect(review.GetByRole(AriaRole.Alert)).ToContainTextAsync("已被他人更改");
        (await pages.Ask($"/v1/enterprises/{id}"))["verification"].Text().ShouldBe("submitted");

        await review.GetByRole(AriaRole.Button, new() { Name = "重新读取" }).ClickAsync();
        await Expect(review).ToContainTextAsync("生命健康协同带");
        await review.GetByRole(AriaRole.Textbox).FillAsync("示例:请补材料");
        await review.GetByRole(AriaRole.Button, new() { Name = "退回" }).ClickAsync();
        await Expect(review.GetByText("已退回。")).ToBeVisibleAsync();
        (await pages.Ask($"/v1/enterprises/{id}"))["returnReason"].Text().ShouldBe("示例:请补材料");
        office.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_key_is_issued_shown_once_and_revoked()
    {
        var organization = (await pages.Ask("/v1/organizations", HttpMethod.Post, new() { ["name"] = "示例页面机构", ["kind"] = "partner" }))["name"].Text();
        await using var office = await pages.Open("/#/organizations", signedIn: true);
        await office.It.GetByLabel("按名称查找").FillAsync(organization);
        await office.It.GetByRole(AriaRole.Button, new() { Name = $"{organization}的密钥" }).ClickAsync();
        var dialog = office.It.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("签发密钥").First.ClickAsync();
        await dialog.GetByLabel("密钥名称").FillAsync("示例密钥");
        await dialog.GetByLabel("plan:read").CheckAsync();
        await dialog.Locator("form button[type=submit]").ClickAsync();
        var secret = (await dialog.Locator(".once code").TextContentAsync())!;
        (await StatusAs(secret)).ShouldBe(HttpStatusCode.OK);

        await dialog.Locator(".once button.quiet").ClickAsync();
        await Expect(dialog.GetByText(secret)).ToHaveCountAsync(0);
        await dialog.GetByRole(AriaRole.Button, new() { Name = "吊销: 示例密钥" }).ClickAsync();
        await dialog.GetByLabel("吊销原因").FillAsync("示例");
        await dialog.Locator("li form button[type=submit]").ClickAsync();
        await Expect(dialog.Locator("li .tag.ended")).ToBeVisibleAsync();
        (await StatusAs(secret)).ShouldBe(HttpStatusCode.Unauthorized);
        office.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_hinders_a_reader_in_either_theme_or_language()
    {
        foreach (var (language, theme) in new[] { ("zh-CN", ColorScheme.Light), ("en-GB", ColorScheme.Dark) })
        {
            await using var visitor = await pages.Open(language: language, theme: theme);
            await visitor.Settled();
            (await visitor.Hindrances()).ShouldBeEmpty("/");

            await using var office = await pages.Open(language: language, theme: theme, signedIn: true);
            var waiting = (await pages.Ask("/v1/enterprises?verification=submitted&limit=1"))["items"]![0]!["id"].Text();
            foreach (var path in new[] { "/#/", $"/#/queue/enterprises/{waiting}", "/#/disputes", "/#/organizations", "/#/webhooks" })
            {
                await office.It.GotoAsync(path);
                await office.Settled();
                (await office.Hindrances()).ShouldBeEmpty(path);
            }

            await office.It.GotoAsync("/#/");
            await office.Figure("enterprises").ClickAsync();
            await Expect(office.It.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Table).First).ToBeVisibleAsync();
            (await office.Hindrances()).ShouldBeEmpty("proof");
            office.Complaints.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(2560)]
    public async Task Nothing_is_cut_off_on_a_phone_or_a_wall_screen(int width)
    {
        foreach (var language in new[] { "zh-CN", "en-GB" })
        {
            await using var page = await pages.Open(language: language, width: width, signedIn: true);
            await page.Settled();
            if (Environment.GetEnvironmentVariable("HEALTHPARK_TEST_SCREENSHOTS") is { } folder)
                await page.It.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{language}-{width}.png"), FullPage = true });
            (await page.It.EvaluateAsync<int>("() => document.documentElement.scrollWidth - innerWidth")).ShouldBe(0);
            (await page.It.EvaluateAsync<string>(
                "() => [...document.querySelectorAll('button, h2, h3, .status, .name, strong')].filter(e => !e.closest('.hidden') && getComputedStyle(e).display !== 'inline' "
                + "&& e.scrollWidth > e.clientWidth + 1).map(e => e.textContent).join('\\n')")).ShouldBeEmpty();
        }
    }

    [Fact]
    public async Task The_page_is_served_with_a_strict_policy_and_its_files_for_ever()
    {
        using var index = await pages.Api.GetAsync("/");
        index.Headers.GetValues("Content-Security-Policy").ShouldHaveSingleItem().ShouldStartWith("default-src 'self';");
        index.Headers.GetValues("X-Content-Type-Options").ShouldHaveSingleItem().ShouldBe("nosniff");
        index.Headers.GetValues("Referrer-Policy").ShouldHaveSingleItem().ShouldBe("no-referrer");
        index.Headers.CacheControl!.NoCache.ShouldBeTrue();
        var text = await index.Content.ReadAsStringAsync();
        text.ShouldNotContain("hp_");

        using var again = new HttpRequestMessage(HttpMethod.Get, "/");
        again.Headers.IfNoneMatch.Add(index.Headers.ETag!);
        using var unchanged = await pages.Api.SendAsync(again);
        unchanged.StatusCode.ShouldBe(HttpStatusCode.NotModified);

        var asset = System.Text.RegularExpressions.Regex.Match(text, "/assets/[^\"]+\\.js").Value;
        using var compressed = new HttpRequestMessage(HttpMethod.Get, asset);
        compressed.Headers.AcceptEncoding.ParseAdd("br");
        using var script = await pages.Api.SendAsync(compressed);
        script.Content.Headers.ContentEncoding.ShouldBe(["br"]);
        script.Headers.CacheControl!.ToString().ShouldContain("immutable");

        using var docs = await pages.Api.GetAsync("/docs/index.html");
        docs.StatusCode.ShouldBe(HttpStatusCode.OK);
        docs.Headers.GetValues("Content-Security-Policy").ShouldBe(["frame-ancestors 'none'"]); // its own scripts are inline
    }

    private async Task<HttpStatusCode> StatusAs(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/plan/task-progress");
        request.Headers.Authorization = new("Bearer", key);
        using var answer = await pages.Api.SendAsync(request);
        return answer.StatusCode;
    }

    // As the page writes it: up to two decimals, thousands apart.
    private static string Number(JsonNode node) => node.GetValue<decimal>().ToString("#,##0.##", CultureInfo.InvariantCulture);

    private static int Value(string? text) => int.Parse(text!, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
}
