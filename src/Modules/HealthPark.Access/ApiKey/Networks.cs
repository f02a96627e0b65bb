using System.Net;
using System.Net.Sockets;

namespace HealthPark.Access.ApiKey;

/// <summary>Networks in CIDR notation (RFC 4632 and RFC 4291 §2.3), as lists of those from which a key opens.</summary>
internal static class Networks
{
    /// <summary>What is wrong with a list of networks.</summary>
    public static IEnumerable<FieldError> Check(IReadOnlyList<string>? cidrs, string pointer) => cidrs switch
    {
        null => [],
        [] => [new FieldError(pointer, "required", new Text("至少给出一个网段;不限网段时略去此项。", "At least one network is needed; leave it out for anywhere."))],
        _ => cidrs.Select((text, i) => Check(text, $"{pointer}/{i}")).OfType<FieldError>(),
    };

    /// <summary>A valid network in the one form in which it is kept.</summary>
    public static string Normal(string cidr) => IPNetwork.Parse(cidr.Trim()).ToString();

    /// <summary>Whether an address lies in one of the networks. A v4 address that came over a v6 socket counts as v4.</summary>
    public static bool Hold(IEnumerable<IPNetwork> networks, IPAddress? address)
    {
        var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
        return plain is not null && networks.Any(network => network.Contains(plain));
    }

    private static FieldError? Check(string? cidr, string pointer)
    {
        var parts = (cidr ?? "").Trim().Split('/');
        if (parts.Length != 2 || !IPAddress.TryParse(parts[0], out var address) || !IsFull(address, parts[0])
            || !IPNetwork.TryParse($"{BaseOf(address, parts[1])}/{parts[1]}", out var network) || parts[1].Length > 1 && parts[1][0] == '0')
        {
            return new FieldError(pointer, "invalid-cidr", new Text(
                "须为 CIDR 网段,如 203.0.113.0/24、203.0.113.7/32 或 2001:db8::/32。",
                "Must be a network in CIDR notation, such as 203.0.113.0/24, 203.0.113.7/32 or 2001:db8::/32."));
        }

        return network.BaseAddress.Equals(address) ? null : new FieldError(pointer, "host-bits-set", new Text(
            $"网段地址的主机位须为零;是否指 {network}?", $"The bits after the prefix must be zero; did you mean {network}?"));
    }

    // IPAddress also reads shortened and octal v4 forms, zones, and v4 in v6's clothes; a network is none of these.
    private static bool IsFull(IPAddress address, string text) => address.AddressFamily == AddressFamily.InterNetwork
        ? address.ToString() == text
        : !text.Contains('%', StringComparison.Ordinal) && !address.IsIPv4MappedToIPv6;

    private static IPAddress BaseOf(IPAddress address, string prefix)
    {
        if (!int.TryParse(prefix, System.Globalization.NumberStyles.None, null, out var length))
            return address;
        var bytes = address.GetAddressBytes();
        for (var bit = length; bit >= 0 && bit < bytes.Length * 8; bit++)
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        return new IPAddress(bytes);
    }
}
