using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HealthPark.EventStore;

namespace HealthPark.Changes.Webhook;

/// <summary>What a webhook's deliveries are signed with, as the Standard Webhooks specification has it: 32 random bytes.</summary>
internal sealed record SigningSecret(Guid Id, byte[] Bytes)
{
    /// <summary>The secret as its receiver is given it.</summary>
    public string Text => "whsec_" + Convert.ToBase64String(Bytes);

    public static SigningSecret New() => new(Guid.CreateVersion7(), RandomNumberGenerator.GetBytes(32));

    /// <summary>The value of <c>webhook-signature</c>: one signature for each secret that is live, parted by blanks.</summary>
    public static string Sign(IEnumerable<byte[]> secrets, string id, long timestamp, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"));
        return string.Join(' ', secrets.Select(secret => "v1," + Convert.ToBase64String(HMACSHA256.HashData(secret, signed))));
    }
}

/// <summary>Where signing secrets are kept; the SQL file says why there.</summary>
public sealed class SigningSecrets(Database database, TimeProvider clock)
{
    /// <summary>Keeps a secret. Done before the event that names it is appended: an event never names one that is missing.</summary>
    internal async Task Keep(SigningSecret secret, CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute("insert into changes.webhook_secrets (id, secret) values ($1, $2) on conflict do nothing", ct, secret.Id, secret.Bytes);
    }

    /// <summary>Removes what signs no more: rotated out, or made for a request that came to nothing.</summary>
    internal async Task Prune(CancellationToken ct)
    {
        await using var connection = await database.Source.OpenConnectionAsync(ct);
        await connection.Execute(
            """
            delete from changes.webhook_secrets s
             where created_at < now() - interval '1 hour' -- its event may be on the way
               and not exists (select from changes.webhooks w
                                where w.secret_id = s.id or (w.previous_secret_id = s.id and w.previous_ends_at > $1))
            """,
            ct, clock.GetUtcNow());
    }
}
