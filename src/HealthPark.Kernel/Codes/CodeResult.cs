using System.Diagnostics.CodeAnalysis;

namespace HealthPark.Kernel.Codes;

/// <summary>Why a code is refused, or what is odd about one that is accepted.</summary>
/// <param name="Code">Stable kebab-case name of the rule, the same in every language, such as <c>uscc-length</c>.</param>
/// <param name="Position">The character at fault, counted from 1 in the normalised code; null when the whole code is.</param>
/// <param name="Detail">What is wrong, for the person who typed the code.</param>
public sealed record CodeError(string Code, int? Position, Text Detail);

/// <summary>What reading a code gave: the code, perhaps with warnings, or the error.</summary>
/// <param name="Value">The normalised code; null when it is refused.</param>
/// <param name="Error">The first rule that the text breaks; null when the code is accepted.</param>
/// <param name="Warnings">Oddities that do not stop the code from being used; empty when it is refused.</param>
public sealed record CodeResult<T>(T? Value, CodeError? Error, IReadOnlyList<CodeError> Warnings)
    where T : class
{
    /// <summary>Whether the code is accepted, with or without warnings.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsValid => Value is not null;

    /// <summary>A refusal.</summary>
    public static implicit operator CodeResult<T>(CodeError error) => new(null, error, []);
}
