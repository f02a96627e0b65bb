using System.Text;
using HealthPark.Hostile;

namespace HealthPark.IntegrationTests.Hostile;

/// <summary>The judge of answers to hostile requests finds what is wrong with one.</summary>
public sealed class JudgeTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";

    private const string Good = $$"""
        {"type":"urn:healthpark:problem:not-found","title":"Not found","status":404,"detail":"There is no such record.","instance":"/v1/x","code":"not-found","errors":[],"traceId":"{{Trace}}"}
        """;

    private static Draft Request => new() { Method = "GET", Path = "/v1/x" };

    [Fact]
    public void A_problem_as_it_should_be_has_no_fault() => Judge.Faults(Request, Trace, Problem(404, Good)).ShouldBeEmpty();

    [Theory]
    [InlineData("\"code\":\"not-found\"", "\"code\":\"Not Found\"")]
    [InlineData("urn:healthpark:problem:not-found", "about:blank")]
    [InlineData("\"status\":404", "\"status\":400")]
    [InlineData("\"title\":\"Not found\",", "")]
    [InlineData("\"instance\":\"/v1/x\",", "")]
    [InlineData("\"errors\":[]", "\"errors\":[{\"pointer\":\"/a\"}]")]
    [InlineData("There is no such record.", "Npgsql.PostgresException: relation \\\"x\\\" does not exist")]
    [InlineData("There is no such record.", "   at HealthPark.Kernel.Http.Records.Find()")]
    [InlineData("There is no such record.", "select data from enterprises.mt_events")]
    [InlineData(Trace, "1af7651916cd43dd8448eb211c80319c")]
    [InlineData("}", "")]
    public void A_problem_that_is_not_is_found_out(string what, string instead) =>
        Judge.Faults(Request, Trace, Problem(404, Good.Replace(what, instead, StringComparison.Ordinal))).ShouldNotBeEmpty();

    [Fact]
    public void A_failure_of_ours_is_a_fault_and_asking_for_patience_is_none()
    {
        Judge.Faults(Request, Trace, Problem(500, Good.Replace("404", "500", StringComparison.Ordinal))).ShouldContain("status 500");
        Judge.Faults(Request, Trace, Problem(503, Good.Replace("404", "503", StringComparison.Ordinal))).ShouldContain("status 503");
        Judge.Faults(Request, Trace, Problem(503, Good.Replace("404", "503", StringComparison.Ordinal), ("retry-after", "5"))).ShouldBeEmpty();
    }

    [Fact]
    public void Only_what_is_no_HTTP_is_refused_without_a_problem_and_ends_the_connection()
    {
        var bare = new Reply(400, new Dictionary<string, string>(), [], Closes: true);
        Judge.Faults(Request, Trace, bare).ShouldNotBeEmpty();
        Judge.Faults(new Draft { Method = "GET", Path = "/v1/x", IsBrokenHttp = true }, Trace, bare).ShouldBeEmpty();
        Judge.Faults(new Draft { Method = "GET", Path = "/v1/x", IsBrokenHttp = true }, Trace, bare with { Closes = false }).ShouldNotBeEmpty();
        Judge.Faults(Request, Trace, Problem(404, Good) with { Closes = true }).ShouldNotBeEmpty();
        Judge.Faults(Request, Trace, new Reply(200, new Dictionary<string, string> { ["x-injected"] = "1" }, [], Closes: false)).ShouldNotBeEmpty();
    }

    private static Reply Problem(int status, string body, params (string Name, string Value)[] headers) => new(
        status, headers.Append(("content-type", "application/problem+json")).ToDictionary(h => h.Item1, h => h.Item2), Encoding.UTF8.GetBytes(body), Closes: false);
}
