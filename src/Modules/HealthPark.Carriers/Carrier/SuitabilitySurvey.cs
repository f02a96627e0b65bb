using System.Text.Json.Serialization;

namespace HealthPark.Carriers.Carrier;

/// <summary>What a suitability survey found.</summary>
[JsonConverter(typeof(KebabEnumConverter<SuitabilityFinding>))]
public enum SuitabilityFinding
{
    /// <summary>适宜: fit for what it was judged for.</summary>
    Suitable,

    /// <summary>不适宜: not fit as it is.</summary>
    Unsuitable,
}

/// <summary>A suitability survey (适宜性评估) of a carrier, or of one of its floors.</summary>
public sealed record SuitabilitySurvey(
    Guid Id, DateOnly On, string? Floor, decimal FloorHeightMetres, decimal LoadKilonewtonsPerSquareMetre, string? Power, string? Drainage,
    IReadOnlyList<Criterion> Criteria, SuitabilityFinding Finding, string? Note)
{
    /// <summary>The part of the carrier that a survey is.</summary>
    public static string Part(Guid id) => $"suitability-survey/{id}";
}
