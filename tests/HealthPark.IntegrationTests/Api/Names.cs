using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HealthPark.IntegrationTests.Api;

/// <summary>Names of enterprises that do not exist, each made once.</summary>
internal static class Names
{
    public static string New() => $"示例{Guid.NewGuid():N}";
}

/// <summary>Cursors as an attacker who knows their make would forge them.</summary>
internal static class Cursors
{
    public static string Forge(string query, string key)
    {
        var list = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)))[..12];
        var content = JsonSerializer.SerializeToUtf8Bytes(new[] { list, key, Guid.Empty.ToString() });
        return Base64Url.EncodeToString([.. SHA256.HashData(content).AsSpan(0, 4), .. content]);
    }
}
