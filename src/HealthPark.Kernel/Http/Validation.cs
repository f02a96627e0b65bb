using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>Marks a request body whose annotations are checked before its endpoint runs; they also stand in the contract.</summary>
#pragma warning disable CA1040 // a marker, on purpose
public interface IRequestBody;
#pragma warning restore CA1040

/// <summary>
/// Checks the annotations of a request body: 422 with one error for each member, in the client's language. Rules that need more
/// than the member itself belong to the decision.
/// </summary>
public static class Validation
{
    private static readonly ConcurrentDictionary<Type, (PropertyInfo Property, ValidationAttribute[] Rules)[]> Rules = new();
    private static readonly ValidationAttribute[] RulesOfTexts = [new RequiredAttribute(), new StringLengthAttribute(200)];

    /// <summary>The filter that checks every <see cref="IRequestBody"/> of an endpoint.</summary>
    public static ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var bodies = context.Arguments.OfType<IRequestBody>().ToList();
        foreach (var body in bodies)
            RefuseNul(body);
        var errors = bodies.SelectMany(Check).ToList();
        return errors.Count > 0 ? ValueTask.FromResult<object?>(Rejection.Invalid(errors).ToResult()) : next(context);
    }

    /// <summary>What is wrong with a body's members, and with those of the bodies inside it.</summary>
    public static IEnumerable<FieldError> Check(object body)
    {
        foreach (var (property, rules) in Rules.GetOrAdd(body.GetType(), Find))
        {
            var (pointer, value) = (PointerOf(property), property.GetValue(body));
            var texts = value as IReadOnlyList<string?> ?? [];
            var inside = Inside(pointer, value).SelectMany(b => b.Body is null
                ? Check(b.Pointer, null, [new RequiredAttribute()])
                : Check(b.Body).Select(e => e with { Pointer = b.Pointer + e.Pointer }));
            foreach (var error in Check(pointer, value, rules).Concat(texts.SelectMany((text, i) => Check($"{pointer}/{i}", text, RulesOfTexts))).Concat(inside))
                yield return error;
        }
    }

    private static IEnumerable<(string Pointer, IRequestBody? Body)> Inside(string pointer, object? value) => value switch
    {
        IRequestBody body => [(pointer, body)],
        IReadOnlyList<IRequestBody?> bodies => bodies.Select((body, i) => ($"{pointer}/{i}", body)),
        _ => [],
    };

    // The first rule that is broken says enough: what is missing is not also of the wrong kind.
    private static IEnumerable<FieldError> Check(string pointer, object? value, ValidationAttribute[] rules) =>
        (from rule in rules
         where !(value is string text && rule is RequiredAttribute ? text.Trim().Length > 0 : rule.IsValid(value))
         select new FieldError(pointer, CodeOf(rule), TextOf(rule))).Take(1);

    /// <summary>Refuses text with NUL (U+0000), which JSON can say and Postgres cannot keep.</summary>
    /// <exception cref="RejectedException">A member holds it.</exception>
    /// <exception cref="JsonException">A member that may be any JSON has a text that is no Unicode.</exception>
    public static void RefuseNul(object body)
    {
        if (PlacesOfNul(body).FirstOrDefault() is { } pointer)
        {
            var detail = new Text("文本中不能有 NUL(U+0000)。", "Text must not hold NUL (U+0000).");
            throw new RejectedException(new Rejection(400, "malformed-json", detail) { Errors = [new FieldError(pointer, "nul-in-text", detail)] });
        }
    }

    private static IEnumerable<string> PlacesOfNul(object body) =>
        from property in body.GetType().GetProperties()
        let pointer = PointerOf(property)
        let value = property.GetValue(body)
        from place in value is IReadOnlyList<string?> list
            ? list.Select((t, i) => (Pointer: $"{pointer}/{i}", Text: t)).Where(HoldsNul).Select(t => t.Pointer)
            : HoldsNul((pointer, value as string)) || (value is JsonNode node && HoldsNul(pointer, node)) ? [pointer]
            : Inside(pointer, value).Where(b => b.Body is not null).SelectMany(b => PlacesOfNul(b.Body!).Select(inner => b.Pointer + inner))
        select place;

    private static bool HoldsNul((string Pointer, string? Text) member) => member.Text?.Contains('\0', StringComparison.Ordinal) == true;

    // Any JSON, as it came: its texts have not been looked at.
    private static bool HoldsNul(string pointer, JsonNode node)
    {
        try
        {
            return HoldsNul(node);
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException(null, $"$.{pointer[1..]}", null, null, e);
        }
    }

    private static bool HoldsNul(JsonNode? node) => node switch
    {
        JsonObject members => members.Any(m => m.Key.Contains('\0', StringComparison.Ordinal) || HoldsNul(m.Value)),
        JsonArray items => items.Any(HoldsNul),
        JsonValue value => value.TryGetValue<string>(out var text) && text.Contains('\0', StringComparison.Ordinal),
        _ => false,
    };

    private static string PointerOf(PropertyInfo property) => "/" + JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static (PropertyInfo, ValidationAttribute[])[] Find(Type type) =>
        [.. type.GetProperties().Select(property => (property, property.GetCustomAttributes<ValidationAttribute>().ToArray()))];

    private static string CodeOf(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => "required",
        StringLengthAttribute or MaxLengthAttribute => "too-long",
        AllowedValuesAttribute => "unknown-value",
        RangeAttribute => "out-of-range",
        _ => "invalid-value",
    };

    private static Text TextOf(ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => new("此项必填。", "This member is required."),
        StringLengthAttribute length => new($"最多 {length.MaximumLength} 个字符。", $"At most {length.MaximumLength} characters."),
        MaxLengthAttribute length => new($"最多 {length.Length} 项。", $"At most {length.Length} items."),
        AllowedValuesAttribute allowed => OneOf(allowed.Values.OfType<string>()),
        RangeAttribute range => new($"须在 {range.Minimum} 与 {range.Maximum} 之间。", $"Must be between {range.Minimum} and {range.Maximum}."),
        _ => new("取值不符合规则。", "The value breaks this member's rule."),
    };

    /// <summary>The text that lists the values allowed.</summary>
    public static Text OneOf(IEnumerable<string> values)
    {
        var list = values.ToList();
        return new Text($"须为以下之一:{string.Join("、", list)}。", $"Must be one of: {string.Join(", ", list)}.");
    }
}
