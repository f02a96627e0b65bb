using System.ComponentModel.DataAnnotations;
using System.Globalization;
using HealthPark.Changes.Webhook;
using HealthPark.EventStore;

namespace HealthPark.Changes.Features;

/// <summary>Replay of a webhook's changes.</summary>
/// <param name="After">The cursor of the change feed after which all is sent again: `0` for everything.</param>
/// <param name="Reason">Why.</param>
public sealed record RewindWebhookRequest(
    [property: Required, StringLength(20)] string? After = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;

/// <summary>Sends a webhook's changes again.</summary>
public static class RewindWebhook
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/webhooks/{id:guid}/replays", Handle)
        .WithName("RewindWebhook").RequireScope(Scopes.WebhooksWrite).Changes<WebhookResponse>(ifMatchIsOptional: true)
        .Example("""{ "after": "0", "reason": "接收方重建" }""");

    /// <summary>Sends all of a webhook's changes after a cursor again, those of a record in their order.</summary>
    /// <remarks>A cursor past what the webhook has come to changes nothing: changes are never skipped. If the webhook is not active, they are sent when it is.</remarks>
    public static Task<IResult> Handle(
        Guid id, RewindWebhookRequest body, WriteRequest request, Records<WebhookState, WebhookEvent> webhooks, EventLog log) =>
        webhooks.Change(request, id, WebhookResponse.Looks(null), async _ => Decide(body, await log.Head(request.Aborted)), _ => false);

    internal static Decision<WebhookEvent> Decide(RewindWebhookRequest body, long head) => Positions.Parse(body.After!, head) is { } after
        ? new WebhookRewound(after, body.Reason?.Trim())
        : Rejection.Invalid("/after", "invalid-cursor", new Text(
            $"须为 0 至 {head}(日志末尾)之间的游标。", string.Create(CultureInfo.InvariantCulture, $"Must be a cursor between 0 and {head}, the end of the log.")));
}
