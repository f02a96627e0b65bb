using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace HealthPark.Changes.Webhook;

/// <summary>Finds the addresses of a host name.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken ct);

/// <summary>A receiver's name leads to an address that must not be reached.</summary>
internal sealed class AddressNotAllowedException(string host) : Exception($"{host} leads to an address that is not allowed.");

/// <summary>
/// Which addresses deliveries may go to: those of the public Internet over TLS, and any in the networks that the setting
/// <c>Webhooks:AllowedNetworks</c> names (CIDR), there also without TLS.
/// </summary>
/// <remarks>
/// A name may lead elsewhere tomorrow. It is looked up again for each connection, and the connection goes to the very address that was
/// checked: there is no second look-up that could be answered differently (DNS rebinding).
/// </remarks>
public sealed class Receivers(ResolveHost resolve, IConfiguration configuration)
{
    private static readonly TimeSpan PatienceAtRegistration = TimeSpan.FromSeconds(5);

    private readonly IPNetwork[] _allowed =
        [.. (configuration.GetSection("Webhooks:AllowedNetworks").Get<string[]>() ?? []).Select(network => IPNetwork.Parse(network))];

    /// <summary>What is wrong with a webhook's address; null if it is good. A name that leads nowhere yet is good: each attempt looks again.</summary>
    public async Task<FieldError?> Check(string? url, CancellationToken ct)
    {
        if (Parse(url) is not { } uri)
        {
            return new FieldError("/url", "invalid-url", new Text(
                "须为 https 网址,不含用户名、密码和片段;IP 地址写作四段十进制或方括号内的 IPv6。",
                "Must be an https URL without user name, password or fragment; an IP address is written as four decimal numbers, or as IPv6 in brackets."));
        }

        var addresses = await Resolve(uri.IdnHost, ct);
        if (!addresses.All(MayBeReached))
        {
            return new FieldError("/url", "address-not-allowed", new Text(
                "该地址指向内部或保留的网络,不能接收推送。", "This address leads into an internal or reserved network; deliveries do not go there."));
        }

        return uri.Scheme == Uri.UriSchemeHttps || (addresses.Length > 0 && addresses.All(IsInAllowedNetwork)) ? null : new FieldError(
            "/url", "https-required", new Text("须使用 https。", "Must use https."));
    }

    /// <summary>A webhook's address in the one form in which it is kept; null if it is none.</summary>
    public static Uri? Parse(string? url)
    {
        if (!Uri.TryCreate(url?.Trim(), UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp)
            || uri.Host.Length == 0 || uri.UserInfo.Length > 0 || uri.Fragment.Length > 0)
        {
            return null;
        }

        // 2130706433, 0x7f.1 and 0177.0.0.1 are all 127.0.0.1 to some: only the usual spelling passes.
        return IPAddress.TryParse(uri.IdnHost, out var address) && address.AddressFamily == AddressFamily.InterNetwork
            && !uri.OriginalString.Contains($"//{address}", StringComparison.Ordinal) ? null : uri;
    }

    /// <summary>Connects to a receiver, if all addresses that its name has now may be reached.</summary>
    /// <exception cref="AddressNotAllowedException">One of them may not.</exception>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var uri = context.InitialRequestMessage.RequestUri!;
        var addresses = await AddressesOf(uri.IdnHost, ct);
        if (!addresses.All(uri.Scheme == Uri.UriSchemeHttps ? MayBeReached : IsInAllowedNetwork))
            throw new AddressNotAllowedException(uri.IdnHost);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<IPAddress[]> Resolve(string host, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(PatienceAtRegistration);
        try
        {
            return await AddressesOf(host, patience.Token);
        }
        catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return [];
        }
    }

    private async Task<IPAddress[]> AddressesOf(string host, CancellationToken ct)
    {
        // localhost and what ends in it is this machine, whoever is asked (RFC 6761 §6.3); not every resolver knows.
        var isThisMachine = $".{host.TrimEnd('.')}".EndsWith(".localhost", StringComparison.OrdinalIgnoreCase);
        IPAddress[] addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal]
            : isThisMachine ? [IPAddress.Loopback]
            : await resolve(host, ct);
        return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.HostNotFound);
    }

    private bool MayBeReached(IPAddress address) => PublicAddresses.Hold(address) || IsInAllowedNetwork(address);

    private bool IsInAllowedNetwork(IPAddress address)
    {
        var plain = PublicAddresses.Plain(address);
        return _allowed.Any(network => network.Contains(plain));
    }
}
