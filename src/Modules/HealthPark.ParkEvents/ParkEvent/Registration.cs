using System.Text.Json.Serialization;

namespace HealthPark.ParkEvents.ParkEvent;

/// <summary>Where a registration stands.</summary>
[JsonConverter(typeof(KebabEnumConverter<RegistrationState>))]
public enum RegistrationState
{
    /// <summary>候补: it waits for places.</summary>
    Waiting,

    /// <summary>已报名: it has its places.</summary>
    Registered,

    /// <summary>已签到: they came.</summary>
    SignedIn,

    /// <summary>已取消: cancelled.</summary>
    Cancelled,
}

/// <summary>Someone who means to come: an organisation or an enterprise with so many people, or one whom the host knows by a label.</summary>
public sealed record Registration(Guid Id, int Number, string? Organization, Guid? EnterpriseId, string? Name, int HeadCount, RegistrationState State)
{
    #pragma warning disable CS1591 // the members are the fields of the registration, explained in RegistrationResponse
    public DateOnly? SignedInOn { get; init; }
    public string? CancelReason { get; init; }
    #pragma warning restore CS1591

    /// <summary>Its part of the park event's stream.</summary>
    public static string Part(Guid id) => $"registrations/{id}";

    /// <summary>Whether it stands for the same participant.</summary>
    public bool IsOf(string? organization, Guid? enterpriseId, string? name) =>
        EnterpriseId == enterpriseId && (enterpriseId is not null || Folded(Organization) == Folded(organization)) && Folded(Name) == Folded(name);

    private static string Folded(string? text) => text is null ? "" : NameFolding.Fold(text);
}
