using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using HealthPark.Kernel.Http;

namespace HealthPark.Kernel;

/// <summary>What the park office thinks of what was posted.</summary>
[JsonConverter(typeof(KebabEnumConverter<Verification>))]
public enum Verification
{
    /// <summary>Posted, not looked at yet.</summary>
    Submitted,

    /// <summary>Confirmed: it counts in verified figures.</summary>
    Verified,

    /// <summary>Returned with a reason: it does not count in reported figures until it is posted again.</summary>
    Returned,
}

/// <summary>The park office's decision on what was posted.</summary>
/// <param name="Decision"><c>verified</c> or <c>returned</c>.</param>
/// <param name="Reason">Why; required when it is returned.</param>
public sealed record VerificationRequest(
    [property: Required, AllowedValues("verified", "returned")] string? Decision = null,
    [property: StringLength(500)] string? Reason = null) : IRequestBody
{
    /// <summary>The decision on something that is submitted, verified or returned.</summary>
    /// <param name="now">What it is now.</param>
    /// <param name="verified">The event that verifies it.</param>
    /// <param name="returned">The event that returns it for a reason.</param>
    public Decision<TEvent> Decide<TEvent>(Verification now, Func<TEvent> verified, Func<string, TEvent> returned)
    {
        var wanted = Kebab.Parse<Verification>(Decision);
        if (wanted == Verification.Returned && string.IsNullOrWhiteSpace(Reason))
            return Rejection.Invalid("/reason", "required", new Text("退回时须说明理由。", "Returning it needs a reason."));
        return (now, wanted) switch
        {
            (Verification.Verified, Verification.Verified) => Array.Empty<TEvent>(),
            (_, Verification.Verified) => verified(),
            (Verification.Submitted, _) => returned(Reason!.Trim()),
            (Verification.Returned, _) => Array.Empty<TEvent>(),
            _ => Rejection.Transition("already-verified", new Text(
                "已核实的内容不能退回;请更正其内容或作废。", "What is verified cannot be returned; correct it or void it."), []),
        };
    }
}
