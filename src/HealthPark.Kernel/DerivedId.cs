using System.Security.Cryptography;
using System.Text;

namespace HealthPark.Kernel;

/// <summary>Ids of records that every node makes from the same reference data.</summary>
public static class DerivedId
{
    /// <summary>The id made from a name (RFC 9562, version 8): the same name always gives the same id.</summary>
    public static Guid Of(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name))[..16];
        (bytes[6], bytes[8]) = ((byte)(bytes[6] & 0x0f | 0x80), (byte)(bytes[8] & 0x3f | 0x80));
        return new Guid(bytes, bigEndian: true);
    }
}
