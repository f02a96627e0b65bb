using System.Globalization;
using HealthPark.Kernel.Codes;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Made-up names and numbers of made-up persons.</summary>
internal static class PersonNames
{
    private static int _next;

    public static string New() => $"示例人才{Guid.NewGuid():N}";

    /// <summary>A resident identity number that nobody has: of a place that there is not.</summary>
    public static string NewIdentity()
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"99000019{80 + (Interlocked.Increment(ref _next) / 1000 % 20)}0101{_next % 1000:000}");
        return digits + ResidentIdentityNumber.CheckCharacter(digits);
    }
}
