using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace HealthPark.Access.Tokens;

/// <summary>
/// The keys with which an issuer signs (RFC 7517), fetched when a token names one that is not known. However many tokens name unknown
/// ones, a fetch is tried at most once in a few seconds; and again from time to time, so that a key that was withdrawn ends. While the
/// issuer is away, the keys it had go on for an hour.
/// </summary>
internal sealed class IssuerKeys(TokenIssuer issuer, HttpClient http, TimeProvider clock, ILogger log) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Lasting = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan LastingAtMost = TimeSpan.FromHours(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Fetched? _fetched;
    private long? _triedAt;

    private sealed record Fetched(IReadOnlyList<SecurityKey> Keys, long At);

    /// <summary>The keys with this id; all of them if the token names none.</summary>
    /// <exception cref="RejectedException">They cannot be fetched now.</exception>
    public async Task<IReadOnlyList<SecurityKey>> Find(string? kid, CancellationToken ct)
    {
        if (_fetched is { } known && clock.GetElapsedTime(known.At) < Lasting && Named(known, kid) is { Count: > 0 } found)
            return found;
        await _turn.WaitAsync(ct);
        try
        {
            if (_triedAt is not { } tried || clock.GetElapsedTime(tried) >= Pause)
            {
                _triedAt = clock.GetTimestamp();
                _fetched = new Fetched(await Fetch(ct), clock.GetTimestamp());
            }
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or ArgumentException or KeyNotFoundException or InvalidOperationException
            || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            log.LogWarning(e, "The keys of the issuer {Issuer} cannot be fetched", issuer.Issuer);
        }
        finally
        {
            _turn.Release();
        }

        if (_fetched is not { } kept || clock.GetElapsedTime(kept.At) >= LastingAtMost)
            throw Away;
        // Whether there is such a key is known only if the issuer answered when it was last asked.
        var named = Named(kept, kid);
        return named.Count > 0 || kept.At >= _triedAt ? named : throw Away;
    }

    private static RejectedException Away => new(new Rejection(503, "issuer-away", new Text(
        "暂时无法取得令牌签发方的公钥,请稍后重试。", "The token issuer's keys cannot be fetched now; try again shortly.")));

    public void Dispose() => _turn.Dispose();

    private static List<SecurityKey> Named(Fetched fetched, string? kid) => [.. fetched.Keys.Where(key => kid is null || key.KeyId == kid)];

    private async Task<IReadOnlyList<SecurityKey>> Fetch(CancellationToken ct)
    {
        var address = issuer.Jwks;
        if (address is null)
        {
            using var metadata = JsonDocument.Parse(await http.GetStringAsync(issuer.Metadata, ct));
            address = new Uri(metadata.RootElement.GetProperty("jwks_uri").GetString()!);
        }

        return [.. new JsonWebKeySet(await http.GetStringAsync(address, ct)).GetSigningKeys()];
    }
}
