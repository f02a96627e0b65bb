using System.ComponentModel.DataAnnotations;
using System.Globalization;
using HealthPark.Changes.Webhook;
using HealthPark.EventStore;

namespace HealthPark.Changes.Features;

/// <summary>Registration of a webhook.</summary>
/// <param name="Url">
/// Where changes are posted to: an `https` address of the public Internet. It is kept in the record's history, so put no password or
/// token into it.
/// </param>
/// <param name="Types">The types of change: names, or beginnings that end in `*`, as in `GET /v1/changes?types=`; `*` alone is all.</param>
/// <param name="Description">What it is for.</param>
/// <param name="After">The cursor of the change feed after which to begin: `0` is the first event. Absent: what comes from now on.</param>
public sealed record RegisterWebhookRequest(
    [property: Required, StringLength(2000)] string? Url = null,
    [property: Required, MaxLength(100)] IReadOnlyList<string>? Types = null,
    [property: StringLength(500)] string? Description = null,
    [property: StringLength(20)] string? After = null) : IRequestBody;

/// <summary>Registers a webhook.</summary>
public static class RegisterWebhook
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/webhooks", Handle)
        .WithName("RegisterWebhook").RequireScope(Scopes.WebhooksWrite).Creates<WebhookResponse>()
        .Example("""{ "url": "https://receiver.example/healthpark", "types": ["cn.healthpark.enterprise.*"], "description": "示例:企业变更推送", "after": "0" }""");

    /// <summary>Registers a webhook: from then on every change that the organisation sees in the feed is posted to it.</summary>
    /// <remarks>
    /// Needs `changes:read` too. The answer's `secret` is shown this once, and not by a replay.
    ///
    /// A delivery is a POST as the Standard Webhooks specification has it. Its body is the CloudEvent exactly as `GET /v1/changes` gives
    /// it, its type `application/cloudevents+json`. `webhook-id` is the event's id, the same at every attempt: keep it to know a delivery that
    /// comes twice. `webhook-timestamp` is the attempt's time in Unix seconds. `webhook-signature` is `v1,` and the base64 HMAC-SHA256 of
    /// `{id}.{timestamp}.{body}` under the secret's 32 bytes; after a rotation there are two, parted by a blank.
    ///
    /// Answer 2xx within 15 seconds. All else is a failure, redirects too, and the delivery is attempted again 5 s, 5 min, 30 min, 2 h,
    /// 5 h, 10 h, 14 h, 20 h and 24 h after the attempt before: ten times in a little over three days. `Retry-After` of a 429 or 503 is
    /// heeded up to 24 h. A receiver at which all of eight attempts or more within 30 seconds failed rests for 30 seconds. After the last
    /// failure the webhook is suspended, and at once if the answer is 410. Nothing is dropped: activation goes on from where it stopped.
    ///
    /// The changes of a record come in their order, each at least once; a delivery that fails holds back the later changes of that record
    /// only. Changes of different records come side by side.
    ///
    /// The webhook belongs to the organisation, not to the key that registered it, and goes on when that key ends; the organisation and
    /// the park office may deactivate it. A change that the organisation may not see any more is not sent.
    /// </remarks>
    public static async Task<IResult> Handle(
        RegisterWebhookRequest body, WriteRequest request, Records<WebhookState, WebhookEvent> webhooks, ChangeFeed feed, EventLog log,
        Receivers receivers, SigningSecrets secrets)
    {
        if (WebhookRules.RefuseWhoMayNotRead(request.Caller) is { } refusal)
            return refusal.ToResult();
        var secret = SigningSecret.New();
        return await webhooks.Create(request, WebhookResponse.Looks(request.DryRun ? null : secret), async _ =>
        {
            var wrongUrl = await receivers.Check(body.Url, request.Aborted);
            var decision = Decide(body, request.Caller, feed.Types, wrongUrl, await log.Head(request.Aborted), secret.Id);
            if (decision.Rejection is null && !request.DryRun)
                await secrets.Keep(secret, request.Aborted);
            return decision;
        });
    }

    internal static Decision<WebhookEvent> Decide(
        RegisterWebhookRequest body, Caller caller, IReadOnlyList<string> known, FieldError? wrongUrl, long head, Guid secretId)
    {
        List<FieldError> errors = [.. wrongUrl is null ? [] : new[] { wrongUrl }, .. WebhookRules.CheckTypes(body.Types!, known)];
        var after = body.After is null ? null : Positions.Parse(body.After, head);
        if (body.After is not null && after is null)
        {
            errors.Add(new FieldError("/after", "invalid-cursor", new Text(
                $"须为 0 至 {head}(日志末尾)之间的游标。", string.Create(CultureInfo.InvariantCulture, $"Must be a cursor between 0 and {head}, the end of the log."))));
        }

        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        return new WebhookRegistered(
            caller.OrganizationId, caller.IsPartner, Receivers.Parse(body.Url)!.AbsoluteUri, [.. body.Types!.Distinct()], body.Description?.Trim(), after, secretId);
    }
}
