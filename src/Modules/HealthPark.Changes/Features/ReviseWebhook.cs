using System.ComponentModel.DataAnnotations;
using HealthPark.Changes.Webhook;

namespace HealthPark.Changes.Features;

/// <summary>What may be changed of a webhook.</summary>
/// <param name="Url">Where changes are posted to; as at registration.</param>
/// <param name="Types">The types of change; as at registration.</param>
/// <param name="Description">What it is for.</param>
public sealed record ReviseWebhookRequest(
    [property: StringLength(2000)] string? Url = null,
    [property: MaxLength(100)] IReadOnlyList<string>? Types = null,
    [property: StringLength(500)] string? Description = null) : IRequestBody;

/// <summary>Changes a webhook.</summary>
public static class ReviseWebhook
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPatch("/v1/webhooks/{id:guid}", Handle)
        .WithName("ReviseWebhook").RequireScope(Scopes.WebhooksWrite).Changes<WebhookResponse>()
        .Example("""{ "types": ["cn.healthpark.enterprise.landed.v1", "cn.healthpark.organization.*"] }""");

    /// <summary>Changes a webhook's address, types or description.</summary>
    /// <remarks>
    /// Needs `If-Match`, and `changes:read` too. Other types hold for changes that are not queued yet; a new address holds for all that is
    /// still to be sent.
    /// </remarks>
    public static async Task<IResult> Handle(
        Guid id, MergePatch<ReviseWebhookRequest> patch, WriteRequest request, Records<WebhookState, WebhookEvent> webhooks, ChangeFeed feed, Receivers receivers)
    {
        if (WebhookRules.RefuseWhoMayNotRead(request.Caller) is { } refusal)
            return refusal.ToResult();
        return await webhooks.Change(request, id, WebhookResponse.Looks(null), async webhook =>
            Decide(patch, webhook.State, feed.Types, patch.Body.Url is { } url ? await receivers.Check(url, request.Aborted) : null));
    }

    internal static Decision<WebhookEvent> Decide(
        MergePatch<ReviseWebhookRequest> patch, WebhookState now, IReadOnlyList<string> known, FieldError? wrongUrl)
    {
        var body = patch.Body;
        var errors = new List<FieldError>(Validation.Check(body));
        foreach (var member in new[] { "url", "types" }.Where(m => patch.Sets(m) && (m == "url" ? body.Url is null : body.Types is null)))
            errors.Add(new FieldError("/" + member, "cannot-be-cleared", new Text("此项不能清空。", "This member cannot be cleared.")));
        if (wrongUrl is not null)
            errors.Add(wrongUrl);
        if (body.Types?.All(pattern => pattern is not null) == true)
            errors.AddRange(WebhookRules.CheckTypes(body.Types, known));
        if (errors.Count > 0)
            return Rejection.Invalid(errors);

        List<WebhookEvent> events = [];
        if (body.Url is not null && Receivers.Parse(body.Url)!.AbsoluteUri is { } url && url != now.Url)
            events.Add(new WebhookMoved(url));
        if (body.Types?.Distinct().ToList() is { } types && !types.SequenceEqual(now.Types))
            events.Add(new WebhookTypesChosen(types));
        if (patch.Sets("description") && body.Description?.Trim() != now.Description)
            events.Add(new WebhookDescribed(body.Description?.Trim()));
        return events;
    }
}
