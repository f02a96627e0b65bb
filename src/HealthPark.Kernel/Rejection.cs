namespace HealthPark.Kernel;

/// <summary>What is wrong with one member of a request.</summary>
/// <param name="Pointer">Where: a JSON pointer into the body (RFC 6901), or the name of a parameter or header.</param>
/// <param name="Code">What kind of error, stable and the same in every language.</param>
/// <param name="Detail">What is wrong, for people.</param>
public sealed record FieldError(string Pointer, string Code, Text Detail);

/// <summary>Why a request is refused. It becomes an RFC 9457 problem.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">What kind of refusal, kebab-case, stable and the same in every language.</param>
/// <param name="Detail">What went wrong this time, for people.</param>
public sealed record Rejection(int Status, string Code, Text Detail)
{
    /// <summary>The members of the request at fault.</summary>
    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Further members of the problem.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = new Dictionary<string, object?>();

    /// <summary>400: a parameter or header that cannot be understood.</summary>
    public static Rejection Malformed(string parameter, string code, Text detail) =>
        new(400, code, detail) { Errors = [new FieldError(parameter, code, detail)] };

    /// <summary>409: a rule of the field is broken, or the record's state does not allow it.</summary>
    public static Rejection Conflict(string code, Text detail) => new(409, code, detail);

    /// <summary>409: the record's state does not allow it; the problem lists where it can go from here.</summary>
    public static Rejection Transition(string code, Text detail, IEnumerable<string> allowedTransitions) =>
        Conflict(code, detail).With("allowedTransitions", allowedTransitions.ToArray());

    /// <summary>422: members that break a field's rule.</summary>
    public static Rejection Invalid(params IReadOnlyList<FieldError> errors) =>
        new(422, "invalid-fields", new Text("请求中有字段不符合规则,见 errors。", "Some members of the request break a rule; see errors.")) { Errors = errors };

    /// <summary>422: one member that breaks a rule.</summary>
    public static Rejection Invalid(string pointer, string code, Text detail) => Invalid(new FieldError(pointer, code, detail));

    /// <summary>404: no such record, or none that the caller may see.</summary>
    public static Rejection NotFound(Text what) =>
        new(404, "not-found", new Text($"没有这个{what.Zh},或您无权查看。", $"There is no such {what.En}, or you may not see it."));

    /// <summary>403: the record is another's.</summary>
    public static Rejection NotYours { get; } = new(403, "not-yours", new Text(
        "只有记录所属机构和园区办公室可以更改此记录。", "Only the organisation whose record it is, and the park office, may change it."));

    /// <summary>403: the caller does not hold a scope.</summary>
    public static Rejection MissingScope(string scope) =>
        new Rejection(403, "scope-missing", new Text($"此操作需要 {scope} 权限。", $"This needs the scope {scope}.")).With("scope", scope);

    /// <summary>The same refusal with one more member.</summary>
    public Rejection With(string member, object? value) =>
        this with { Extensions = new Dictionary<string, object?>(Extensions) { [member] = value } };
}
