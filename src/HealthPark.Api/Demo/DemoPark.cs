using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using HealthPark.Access;
using HealthPark.Kernel.Codes;

namespace HealthPark.Api.Demo;

/// <summary>
/// A demonstration park, posted through the HTTP API as partners and the park office would: made-up bodies whose names say so, codes
/// that no one can be assigned, the same at every run.
/// </summary>
internal sealed class DemoPark(string address, string administratorKey) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = new Uri(address) };
    private int _requests;
    private int _codes;

    // For each direction: enterprises landed in 2025 and in 2026, and revenue of the two years in 亿元.
    private static readonly (string Direction, string Name, string Zone, int Landed2025, int Landed2026, decimal Revenue2025, decimal Revenue2026)[] Directions =
    [
        ("digital-medicine", "数字医疗", "life-science-innovation-pole", 3, 2, 3.1m, 2.9m),
        ("gene-cell-therapy", "基因细胞", "life-science-innovation-pole", 2, 2, 1.0m, 1.1m),
        ("smart-medical-devices", "智慧装备", "life-science-innovation-pole", 7, 5, 5.2m, 5.3m),
        ("specialty-medical-consumption", "医疗消费", "medicine-commerce-pole", 8, 6, 3.3m, 3.0m),
        ("pharma-distribution", "医药流通", "life-health-belt", 5, 4, 36.9m, 37.5m),
        ("chronic-disease-management", "慢病管理", "life-health-belt", 3, 2, 2.7m, 2.9m),
        ("other", "综合服务", "medicine-commerce-pole", 3, 1, 8.9m, 9.1m),
    ];

    /// <summary>Posts the park, unless it is there already.</summary>
    public static async Task Load(WebApplication app, string address)
    {
        if (app.Services.GetRequiredService<AdministratorKey>().Known is not { } key)
        {
            Console.WriteLine("The demonstration park needs the administrator key: start with HEALTHPARK_ADMIN_KEY set to it.");
            return;
        }

        using var park = new DemoPark(address, key);
        await park.Load();
    }

    public void Dispose() => _http.Dispose();

    private async Task Load()
    {
        if (await NewPartner("演示孵化器甲(示例)") is not { } first || await NewPartner("演示孵化器乙(示例)") is not { } second)
        {
            Console.WriteLine("The demonstration park is there already.");
            return;
        }

        foreach (var plan in Directions)
        {
            var partner = plan.Zone == "life-science-innovation-pole" ? first : second;
            for (var i = 0; i < plan.Landed2025 + plan.Landed2026; i++)
            {
                var landedOn = i < plan.Landed2025
                    ? new DateOnly(2025, 1 + (i * 11 / plan.Landed2025), 15)
                    : new DateOnly(2026, 1 + ((i - plan.Landed2025) * 9 / plan.Landed2026), 20);
                var id = await Post(partner, Name(plan.Name, i + 1), plan.Direction, new() { ["uscc"] = NewCode(), ["landedOn"] = Text(landedOn), ["zone"] = plan.Zone });
                if (i < 2)
                {
                    var share = i == 0 ? 0.6m : 0.4m;
                    await DeclareYear(partner, id, 2025, plan.Revenue2025 * share);
                    await DeclareMonths(partner, id, 2026, 10, plan.Revenue2026 * share);
                }

                // The park office has not got to the last ones yet.
                if (i < plan.Landed2025 + plan.Landed2026 - 1 || plan.Landed2026 < 2)
                    await Verify($"/v1/enterprises/{id}");
            }
        }

        var tenant = await LoadOddities(first, second);
        await DemoTransfers.Load(this, first, second);
        await DemoTalents.Load(this, first, second);
        await DemoParkEvents.Load(this, first);
        await DemoCarriers.Load(this, second, tenant);
        await DemoFunds.Load(this, first);
        Console.WriteLine(
            $"The demonstration park is loaded ({_requests} requests): two partners, made-up enterprises, transfers, talents, events, carriers and a fund marked 演示 or 示例.");
    }

    // What a real park has too: leads, an older firm, a missing code, a mistake, a firm that left, one in another direction. Answers the older firm.
    private async Task<string> LoadOddities(string first, string second)
    {
        await Post(first, Name("在谈线索", 1), "gene-cell-therapy", []);
        await Post(second, Name("签约未落地", 1), "other", new() { ["signedOn"] = "2026-09-10" });
        await Verify($"/v1/enterprises/{await Post(second, Name("缺代码", 1), "chronic-disease-management", new() { ["landedOn"] = "2026-05-06" })}");
        var older = await Post(second, Name("早年入驻", 1), "pharma-distribution", new() { ["uscc"] = NewCode(), ["landedOn"] = "2019-06-01", ["zone"] = "life-health-belt" });
        await Verify($"/v1/enterprises/{older}");
        await DeclareYear(second, older, 2025, 1.25m);

        var mistake = await Post(first, Name("误登", 1), "digital-medicine", new() { ["uscc"] = NewCode(), ["landedOn"] = "2026-02-02" });
        await Send(HttpMethod.Post, $"/v1/enterprises/{mistake}/void", new() { ["reason"] = "演示:重复登记" }, first, await ETag($"/v1/enterprises/{mistake}"));
        var returned = await Post(first, Name("退回补正", 1), "smart-medical-devices", new() { ["uscc"] = NewCode(), ["landedOn"] = "2026-06-18" });
        await Send(HttpMethod.Post, $"/v1/enterprises/{returned}/verification", new() { ["decision"] = "returned", ["reason"] = "演示:请补落地证明" },
            administratorKey, await ETag($"/v1/enterprises/{returned}"));
        var left = await Post(second, Name("已迁出", 1), "other", new() { ["uscc"] = NewCode(), ["landedOn"] = "2025-03-03" });
        await Send(HttpMethod.Post, $"/v1/enterprises/{left}/stage-changes", new() { ["stage"] = "moved-out", ["on"] = "2026-04-30", ["reason"] = "演示" }, second, await ETag($"/v1/enterprises/{left}"));
        await Verify($"/v1/enterprises/{left}");
        var moved = await Post(first, Name("改归方向", 1), "digital-medicine", new() { ["uscc"] = NewCode(), ["landedOn"] = "2025-08-08" });
        await Send(HttpMethod.Patch, $"/v1/enterprises/{moved}", new() { ["direction"] = "smart-medical-devices", ["directionFrom"] = "2026-03-01" }, first, await ETag($"/v1/enterprises/{moved}"));
        await Verify($"/v1/enterprises/{moved}");
        return older;
    }

    private async Task<string?> NewPartner(string name)
    {
        var organization = await TrySend(HttpMethod.Post, "/v1/organizations", new() { ["name"] = name, ["kind"] = "partner" }, administratorKey, null);
        if (organization is null)
            return null;
        var key = await Send(HttpMethod.Post, "/v1/api-keys", new()
        {
            ["name"] = name + "接口",
            ["organizationId"] = organization["id"]!.GetValue<string>(),
            ["scopes"] = new JsonArray(
                "enterprises:read", "enterprises:write", "transfers:read", "transfers:write", "talents:read", "talents:write", "carriers:read", "carriers:write",
                "events:read", "events:write", "funds:read", "funds:write", "plan:read"),
        }, administratorKey, null);
        return key["key"]!.GetValue<string>();
    }

    private async Task<string> Post(string partner, string name, string direction, JsonObject more)
    {
        more["name"] = name;
        more["direction"] = direction;
        return (await Send(HttpMethod.Post, "/v1/enterprises", more, partner, null))["id"]!.GetValue<string>();
    }

    private async Task DeclareYear(string partner, string id, int year, decimal hundredMillions)
    {
        await DeclareAboveScale(partner, id, year);
        await Declare(partner, id, $"{year}", hundredMillions * 100_000_000m, "statistics");
    }

    private async Task DeclareMonths(string partner, string id, int year, int months, decimal hundredMillions)
    {
        await DeclareAboveScale(partner, id, year);
        for (var month = 1; month <= months; month++)
            await Declare(partner, id, $"{year}-{month:00}", decimal.Round(hundredMillions * 100_000_000m / months, 2), "tax");
    }

    private async Task DeclareAboveScale(string partner, string id, int year)
    {
        await Send(HttpMethod.Put, $"/v1/enterprises/{id}/scale-statuses/{year}", new() { ["aboveScale"] = true }, partner, null);
        await Verify($"/v1/enterprises/{id}/scale-statuses/{year}");
    }

    private async Task Declare(string partner, string id, string period, decimal amountYuan, string source)
    {
        await Send(HttpMethod.Put, $"/v1/enterprises/{id}/revenue-declarations/{period}", new() { ["amountYuan"] = amountYuan, ["source"] = source }, partner, null);
        await Verify($"/v1/enterprises/{id}/revenue-declarations/{period}");
    }

    /// <summary>Verifies a record as the park office, as it stands.</summary>
    internal async Task Verify(string path) =>
        await Send(HttpMethod.Post, path + "/verification", new() { ["decision"] = "verified" }, administratorKey, await ETag(path));

    /// <summary>Approves a record as the park office, as it stands.</summary>
    internal async Task Approve(string path, JsonObject body) => await Send(HttpMethod.Post, path + "/approval", body, administratorKey, await ETag(path));

    /// <summary>The present ETag of a record.</summary>
    internal async Task<string> ETag(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", administratorKey);
        using var response = await _http.SendAsync(request);
        return response.EnsureSuccessStatusCode().Headers.ETag!.Tag;
    }

    /// <summary>Attaches a text to a record as evidence, and answers its id.</summary>
    internal async Task<string> Attach(string path, string text, string key)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        using var request = new HttpRequestMessage(HttpMethod.Post, path + "/evidence") { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/plain; charset=utf-8");
        request.Content.Headers.TryAddWithoutValidation("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:");
        request.Content.Headers.TryAddWithoutValidation("Content-Disposition", "attachment; filename=\"demo.txt\"");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        using var response = await _http.SendAsync(request);
        _requests++;
        return JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!["id"]!.GetValue<string>();
    }

    /// <summary>Sends a request that must be carried out.</summary>
    internal async Task<JsonNode> Send(HttpMethod method, string path, JsonObject body, string key, string? ifMatch) =>
        await TrySend(method, path, body, key, ifMatch) ?? throw new InvalidOperationException($"The demonstration park could not be posted: {path} is there already.");

    // Null for 409: it was posted before.
    private async Task<JsonNode?> TrySend(HttpMethod method, string path, JsonObject body, string key, string? ifMatch)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7().ToString());
        if (ifMatch is not null)
            request.Headers.Add("If-Match", ifMatch);
        using var response = await _http.SendAsync(request);
        _requests++;
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode == HttpStatusCode.Conflict)
            return null;
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)
            : throw new InvalidOperationException($"The demonstration park could not be posted: {method} {path} answered {(int)response.StatusCode} {text}");
    }

    private static string Name(string what, int number) => string.Create(CultureInfo.InvariantCulture, $"演示{what}企业{number:00}(示例)有限公司");

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // 91 000000: an enterprise of no division; HP in the body. The two check characters are found by trying.
    private string NewCode()
    {
        const string Characters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
        var stem = string.Create(CultureInfo.InvariantCulture, $"91000000MAHP{5000 + _codes++}");
        var codes = from inner in Characters
                    from check in Characters
                    let parsed = UnifiedSocialCreditCode.Parse($"{stem}{inner}{check}")
                    where parsed.IsValid && !parsed.Warnings.Any(w => w.Code == "uscc-body-check")
                    select parsed.Value!.Value;
        return codes.First();
    }
}
