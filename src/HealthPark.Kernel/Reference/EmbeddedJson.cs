using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace HealthPark.Kernel.Reference;

/// <summary>Reads the data files that an assembly carries.</summary>
public static class EmbeddedJson
{
    /// <summary>Reads one file; a file that is missing or does not fit its type is a mistake of the build and throws.</summary>
    /// <param name="assembly">The assembly that embeds the file.</param>
    /// <param name="name">Logical name of the resource, such as <c>Reference/directions.json</c>.</param>
    /// <param name="type">The file's type, from the assembly's source-generated JSON.</param>
    public static T Read<T>(Assembly assembly, string name, JsonTypeInfo<T> type)
        where T : class
    {
        using var stream = assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"{assembly.GetName().Name} does not embed {name}.");
        return JsonSerializer.Deserialize(stream, type) ?? throw new InvalidOperationException($"{name} holds null.");
    }
}
