using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using static HealthPark.Hostile.HostileValues;

namespace HealthPark.Hostile;

/// <summary>
/// Makes hostile requests. Each is a request that an operation of the document would take, with one or more things wrong with it; which
/// ones follows from the seed and the request's number alone, so that it can be made again (but for ids and keys, which the park gives).
/// </summary>
public sealed class Hostility(Park park, int seed)
{
    private const int MiB = 1024 * 1024;

    private static readonly string[] OddHeaders =
    [
        "Accept", "Accept-Language", "Accept-Encoding", "Accept-Charset", "If-Match", "If-None-Match", "If-Modified-Since", "If-Range", "Range", "Idempotency-Key", "HealthPark-On-Behalf-Of",
        "HealthPark-Min-Position", "HealthPark-Purpose", "Last-Event-ID", "Content-Digest", "Content-Disposition", "Content-Language", "Content-Encoding", "X-Forwarded-For",
        "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "X-HTTP-Method-Override", "X-Original-URL", "Origin", "Access-Control-Request-Method", "Cookie", "Referer", "User-Agent", "Via", "Max-Forwards",
        "traceparent", "tracestate", "baggage", "Upgrade", "TE", "Trailer", "Prefer", "Date", "From", "Pragma", "Cache-Control", "Proxy-Authorization",
    ];

    private static readonly string[] OddTags =
    [
        "", "\"\"", "\"", "\"1", "1", "W/\"1\"", "w/\"1\"", "\"0\"", "\"-1\"", "\"1.\"", "\"1.x\"", "\"01\"", "\"9223372036854775807\"", "\"9223372036854775808\"", "\"99999999999999999999\"", "\"1\",\"2\"", "*,\"1\"",
        "* *", "**", "\"1\"\"2\"", ",", ", ,", "\"a,b\"", "\"*\"", "\"\\\"\"",
    ];

    private static readonly string[] MediaTypes =
    [
        "", "text/plain", "text/html", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=a", "multipart/form-data", "application/json; charset=utf-16", "application/json; charset=gb2312",
        "application/json; charset=nonsense", "application/json; charset=utf-7", "application/json;charset", "application/json;;;", "application/json, text/plain", "APPLICATION/JSON", "application/ld+json", "application/*", "*/*", "json", "/", "application/",
        "application/octet-stream", "application/x-ndjson", "text/csv", "text/csv; charset=gbk", "text/csv; header=absent", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/merge-patch+json", "application/json-patch+json", "application/pdf", "image/png",
    ];

    private static readonly string[] Accepts =
    [
        "*/*", "", "text/csv", "application/x-ndjson", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/html", "application/xml", "application/json;q=0", "*/*;q=0", "application/json;q=2", "text/csv;q=0.5, application/json;q=0.4",
        "text/event-stream", "application/json; q=a", ";", ",", "a/b/c", "application/problem+json", "image/*", "text/*",
    ];

    private static readonly string[] Methods = ["TRACE", "OPTIONS", "HEAD", "PROPFIND", "DELETE", "PUT", "PATCH", "GET", "POST", "QUERY", "LOCK", "get", "Post", "X", "TRACK", "DEBUG", "M-SEARCH"];

    /// <summary>Request number <paramref name="number"/>.</summary>
    public Draft Make(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + (number * 7919)));
        var operation = Pick(random, park.Operations);
        var draft = Good(random, operation, number);
        var count = random.Next(100) switch { < 5 => 0, < 75 => 1, < 95 => 2, _ => 3 };
        for (var i = 0; i < count; i++)
            Spoil(random, draft, operation);
        // What the wire does comes last: it takes the request as it is.
        if (random.Next(100) < 12)
            SpoilWire(random, draft);
        if (draft.Framing == Framing.Length && random.Next(12) == 0 && draft.Body is not null)
            draft.Framing = Framing.Chunks;
        return draft.Weighed();
    }

    private Draft Good(Random random, Operation operation, int number)
    {
        var draft = new Draft { Method = operation.Method, Path = park.PathOf(operation) };
        draft.Headers.Add(("Host", "127.0.0.1"));
        draft.Headers.Add(("Authorization", $"Bearer {(random.Next(4) == 0 ? park.PartnerKey : park.AdminKey)}"));
        draft.Headers.Add(("traceparent", $"00-{TraceIdOf(number)}-00000000000000ff-01"));
        if (random.Next(3) == 0)
            draft.Headers.Add(("Accept-Language", "en"));
        if (operation.Parameters.Any(p => p.Name == "Idempotency-Key"))
            draft.Headers.Add(("Idempotency-Key", $"h-{seed}-{(random.Next(20) == 0 ? number % 7 : number)}"));
        if (operation.Parameters.Any(p => p.Name == "If-Match") && random.Next(10) > 0)
            draft.Headers.Add(("If-Match", "*"));
        if (operation.Parameters.Any(p => p.Name == "HealthPark-Purpose"))
            draft.Headers.Add(("HealthPark-Purpose", "audit"));
        if (operation.Method == "GET" && random.Next(5) == 0 && operation.Parameters.Any(p => p.Name == "cursor"))
            draft.Headers.Add(("Accept", Pick(random, Accepts)));
        foreach (var parameter in operation.Parameters.Where(p => p.In == "query" && p.Name is not ("wait" or "cursor" or "dryRun" or "version") && random.Next(12) == 0))
            draft.Query.Add((parameter.Name, Uri.EscapeDataString(parameter.Example ?? (parameter.Values.Count > 0 ? Pick(random, parameter.Values) : "1"))));
        if (operation.Bodies.Count > 0)
            WriteBody(random, draft, operation, number);
        return draft;
    }

    /// <summary>The trace id that a request carries.</summary>
    public string TraceIdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{(uint)seed:x8}{number + 1:x24}");

    private JsonNode? ExampleOf(Operation operation)
    {
        var example = operation.Bodies[0].Example;
        if (example is null && !operation.Path.Contains("/evidence", StringComparison.Ordinal))
        {
            // A batch and a record under a foreign key take what the collection takes.
            var collection = operation.Path.StartsWith("/v1/sources/", StringComparison.Ordinal) ? $"/v1/{operation.Path.Split('/')[4]}" : operation.Path.Replace("/batch", "", StringComparison.Ordinal);
            example = park.Operations.FirstOrDefault(o => o.Path == collection && o.Method == "POST")?.Bodies[0].Example;
        }

        return park.Filled(example);
    }

    private void WriteBody(Random random, Draft draft, Operation operation, int number)
    {
        var (type, _) = Pick(random, operation.Bodies);
        draft.Headers.Add(("Content-Type", type));
        var example = ExampleOf(operation);
        if (example is JsonObject body && body["name"] is JsonValue && random.Next(4) > 0)
        {
            body["name"] = $"示例{number}"; // so that some are new
            body.Remove("uscc");
        }

        if (operation.Path.EndsWith("/evidence", StringComparison.Ordinal))
        {
            draft.Body = Encoding.UTF8.GetBytes($"示例 {number}\n");
            draft.Headers.Add(("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(draft.Body))}:"));
            draft.Headers.Add(("Content-Disposition", "attachment; filename=\"proof.txt\""));
            draft.Set("Content-Type", "text/plain");
        }
        else if (type == "text/csv")
        {
            draft.Body = Encoding.UTF8.GetBytes(Csv(example as JsonObject));
        }
        else
        {
            draft.Body = type.EndsWith("sheet", StringComparison.Ordinal)
                ? Workbook(random, example as JsonObject)
                : Encoding.UTF8.GetBytes((example?.ToJsonString() ?? "{}") + (type == "application/x-ndjson" ? "\n" : ""));
        }
    }

    private void Spoil(Random random, Draft draft, Operation operation)
    {
        switch (random.Next(100))
        {
            case < 22 when draft.Body is not null:
                SpoilValue(random, draft, operation);
                break;
            case < 36 when draft.Body is not null:
                SpoilBody(random, draft, operation);
                break;
            case < 50:
                SpoilQuery(random, draft, operation);
                break;
            case < 58:
                SpoilPath(random, draft);
                break;
            case < 64 when operation.Parameters.Any(p => p.In == "path"):
                var (at, text) = (draft.Path.LastIndexOf('/') + 1, Escaped(random, Text(random)));
                draft.Path = Cut(draft.Path[..at] + text, 120_000);
                draft.IsBrokenHttp |= draft.Path.Contains("%00", StringComparison.Ordinal); // refused before the program sees it
                draft.Hostilities.Add("path parameter");
                break;
            case < 80:
                SpoilHeader(random, draft);
                break;
            case < 86:
                SpoilKey(random, draft);
                break;
            case < 92 when park.Cursors.Count > 0:
                SpoilCursor(random, draft);
                break;
            case < 97:
                draft.Method = Pick(random, Methods);
                draft.Hostilities.Add($"method {draft.Method}");
                break;
            default:
                draft.Query.Add(("dryRun", Pick(random, "true", "True", "1", "", "yes")));
                draft.Hostilities.Add("dry run");
                break;
        }
    }

    private void SpoilValue(Random random, Draft draft, Operation operation)
    {
        var example = ExampleOf(operation);
        // A member that the example does not have.
        if (example is JsonObject members && operation.Members.Count > 0 && random.Next(3) == 0)
            members[Pick(random, operation.Members)] = 1;
        var place = random.Next(JsonText.Places(example).Count());
        draft.Body = Encoding.UTF8.GetBytes(Unlone(JsonText.Write(example, place, Json(random))) + (draft.Header("Content-Type") == "application/x-ndjson" ? "\n" : ""));
        draft.Hostilities.Add($"value {place}");
    }

    private void SpoilBody(Random random, Draft draft, Operation operation)
    {
        var text = Encoding.UTF8.GetString(draft.Body!);
        var what = random.Next(22);
        draft.Hostilities.Add($"body {what}");
        draft.Body = what switch
        {
            0 => [],
            1 => draft.Body![..random.Next(draft.Body!.Length + 1)],
            2 => [.. Encoding.UTF8.Preamble, .. draft.Body!],
            3 => Encoding.Unicode.GetBytes(text),
            4 => Flip(random, draft.Body!),
            5 => [.. draft.Body!.Take(draft.Body!.Length / 2), .. Pick<byte[]>(random, [0xff], [0xc3, 0x28], [0xed, 0xa0, 0x80], [0xc0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0], [0xef, 0xbf]), .. draft.Body!.Skip(draft.Body!.Length / 2)],
            6 => Encoding.UTF8.GetBytes(Pick(random, "[]", "null", "1", "\"a\"", "{}", "[{}]", "true", "{}{}", "{} x", "// a\n{}", "{,}", "{\"a\"}", "{\"\":1}", "{\"\\ud800\":1}", "{\"\\u0000\":1}", "{\"a/b~c'd[0].e\":1}", "{\"']\":1}", "{\"[\":1}")),
            7 when text.StartsWith('{') => Encoding.UTF8.GetBytes("{" + text[1..text.LastIndexOf('}')] + "," + text[1..]),
            8 when text.StartsWith('{') => Encoding.UTF8.GetBytes($"{{{Quoted(Unlone(Text(random)))}:{Unlone(Json(random))},{text[1..]}"),
            9 => Encoding.UTF8.GetBytes(Nested(Pick(random, 32, 64, 1_000, 100_000), random.Next(2) == 0)),
            10 => Encoding.UTF8.GetBytes($"{{{string.Join(',', Enumerable.Range(0, Pick(random, 100, 10_000)).Select(i => $"\"m{i}\":{i}"))}}}"),
            11 when random.Next(4) == 0 => Encoding.UTF8.GetBytes("{\"name\":\"" + new string('a', MiB - 11 + random.Next(3) - 1) + "\"}"),
            12 when random.Next(20) == 0 => Encoding.ASCII.GetBytes("{\"name\":" + Digits(10 * MiB, random) + "}\n"),
            13 => RandomNumberGenerator(random, random.Next(2_000)),
            14 => Zip(("xl/workbook.xml", "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]><workbook>&c;</workbook>")),
            15 => Zip(("../../evil.xml", "a"), ("xl/workbook.xml", ""), ("xl/worksheets/sheet1.xml", new string(' ', random.Next(20) == 0 ? 100 * MiB : MiB))),
            16 => Encoding.UTF8.GetBytes(string.Join('\n', Enumerable.Repeat(text.TrimEnd('\n'), 20).Select((line, i) => i % 3 == 0 ? Unlone(Json(random)) : line))),
            17 => Encoding.UTF8.GetBytes(Pick(random, "name\n\"a", "name,name\na,b\n", "a;b;c\n1;2;3", "name\n=1+1\n", "\"name\"\"\",direction\nx", "name\r\rname", "name,direction\n" + new string(',', 10_000), new string('"', 5_001), "\n\n\n", "name\n\0\n", "id,version\n1,2\n", "sep=,\nname\na")),
            18 => Encoding.UTF8.GetBytes(text.Replace(':', '=')),
            19 => Encoding.UTF8.GetBytes("{\"a\":1}" + new string(' ', 100_000)),
            20 => Workbook(random, ExampleOf(operation) as JsonObject),
            _ => Encoding.UTF8.GetBytes(Unlone(Json(random))),
        };
        if (random.Next(4) == 0)
            draft.Set("Content-Type", Pick(random, operation.Bodies).MediaType);
    }

    private static void SpoilQuery(Random random, Draft draft, Operation operation)
    {
        var known = operation.Parameters.Where(p => p.In == "query").Select(p => p.Name).ToList();
        var name = known.Count == 0 || random.Next(5) == 0 ? Escaped(random, Cut(Text(random), 1_000)) : Pick(random, known);
        var value = name == "wait" ? Pick(random, "0", "-1", "a", "1e9", "99999999999", "0.5") : Cut(Escaped(random, Text(random)), 100_000);
        draft.Hostilities.Add($"query {Draft.Shown(name, 30)}");
        switch (random.Next(10))
        {
            case 0:
                draft.Query.AddRange([(name, value), (name, value)]);
                break;
            case 1:
                draft.Query.AddRange(Enumerable.Range(0, Pick(random, 10, 1_000, 2_000)).Select(i => ($"p{i}", "1")));
                break;
            case 2:
                draft.Query.Add((name.ToUpperInvariant(), value));
                break;
            case 3:
                draft.Query.Add(($"{name}{Pick(random, ".gte", ".eq", ".", "[]", "[$ne]", "%5B0%5D", "%00")}", value));
                break;
            default:
                draft.Query.RemoveAll(q => q.Name == name);
                draft.Query.Add((name, value));
                break;
        }
    }

    private static void SpoilPath(Random random, Draft draft)
    {
        var trick = Pick(random,
            "/..", "/../..", "/%2e%2e/%2e%2e", "/.%2e/", "/%252e%252e/", "/%c0%ae%c0%ae/", "/%00", "%00", "/%", "/%zz", "//", "/./", "/;a=b", "/\\..\\", "/%2f", "/%5c", "/%252f", "/%0d%0aX-Injected:%201", "/%ff", "/%ed%a0%80", "/", "?", "#a", "/%20", "/.", "/~", "%E2%80%8B",
            "/" + new string('a', 5_000), string.Concat(Enumerable.Repeat("/a", 2_000)), "/" + string.Concat(Enumerable.Repeat("%2e%2e%2f", 500)), "/'", "/%22", "/<script>", "/*", "/{id}");
        var at = random.Next(3) == 0 ? draft.Path.Length : draft.Path.IndexOf('/', 1 + random.Next(Math.Max(1, draft.Path.LastIndexOf('/'))));
        draft.Path = random.Next(12) switch
        {
            0 => "http://evil.example" + draft.Path,
            1 => "/" + draft.Path,
            2 => draft.Path.ToUpperInvariant(),
            3 => draft.Path.Replace("/v1", Pick(random, "", "/v2", "/v1.0", "/v0", "/V1", "/v1/v1"), StringComparison.Ordinal) is { Length: > 0 } path ? path : "/",
            _ => at < 0 ? draft.Path + trick : draft.Path[..at] + trick + draft.Path[at..],
        };
        // These the server refuses before the program sees them.
        draft.IsBrokenHttp |= draft.Path.Contains("%00", StringComparison.Ordinal) || draft.Path[0] != '/' || draft.Path.Contains('\\', StringComparison.Ordinal);
        draft.Hostilities.Add("path");
    }

    private static void SpoilHeader(Random random, Draft draft)
    {
        var name = Pick(random, OddHeaders);
        switch (random.Next(10))
        {
            case 0 or 1:
                draft.Set("Content-Type", Pick(random, MediaTypes));
                name = "Content-Type";
                break;
            case 2:
                draft.Set("Accept", Pick(random, Accepts));
                name = "Accept";
                break;
            case 3:
                name = Pick(random, "If-Match", "If-None-Match");
                draft.Set(name, Pick(random, OddTags));
                break;
            case 4:
                name = "Idempotency-Key";
                draft.Set(name, random.Next(3) == 0 ? null : Latin(Cut(Text(random), 300)));
                break;
            case 5:
                draft.Headers.AddRange([(name, "a"), (name, "b"), (name, Latin(Cut(Text(random), 500)))]);
                break;
            case 6:
                draft.Set(name, new string(Pick(random, "a", ",", "\"", ";", "=")[0], Pick(random, 1_000, 8_000)));
                break;
            default:
                draft.Set(name, Latin(Cut(Text(random), 2_000)));
                break;
        }

        draft.Hostilities.Add($"header {name}");
        draft.IsUntraced |= name is "traceparent" or "tracestate" or "baggage";
        // A value that HTTP does not allow, or an upgrade that there is not: the server may say so itself.
        draft.IsBrokenHttp |= draft.Headers.Any(h => h.Value.Any(c => c is < ' ' and not '\t' or >= '\x7f')) || name is "Upgrade" or "TE" or "Trailer";
    }

    private void SpoilKey(Random random, Draft draft)
    {
        var key = random.Next(2) == 0 ? park.AdminKey : park.PartnerKey;
        draft.Set("Authorization", random.Next(12) switch
        {
            0 => null,
            1 => "",
            2 => "Bearer",
            3 => $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes($"admin:{key}"))}",
            4 => $"Bearer {key[..random.Next(key.Length)]}",
            5 => $"Bearer {key}{key}",
            6 => $"Bearer {key.ToUpperInvariant()}",
            7 => "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiIsInNjb3BlIjoiZW50ZXJwcmlzZXM6d3JpdGUifQ.",
            8 => $"Bearer {Pick(random, "a.b.c", "..", ".", "eyJ.eyJ.", "hp_", "hp_" + new string('a', 8_000), new string('.', 7_000), "e30.e30.e30", "bnVsbA.bnVsbA.")}",
            9 => $"Bearer {Latin(Cut(Text(random), 2_000))}",
            _ => $"Bearer {OneBitOff(random, key)}",
        });
        if (random.Next(10) == 0)
            draft.Headers.Add(("Authorization", $"Bearer {park.PartnerKey}"));
        draft.IsBrokenHttp |= draft.Headers.Any(h => h.Value.Any(c => c is < ' ' and not '\t' or >= '\x7f'));
        draft.Hostilities.Add("key");
    }

    private void SpoilCursor(Random random, Draft draft)
    {
        var (list, cursor) = park.Cursors.ElementAt(random.Next(park.Cursors.Count));
        draft.Method = "GET";
        draft.Path = park.PathOf(park.Operations.First(o => o.Path == list && o.Method == "GET"));
        draft.Query.Clear();
        var text = random.Next(6) switch
        {
            0 => Pick(random, [.. park.Cursors.Values]), // of another list, or its own
            1 => cursor[..random.Next(cursor.Length)],
            2 => Forged(random),
            _ => OneBitOff(random, cursor),
        };
        draft.Query.AddRange([("cursor", Escaped(random, text)), ("limit", "1")]);
        draft.Hostilities.Add("cursor");
    }

    // The check in a cursor is no secret: one can be forged that passes it.
    private static string Forged(Random random)
    {
        var content = Encoding.UTF8.GetBytes(Unlone($"[\"x\",{Json(random)},\"0198f000-0000-7000-8000-000000000000\"]"));
        return Convert.ToBase64String([.. SHA256.HashData(content)[..4], .. content]).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    private static void SpoilWire(Random random, Draft draft)
    {
        var what = random.Next(26);
        draft.Hostilities.Add($"wire {what}");
        var length = draft.Body?.Length ?? 0;
        switch (what)
        {
            case 0:
                draft.Headers.AddRange(Enumerable.Range(0, Pick(random, 50, 90, 120, 1_000)).Select(i => ($"X-{i}", "a")));
                break;
            case 1:
                draft.Headers.Add(("X-Long", new string('a', Pick(random, 8_000, 30_000, 40_000, 1_000_000))));
                break;
            case 2:
                draft.Headers.Add((Pick(random, "X\0", "X Y", "X:", "", "é", "X\x01", "(X)"), "a"));
                break;
            case 3:
                draft.Headers.Add(("X-Odd", Pick(random, "a\0b", "a\x01b", "\xff\xfe", "\xc3\x28", "a\rb", "\x7f")));
                break;
            case 4:
                draft.Framing = Framing.AsHeadersSay;
                draft.Headers.Add(("Content-Length", Pick(random, "-1", "a", "1e3", "0x10", "", "99999999999999999999", "1, 2", "+5", "5 5")));
                break;
            case 5:
                draft.Framing = Framing.AsHeadersSay;
                draft.Headers.AddRange([("Content-Length", $"{length}"), ("Content-Length", $"{length + 1}")]);
                break;
            case 6:
                draft.Framing = Framing.AsHeadersSay;
                draft.Headers.AddRange([("Content-Length", $"{length}"), ("Transfer-Encoding", "chunked")]);
                draft.Body = [.. "0\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"u8];
                break;
            case 7:
                draft.Framing = Framing.AsHeadersSay;
                draft.Headers.Add(("Transfer-Encoding", Pick(random, "gzip", "chunked, chunked", "chunked\t", "xchunked", "identity", "Chunked , gzip", "")));
                break;
            case 8:
                draft.Framing = Framing.AsHeadersSay;
                draft.Headers.Add(("Transfer-Encoding", "chunked"));
                draft.Body = Encoding.ASCII.GetBytes(Pick(random, "zz\r\na\r\n", "-1\r\n", "ffffffffffffffff\r\na", "5\r\nabc\r\n0\r\n\r\n", "3;" + new string('a', 5_000) + "\r\nabc\r\n0\r\n\r\n", "3\nabc\n0\n\n", "\r\n\r\n", "1\r\naX\r\n0\r\n\r\n"));
                break;
            case 9:
                draft.Headers.RemoveAll(h => h.Name == "Host");
                if (random.Next(2) == 0)
                    draft.Headers.AddRange([("Host", "a"), ("Host", "b")]);
                break;
            case 10:
                draft.Set("Host", Pick(random, "", "a b", "evil.example", "127.0.0.1:99999", "[::1", "a/b", "a@b", "\xff", "a,b", ".."));
                break;
            case 11:
                draft.Version = Pick(random, "HTTP/0.9", "HTTP/1.0", "HTTP/2.0", "HTTP/3.0", "HTTP/1.2", "http/1.1", "HTTP/11", "", "FTP/1.1");
                break;
            case 12:
                draft.Head = Pick(random, "\r\n\r\n", "GET\r\n\r\n", "GET / \r\n\r\n", "\0\0\0\0\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n", "GET /v1 HTTP/1.1\nHost: a\n\n", "GET  /v1  HTTP/1.1\r\nHost: a\r\n\r\n", "G\0T /v1 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /v1\0 HTTP/1.1\r\nHost: a\r\n\r\n", " GET /v1 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /v1 HTTP/1.1\r\nHost: a\r\n folded: b\r\n\r\n", "GET /v1 HTTP/1.1\r\nHost : a\r\n\r\n", "GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n", "CONNECT a:1 HTTP/1.1\r\nHost: a:1\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", "GET v1 HTTP/1.1\r\nHost: a\r\n\r\n");
                (draft.Body, draft.IsUntraced) = (null, true);
                break;
            case 13:
                draft.Method = Pick(random, "", "G T", "GÉT", new string('A', 5_000), "GET\t", "\"GET\"");
                break;
            case 14:
                draft.Path = "/v1/" + new string('a', Pick(random, 100_000, 200_000));
                draft.Query.Clear();
                break;
            case 15 when draft.Body is not null:
                draft.Framing = Framing.AsHeadersSay; // shorter than it says: the rest of the body is read as the next request
                draft.Headers.Add(("Content-Length", $"{random.Next(length + 1)}"));
                break;
            case 16 when draft.Body is not null:
                draft.CutOffAfter = random.Next(1, draft.ToBytes().Length);
                break;
            case 17:
                draft.CutOffAfter = random.Next(1, 100);
                break;
            case 18 or 19 when draft.Body is { Length: < 100_000 }:
                draft.Pieces = random.Next(2, 20);
                return; // slow, and otherwise as it should be
            case 20:
                draft.Headers.Add(("Expect", Pick(random, "100-continue", "200-ok", "")));
                return;
            case 21:
                draft.Headers.Add(("Connection", Pick(random, "close", "keep-alive", "Upgrade", "close, keep-alive", "x", "")));
                break;
            case 22:
                draft.Headers.AddRange([("Connection", "Upgrade"), ("Upgrade", Pick(random, "h2c", "websocket", "a")), ("HTTP2-Settings", "AAMAAABkAAQAAP__")]);
                break;
            default:
                draft.Framing = Framing.Chunks;
                draft.Body ??= [];
                return;
        }

        draft.IsBrokenHttp = true;
    }

    private static byte[] Workbook(Random random, JsonObject? example)
    {
        var cells = string.Concat((example ?? []).Select((m, i) => (m.Key, Value: random.Next(6) == 0 ? Cut(Text(random), 50_000) : m.Value?.ToString() ?? "")).Select(c => $"<c t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(Plain(c.Value))}</t></is></c>"));
        var head = string.Concat((example ?? []).Select(m => $"<c t=\"inlineStr\"><is><t>{m.Key}</t></is></c>"));
        var rows = random.Next(8) switch
        {
            0 => $"<row r=\"4294967296\">{head}</row><row r=\"-1\">{cells}</row>",
            1 => $"<row><c r=\"ZZZZZZZZ1\" t=\"inlineStr\"><is><t>name</t></is></c></row><row>{cells}</row>",
            2 => $"<row>{head}</row><row><c t=\"s\"><v>99999</v></c><c t=\"n\"><v>1e999</v></c><c t=\"b\"><v>7</v></c><c t=\"e\"><v>#REF!</v></c><c t=\"d\"><v>x</v></c><c t=\"zzz\"><v/></c><c><f>1+1</f></c></row>",
            _ => $"<row>{head}</row><row>{cells}</row>",
        };
        var types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/><Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>";
        const string Relations = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{0}\" Target=\"{1}\"/></Relationships>";
        var doctype = random.Next(6) == 0 ? "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]>" : "";
        return Zip(
            ("[Content_Types].xml", random.Next(10) == 0 ? types[..random.Next(types.Length)] : types),
            ("_rels/.rels", string.Format(CultureInfo.InvariantCulture, Relations, "officeDocument", random.Next(10) == 0 ? "http://evil.example/x" : "xl/workbook.xml")),
            ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", string.Format(CultureInfo.InvariantCulture, Relations, "worksheet", random.Next(10) == 0 ? "../../../etc/passwd" : "worksheets/sheet1.xml")),
            ("xl/worksheets/sheet1.xml", $"{doctype}<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData>{(random.Next(10) == 0 ? "" : "</worksheet>")}"));
    }

    private static byte[] Zip(params (string Name, string Content)[] entries)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero); // the same bytes each time
                using var writer = new StreamWriter(entry.Open());
                writer.Write(content);
            }
        }

        return memory.ToArray();
    }

    private static string Csv(JsonObject? example)
    {
        var columns = (example ?? []).Where(m => m.Value is JsonValue).ToList();
        return $"{string.Join(',', columns.Select(m => m.Key))}\n{string.Join(',', columns.Select(m => $"\"{m.Value!.ToString().Replace("\"", "\"\"", StringComparison.Ordinal)}\""))}\n";
    }

    private static byte[] RandomNumberGenerator(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Flip(Random random, byte[] bytes)
    {
        if (bytes.Length == 0)
            return bytes;
        var flipped = bytes.ToArray();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    // Of seven bits, so that it is still a text of a header or a URL.
    private static string OneBitOff(Random random, string text)
    {
        var (chars, at) = (text.ToCharArray(), random.Next(text.Length));
        chars[at] = (char)(chars[at] ^ (1 << random.Next(7)));
        return new string(chars);
    }

    private static string Cut(string text, int most) => text.Length <= most ? text : text[..most];

    // UTF-8 as the bytes of a header.
    private static string Latin(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ')));

    // Half a pair has no UTF-8: it is written as an escape by Quoted, and must not stand elsewhere.
    private static string Unlone(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    // What XML 1.0 can say.
    private static string Plain(string text) => new([.. text.Where(c => c is '\t' or >= ' ' and < '\ud800' or >= '\ue000' and < '\ufffe')]);
}
