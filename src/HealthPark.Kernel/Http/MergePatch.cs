using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace HealthPark.Kernel.Http;

/// <summary>
/// A JSON Merge Patch (RFC 7396): members present are set, <c>null</c> clears, absent members stay as they are.
/// </summary>
/// <typeparam name="TBody">The members that may be patched, each nullable.</typeparam>
public sealed class MergePatch<TBody> : IEndpointParameterMetadataProvider
    where TBody : class
{
    private static readonly string[] MediaTypes = ["application/merge-patch+json", "application/json"];

    private readonly HashSet<string> _members;

    /// <summary>A patch whose body sets the named members (lowerCamelCase).</summary>
    public MergePatch(TBody body, params IEnumerable<string> members) => (Body, _members) = (body, [.. members]);

    /// <summary>The values; a member that is absent is null here too: ask <see cref="Sets"/>.</summary>
    public TBody Body { get; }

    /// <summary>Whether the patch sets or clears a member.</summary>
    public bool Sets(string member) => _members.Contains(member);

    /// <summary>The new value of a member that can be cleared; null if it stays as it is, or is cleared: then its name joins the others that are.</summary>
    /// <param name="member">The member.</param>
    /// <param name="value">Its value in the body.</param>
    /// <param name="current">Its value now.</param>
    /// <param name="cleared">The names of the members that are cleared.</param>
    public T? NewValue<T>(string member, T? value, T? current, ICollection<string> cleared)
    {
        if (Sets(member) && value is null && current is not null)
            cleared.Add(member);
        return Equals(value, current) ? default : value;
    }

    /// <summary>Reads the patch from a body of type <c>application/merge-patch+json</c> or <c>application/json</c>.</summary>
    /// <exception cref="JsonException">The body is not valid JSON, or has unknown, duplicate or ill-typed members.</exception>
    public static async ValueTask<MergePatch<TBody>?> BindAsync(HttpContext context)
    {
        // The router lets any +json through as JSON; another kind of patch would be read as something that it does not say.
        if (!MediaTypes.Contains(MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) ? type.MediaType.Value : null, StringComparer.OrdinalIgnoreCase))
            throw new BadHttpRequestException("A merge patch is application/merge-patch+json or application/json.", 415);
        var options = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var utf8 = buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
        var body = (TBody?)JsonSerializer.Deserialize(utf8.Span, options.GetTypeInfo(typeof(TBody)))
            ?? throw new JsonException("The body is null.");
        Validation.RefuseNul(body);
        using var document = JsonDocument.Parse(utf8);
        return new MergePatch<TBody>(body, document.RootElement.EnumerateObject().Select(m => m.Name));
    }

    /// <summary>Declares the body's media types and schema.</summary>
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(MediaTypes, typeof(TBody)));
}
