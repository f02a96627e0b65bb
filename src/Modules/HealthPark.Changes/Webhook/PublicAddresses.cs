using System.Net;
using System.Net.Sockets;

namespace HealthPark.Changes.Webhook;

/// <summary>
/// Which IP addresses belong to the public Internet. All others lead into someone's own network, this one's first of all: a webhook's
/// address is chosen by a client, and must not be a way to reach what only this machine can reach (server-side request forgery).
/// </summary>
/// <remarks>Sources: the IANA special-purpose address registries for IPv4 and IPv6 (RFC 6890), and RFC 6052 for NAT64.</remarks>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network (RFC 791)
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private (RFC 1918)
            "100.64.0.0/10", // carrier-grade NAT (RFC 6598)
            "127.0.0.0/8", // loopback (RFC 1122)
            "169.254.0.0/16", // link-local (RFC 3927): cloud metadata services among them
            "192.0.0.0/24", // IETF protocol assignments (RFC 6890)
            "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation (RFC 5737)
            "192.88.99.0/24", // 6to4 relays, given up (RFC 7526)
            "198.18.0.0/15", // benchmarks (RFC 2544)
            "224.0.0.0/4", // multicast (RFC 5771)
            "240.0.0.0/4", // reserved, and broadcast (RFC 1112, RFC 919)
            "2001::/23", // IETF protocol assignments, Teredo among them (RFC 2928, RFC 4380)
            "2001:db8::/32", "3fff::/20", // documentation (RFC 3849, RFC 9637)
            "2002::/16", // 6to4: an IPv4 address in disguise (RFC 3056)
        }.Select(network => IPNetwork.Parse(network)),
    ];

    // The only IPv6 addresses given out for the Internet (RFC 4291 §2.4); unique-local, link-local, multicast, loopback and the
    // unspecified address lie outside.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is one of the public Internet.</summary>
    public static bool Hold(IPAddress address)
    {
        var plain = Plain(address);
        if (plain.AddressFamily == AddressFamily.InterNetworkV6 && Nat64.Contains(plain))
            return Hold(new IPAddress(plain.GetAddressBytes().AsSpan(12)));
        return (plain.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(plain)) && !NotPublic.Any(network => network.Contains(plain));
    }

    /// <summary>An address without the disguise of a v4 address as a v6 one (<c>::ffff:10.0.0.1</c>).</summary>
    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
