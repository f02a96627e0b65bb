using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HealthPark.IntegrationTests.Survival;
using Microsoft.Playwright;

namespace HealthPark.IntegrationTests.Pages;

/// <summary>The program with the demonstration park, and a Chromium without a window that opens its pages. Both are started once for all tests of the pages.</summary>
public sealed class PagesFixture : IAsyncLifetime
{
    private const string Chromium = "/usr/bin/chromium";

    private readonly string _folder = Directory.CreateTempSubdirectory("healthpark-pages-").FullName;
    private ProgramProcess _program = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;

    /// <summary>The administrator's key, which is the park office's.</summary>
    internal string Key { get; } = "hp_" + new string('p', 8) + Guid.NewGuid().ToString("N");

    /// <summary>The API without a key.</summary>
    internal HttpClient Api { get; } = new();

    /// <summary>The source of axe-core, which looks for what hinders readers (WCAG 2.2).</summary>
    internal string Axe { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (!File.Exists(Chromium))
            throw new InvalidOperationException($"Chromium is not installed at {Chromium}: run build/chromium (build/test does).");
        var axe = Path.Combine(DashboardFolder(), "node_modules", "axe-core", "axe.min.js");
        if (!File.Exists(axe))
            throw new InvalidOperationException("The pages are not built: run build/dashboard and build again (build/test does).");
        Axe = await File.ReadAllTextAsync(axe);
        File.SetUnixFileMode(_folder, (UnixFileMode)Convert.ToInt32("755", 8)); // root's server runs as another user

        _program = await ProgramProcess.Serve(_folder, Key, "--demo");
        Api.BaseAddress = _program.Address;
        Assertions.SetDefaultExpectTimeout(30_000); // a busy machine is slow, not wrong
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
        await _program.UntilItSays("The demonstration park is loaded");
    }

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        Api.Dispose();
        await _program.Stop(); // and its server with it
        await _program.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens a page as a reader of its own.</summary>
    /// <param name="path">The path, such as <c>/</c> or <c>/#/queue</c>.</param>
    /// <param name="language">The browser's language.</param>
    /// <param name="theme">The system's theme.</param>
    /// <param name="width">The width of the screen, in pixels.</param>
    /// <param name="signedIn">Whether the tab holds the park office's key already.</param>
    internal async Task<OpenPage> Open(string path = "/", string language = "zh-CN", ColorScheme theme = ColorScheme.Light, int width = 1440, bool signedIn = false)
    {
        var context = await _browser.NewContextAsync(new()
        {
            BaseURL = _program.Address.ToString(), Locale = language, ColorScheme = theme, ViewportSize = new() { Width = width, Height = width < 600 ? 844 : width * 9 / 16 },
        });
        var page = await context.NewPageAsync();
        var opened = new OpenPage(context, page, this);
        if (signedIn)
        {
            await page.GotoAsync("/");
            await opened.SignIn();
        }

        await page.GotoAsync(path);
        await page.Locator("main").WaitForAsync();
        return opened;
    }

    /// <summary>Asks the API as the park office.</summary>
    internal async Task<JsonNode> Ask(string path, HttpMethod? method = null, JsonObject? body = null, string? etag = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (etag is not null)
            request.Headers.Add("If-Match", etag);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await Api.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
    }

    /// <summary>Attaches a text to a record as evidence.</summary>
    internal async Task Attach(string path, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var request = new HttpRequestMessage(HttpMethod.Post, path + "/evidence") { Content = new ByteArrayContent(bytes) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/plain; charset=utf-8");
        request.Content.Headers.TryAddWithoutValidation("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:");
        request.Content.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=\"proof.txt\"");
        using var answer = await Api.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    private static string DashboardFolder([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/HealthPark.Dashboard"));
}

/// <summary>A page in a browser, with what its console said.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly PagesFixture _pages;
    private readonly List<string> _complaints = [];

    public OpenPage(IBrowserContext context, IPage page, PagesFixture pages)
    {
        (_context, It, _pages) = (context, page, pages);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                _complaints.Add(message.Text);
        };
        page.PageError += (_, error) => _complaints.Add(error);
    }

    public IPage It { get; }

    /// <summary>Errors and warnings of the console, those of the content security policy included. The browser also logs the refusal (412) that a test provokes.</summary>
    public IReadOnlyList<string> Complaints => [.. _complaints.Where(c => !c.Contains("status of 412", StringComparison.Ordinal))];

    /// <summary>A headline figure as the page shows it.</summary>
    public ILocator Figure(string indicator) => It.Locator($"button.proof[data-indicator='{indicator}'] strong");

    /// <summary>Signs in as a person does: with the dialog.</summary>
    public async Task SignIn()
    {
        await It.Locator(".tools").GetByRole(AriaRole.Button, new() { NameRegex = new("登录|Sign in") }).ClickAsync();
        var dialog = It.GetByRole(AriaRole.Dialog);
        await dialog.Locator("input[name=key]").FillAsync(_pages.Key);
        await dialog.Locator("button[type=submit]").ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    /// <summary>Waits until what is shown has been read, and the charts are drawn.</summary>
    public async Task Settled()
    {
        await It.WaitForFunctionAsync("() => document.querySelector('h2') && !document.querySelector('p.waiting[role=status]')");
        if (await It.Locator(".chart").CountAsync() > 0)
            await It.WaitForFunctionAsync("() => [...document.querySelectorAll('.chart')].every(c => c.querySelector('canvas'))");
    }

    /// <summary>What axe-core finds: the rule and the first elements.</summary>
    public async Task<string> Hindrances()
    {
        await It.EvaluateAsync(_pages.Axe);
        return await It.EvaluateAsync<string>(
            "() => axe.run().then(r => r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html).join(' | ')).join('\\n'))");
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();
}
