using System.Net;
using System.Net.Sockets;
using HealthPark.Changes.Webhook;
using HealthPark.Kernel;
using Microsoft.Extensions.Configuration;

namespace HealthPark.UnitTests.Changes;

public class ReceiversTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("114.114.114.114", true)]
    [InlineData("172.15.255.255", true)]
    [InlineData("172.32.0.0", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("100.128.0.0", true)]
    [InlineData("223.255.255.255", true)]
    [InlineData("2400:3200::1", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("0.0.0.0", false)]
    [InlineData("0.1.2.3", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.255.255.254", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.0.0.8", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("192.88.99.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("198.51.100.1", false)]
    [InlineData("203.0.113.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("240.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::7f00:1", false)] // v4-compatible
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:0:127.0.0.1", false)] // v4-translated
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("64:ff9b:1::808:808", false)]
    [InlineData("100::1", false)]
    [InlineData("2001::1", false)] // Teredo
    [InlineData("2001:db8::1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("3fff::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fe80::1%1", false)]
    [InlineData("fec0::1", false)]
    [InlineData("ff02::1", false)]
    public void An_address_is_public_or_it_is_not_reached(string address, bool isPublic) =>
        PublicAddresses.Hold(IPAddress.Parse(address)).ShouldBe(isPublic);

    [Theory]
    [InlineData("https://receiver.example/hook?x=1")]
    [InlineData("https://receiver.example:8443/")]
    [InlineData("https://8.8.8.8/hook")]
    [InlineData("https://[2400:3200::1]/")]
    [InlineData("https://接收.example/")]
    [InlineData(" https://receiver.example ")]
    public async Task Public_addresses_over_tls_are_taken(string url) => (await Check(url, "8.8.8.8")).ShouldBeNull();

    [Theory]
    [InlineData("http://receiver.example/", "https-required")]
    [InlineData("http://8.8.8.8/", "https-required")]
    [InlineData("http://169.254.169.254/", "address-not-allowed")]
    [InlineData("https://127.0.0.1/", "address-not-allowed")]
    [InlineData("https://127.0.0.1:5432/", "address-not-allowed")]
    [InlineData("https://localhost/", "address-not-allowed")]
    [InlineData("https://LOCALHOST.:8443/", "address-not-allowed")]
    [InlineData("https://a.localhost/", "address-not-allowed")]
    [InlineData("https://[::1]/", "address-not-allowed")]
    [InlineData("https://[::ffff:10.0.0.1]/", "address-not-allowed")]
    [InlineData("https://[::ffff:a9fe:a9fe]/", "address-not-allowed")]
    [InlineData("https://[fe80::1%25eth0]/", "address-not-allowed")]
    [InlineData("https://2130706433/", "invalid-url")]
    [InlineData("https://0x7f000001/", "invalid-url")]
    [InlineData("https://0x7f.1/", "invalid-url")]
    [InlineData("https://0177.0.0.1/", "invalid-url")]
    [InlineData("https://127.1/", "invalid-url")]
    [InlineData("https://127.0.0.01/", "invalid-url")]
    [InlineData("https://134744072/", "invalid-url")] // 8.8.8.8 as one number
    [InlineData("https://１２７.0.0.1/", "invalid-url")]
    [InlineData("https://①②⑦.0.0.1/", "invalid-url")]
    [InlineData("https://127。0。0。1/", "invalid-url")]
    [InlineData("https://user:password@receiver.example/", "invalid-url")]
    [InlineData("https://receiver.example/#fragment", "invalid-url")]
    [InlineData("ftp://receiver.example/", "invalid-url")]
    [InlineData("file:///etc/passwd", "invalid-url")]
    [InlineData("gopher://receiver.example/", "invalid-url")]
    [InlineData("//receiver.example/", "invalid-url")]
    [InlineData("receiver.example", "invalid-url")]
    [InlineData("https://", "invalid-url")]
    [InlineData("", "invalid-url")]
    public async Task Other_addresses_are_refused(string url, string code)
    {
        var error = (await Check(url, "8.8.8.8")).ShouldNotBeNull();

        (error.Pointer, error.Code).ShouldBe(("/url", code));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("8.8.8.8,10.0.0.1")]
    [InlineData("::1")]
    [InlineData("::ffff:192.168.0.1")]
    public async Task A_name_that_leads_inside_is_refused_even_if_only_in_part(string addresses) =>
        (await Check("https://receiver.example/", addresses.Split(','))).ShouldNotBeNull().Code.ShouldBe("address-not-allowed");

    [Fact]
    public async Task A_name_that_leads_nowhere_yet_is_taken_but_not_without_tls()
    {
        (await Check("https://receiver.example/")).ShouldBeNull();
        (await Check("http://receiver.example/")).ShouldNotBeNull().Code.ShouldBe("https-required");
    }

    [Fact]
    public async Task Networks_that_the_configuration_names_are_reached_without_tls_too()
    {
        const string network = "10.0.0.0/8";
        (await CheckWith(network, "http://10.1.2.3/")).ShouldBeNull();
        (await CheckWith(network, "https://[::ffff:10.1.2.3]/")).ShouldBeNull();
        (await CheckWith(network, "http://receiver.example/", "10.1.2.3")).ShouldBeNull();
        (await CheckWith(network, "http://receiver.example/", "10.1.2.3", "8.8.8.8")).ShouldNotBeNull().Code.ShouldBe("https-required");
        (await CheckWith(network, "https://127.0.0.1/")).ShouldNotBeNull().Code.ShouldBe("address-not-allowed");
    }

    private static Task<FieldError?> Check(string url, params string[] addresses) => CheckWith(null, url, addresses);

    private static Task<FieldError?> CheckWith(string? allowed, string url, params string[] addresses)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([KeyValuePair.Create("Webhooks:AllowedNetworks:0", allowed)]);
        return new Receivers(
            (_, _) => addresses.Length > 0 ? Task.FromResult(addresses.Select(IPAddress.Parse).ToArray()) : throw new SocketException((int)SocketError.HostNotFound),
            (allowed is null ? new ConfigurationBuilder() : settings).Build()).Check(url, CancellationToken.None);
    }
}
