using System.ComponentModel.DataAnnotations;
using HealthPark.ParkEvents.ParkEvent;

namespace HealthPark.ParkEvents.Features;

/// <summary>
/// A registration: an organisation, an enterprise of the park, or one whom the host knows by a label. Nothing else is asked: no contact,
/// no identity. At least one of `organization`, `enterpriseId` and `name` is given.
/// </summary>
/// <param name="Organization">The organisation that comes, by name.</param>
/// <param name="EnterpriseId">The enterprise that comes. One that the caller may see.</param>
/// <param name="Name">A label by which the host knows who comes, such as a role or a badge number. It is in no public change event.</param>
/// <param name="HeadCount">How many come, and take a place each; 1 if absent.</param>
public sealed record RegisterParticipantRequest(
    [property: StringLength(200)] string? Organization = null,
    Guid? EnterpriseId = null,
    [property: StringLength(60)] string? Name = null,
    [property: Range(1, 1000)] int? HeadCount = null) : IRequestBody;

/// <summary>Registers someone for a park event.</summary>
public static class RegisterParticipant
{
    internal const string Operation = "RegisterParticipant";

    /// <summary>How many registrations a park event takes: each is read before the next is decided.</summary>
    internal const int Most = 10_000;

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/v1/events/{id:guid}/registrations", Handle)
        .WithName(Operation).RequireScope(Scopes.EventsWrite).Adds<RegistrationResponse>()
        .Example("""{ "organization": "示例生物科技有限公司", "name": "项目负责人", "headCount": 2 }""");

    /// <summary>Registers someone for a park event: `registered` with their places, or `waiting` where there are none.</summary>
    /// <remarks>
    /// First come, first served: nobody overtakes who waits, not even a party that would fit where the one in front does not. The same
    /// participant (enterprise or organisation, and label) is registered once: 409 `duplicate`.
    /// </remarks>
    public static async Task<IResult> Handle(
        Guid id, RegisterParticipantRequest body, WriteRequest request, Records<ParkEventState, ParkEventEvent> parkEvents, ReferenceLookup lookup)
    {
        var references = await lookup.Find(request.Caller, request.Aborted, enterpriseId: body.EnterpriseId);
        return await parkEvents.Add(
            request, id, RegistrationResponse.Looks, e => e.Registrations[^1].Id,
            (e, registrationId) => Task.FromResult(Decide(body, e.Id, registrationId, e.State, references)));
    }

    internal static Decision<ParkEventEvent> Decide(
        RegisterParticipantRequest body, Guid id, Guid registrationId, ParkEventState now, References references)
    {
        if (now.Status is not (ParkEventStatus.Open or ParkEventStatus.Full))
        {
            return Rejection.Transition(
                "registration-closed", new Text("该活动未开放报名。", "Registration for this park event is not open."),
                ParkEventStates.Machine.NextOf(now.Status, OpenParkEvent.Operation).Select(Kebab.Of));
        }

        var (organization, name, headCount) = (Trimmed(body.Organization), Trimmed(body.Name), body.HeadCount ?? 1);
        var errors = new List<FieldError>();
        if (organization is null && body.EnterpriseId is null && name is null)
        {
            errors.Add(new FieldError("/organization", "required", new Text(
                "organization、enterpriseId、name 至少须给出一项。", "At least one of organization, enterpriseId and name is required.")));
        }

        references.CheckEnterprise(body.EnterpriseId, errors);
        if (headCount > now.Capacity)
        {
            errors.Add(new FieldError("/headCount", "exceeds-capacity", new Text(
                $"该活动共 {now.Capacity} 个名额。", $"There are {now.Capacity} places in all.")));
        }

        if (errors.Count > 0)
            return Rejection.Invalid(errors);
        var same = now.Registrations.Find(r => r.State != RegistrationState.Cancelled && r.IsOf(organization, body.EnterpriseId, name));
        if (same is not null)
        {
            return Rejection.Conflict("duplicate", new Text("该参会者已报名。", "This participant is registered already."))
                .With("existing", $"/v1/events/{id}/registrations/{same.Id}");
        }

        return now.Registrations.Count >= Most
            ? Rejection.Conflict("too-many-registrations", new Text($"一场活动最多 {Most} 条报名。", $"A park event takes at most {Most} registrations."))
            : Places.Settle(now, new RegistrationAdded(registrationId, organization, body.EnterpriseId, name, headCount, Places.MustWait(now, headCount)));

        static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }
}
