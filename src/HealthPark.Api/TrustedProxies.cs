using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace HealthPark.Api;

/// <summary>
/// The client's address behind a proxy. <c>X-Forwarded-For</c> is believed of the proxies that the setting <c>TrustedProxies</c> names
/// (addresses or networks in CIDR notation) and of no one else: whoever could write it freely could use a key from anywhere.
/// </summary>
internal static class TrustedProxies
{
    public static void TrustProxies(this IServiceCollection services, IConfiguration configuration)
    {
        var proxies = configuration.GetSection("TrustedProxies").Get<string[]>() ?? [];
        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = proxies.Length > 0 ? ForwardedHeaders.XForwardedFor : ForwardedHeaders.None;
            o.ForwardLimit = null; // through as many proxies as are named
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            foreach (var proxy in proxies)
                o.KnownIPNetworks.Add(NetworkOf(proxy));
        });
    }

    private static IPNetwork NetworkOf(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
            return network;
        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new InvalidOperationException($"TrustedProxies: {text} is neither an address nor a network in CIDR notation.");
    }
}
