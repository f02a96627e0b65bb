using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace HealthPark.Kernel.Http;

/// <summary>
/// An opaque place in a list: the last row's sort key and id, tied to the list that it was cut from. It carries no right: a forged one
/// only starts elsewhere in what its bearer may read anyway, and its values never become SQL.
/// </summary>
internal sealed record Cursor(string Key, Guid Id)
{
    public static string Mark(string list) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)))[..12];

    public static string Write(string list, string key, Guid id)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes<string[]>([list, key, id.ToString()], ApiJson.Options);
        return Base64Url.EncodeToString([.. Check(content), .. content]);
    }

    public static Cursor? Read(string text, string list)
    {
        if (!Base64Url.IsValid(text))
            return null;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < 8 || !Check(bytes.AsSpan(4)).SequenceEqual(bytes.AsSpan(0, 4)))
            return null;
        try
        {
            return JsonSerializer.Deserialize<string?[]>(bytes.AsSpan(4), ApiJson.Options) is [var of, { } key, var id] && of == list && Guid.TryParse(id, out var guid)
                ? new Cursor(key, guid)
                : null;
        }
        catch (JsonException) // forged: the check is no secret
        {
            return null;
        }
    }

    // Finds a mistyped or cut cursor.
    private static ReadOnlySpan<byte> Check(ReadOnlySpan<byte> content) => SHA256.HashData(content).AsSpan(0, 4);
}
