using System.ComponentModel.DataAnnotations;

namespace HealthPark.Enterprises.Enterprise;

/// <summary>The park office's decision on what was posted.</summary>
/// <param name="Decision"><c>verified</c> or <c>returned</c>.</param>
/// <param name="Reason">Why; required when it is returned.</param>
public sealed record VerificationRequest(
    [property: Required, AllowedValues("verified", "returned")] string? Decision = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody;
