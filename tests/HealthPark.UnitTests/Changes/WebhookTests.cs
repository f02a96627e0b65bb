using HealthPark.Changes;
using HealthPark.Changes.Features;
using HealthPark.Changes.Webhook;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;

namespace HealthPark.UnitTests.Changes;

public class WebhookTests
{
    private const string Url = "https://receiver.example/healthpark";

    private static readonly DateTimeOffset Now = new(2026, 6, 30, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Organization = Guid.NewGuid();
    private static readonly Guid SecretId = Guid.NewGuid();
    private static readonly IReadOnlyList<string> Known = ["cn.healthpark.enterprise.landed.v1", "cn.healthpark.enterprise.voided.v1", "cn.healthpark.organization.registered.v1"];
    private static readonly WebhookRegistered Registered = new(Organization, true, Url, ["cn.healthpark.enterprise.*"], null, null, SecretId);

    [Fact]
    public void A_webhook_belongs_to_the_callers_organisation_and_sees_what_that_sees()
    {
        var body = new RegisterWebhookRequest(" " + Url, ["cn.healthpark.enterprise.*", "cn.healthpark.enterprise.*"], " 示例 ", "7");

        Given().When(_ => Register(body)).Then(new WebhookRegistered(Organization, true, Url, ["cn.healthpark.enterprise.*"], "示例", 7, SecretId));
        Given().When(_ => Register(body, isPartner: false)).Then(new WebhookRegistered(Organization, false, Url, ["cn.healthpark.enterprise.*"], "示例", 7, SecretId));
    }

    [Fact]
    public void Every_fault_of_a_registration_is_told_by_its_place()
    {
        var wrong = new FieldError("/url", "address-not-allowed", new Text("不可", "No"));

        Given().When(_ => Register(new RegisterWebhookRequest(Url, ["*", "cn.healthpark.enterprise.sold.v1", "enterprise.*"], null, "43"), wrongUrl: wrong))
            .ThenInvalid("/url address-not-allowed", "/types/1 unknown-type", "/types/2 unknown-type", "/after invalid-cursor");
        Given().When(_ => Register(new RegisterWebhookRequest(Url, []))).ThenInvalid("/types required");
        Given().When(_ => Register(new RegisterWebhookRequest(Url, ["*"], null, "-1"))).ThenInvalid("/after invalid-cursor");
    }

    [Fact]
    public void Only_what_differs_is_changed()
    {
        Given(Registered).When(now => Revise(now, new(Url, ["cn.healthpark.enterprise.*"], null), "url", "types", "description")).ThenNothing();
        Given(Registered).When(now => Revise(now, new(Url + "2", ["*"], "示例"), "url", "types", "description"))
            .Then(new WebhookMoved(Url + "2"), new WebhookTypesChosen(["*"]), new WebhookDescribed("示例"));
        Given(Registered, new WebhookDescribed("示例")).When(now => Revise(now, new(), "description")).Then(new WebhookDescribed(null));
    }

    [Fact]
    public void Address_and_types_cannot_be_cleared() =>
        Given(Registered).When(now => Revise(now, new(), "url", "types")).ThenInvalid("/url cannot-be-cleared", "/types cannot-be-cleared");

    [Fact]
    public void Two_secrets_sign_at_most()
    {
        var (second, third) = (Guid.NewGuid(), Guid.NewGuid());
        var rotated = Given(Registered, new WebhookSecretRotated(second, Now), new WebhookSecretRotated(third, Now.AddHours(1))).State;

        (rotated.SecretId, rotated.PreviousSecretId, rotated.PreviousEndsAt).ShouldBe((third, second, Now.AddHours(1)));
        Given(Registered).When(_ => RotateWebhookSecret.Decide(new(), second, Now)).Then(new WebhookSecretRotated(second, Now.AddHours(24)));
        Given(Registered).When(_ => RotateWebhookSecret.Decide(new(0), second, Now)).Then(new WebhookSecretRotated(second, Now));
    }

    [Fact]
    public void A_webhook_is_stopped_and_goes_on()
    {
        var (gone, stopped) = (new WebhookSuspended(SuspensionCauses.Gone, Guid.NewGuid()), new WebhookDeactivated("停用"));
        var go = new WebhookReasonRequest(" 恢复 ");

        Given(Registered).When(now => ActivateWebhook.Decide(go, now)).ThenNothing();
        Given(Registered, gone).When(now => ActivateWebhook.Decide(go, now)).Then(new WebhookActivated("恢复"));
        Given(Registered, gone).When(now => DeactivateWebhook.Decide(new("停用"), now)).Then(stopped);
        Given(Registered, stopped).When(now => DeactivateWebhook.Decide(new("停用"), now)).ThenNothing();
        Given(Registered, stopped).When(now => ActivateWebhook.Decide(go, now)).Then(new WebhookActivated("恢复"));
        (Given(Registered, gone).State.State, Given(Registered, gone).State.StateReason).ShouldBe(("suspended", "gone"));
    }

    [Fact]
    public void Only_what_is_at_work_is_suspended()
    {
        WebhookState.Suspend(Given(Registered).State, SuspensionCauses.Gone, Guid.Empty).ShouldBe([new WebhookSuspended("gone", Guid.Empty)]);
        WebhookState.Suspend(Given(Registered, new WebhookDeactivated("停用")).State, SuspensionCauses.Gone, Guid.Empty).ShouldBeEmpty();
    }

    [Fact]
    public void What_there_is_can_be_sent_again()
    {
        Given(Registered).When(_ => ReplayDelivery.Decide(new(), SecretId, exists: false)).ThenRejected("not-found", 404);
        Given(Registered).When(_ => ReplayDelivery.Decide(new(" 丢失 "), SecretId, exists: true)).Then(new WebhookDeliveryReplayed(SecretId, "丢失"));
        Given(Registered).When(_ => RewindWebhook.Decide(new("0"), 42)).Then(new WebhookRewound(0, null));
        Given(Registered).When(_ => RewindWebhook.Decide(new("43"), 42)).ThenInvalid("/after invalid-cursor");
    }

    private static Given<WebhookState, WebhookEvent> Given(params WebhookEvent[] events) => new(WebhookState.Stream, ChangesModule.Events, events);

    private static Decision<WebhookEvent> Register(RegisterWebhookRequest body, bool isPartner = true, FieldError? wrongUrl = null) => RegisterWebhook.Decide(
        body, new Caller("key", Organization, isPartner, IsParkOffice: !isPartner, new HashSet<string>()), Known, wrongUrl, 42, SecretId);

    private static Decision<WebhookEvent> Revise(WebhookState now, ReviseWebhookRequest body, params string[] members) =>
        ReviseWebhook.Decide(new MergePatch<ReviseWebhookRequest>(body, members), now, Known, null);
}
