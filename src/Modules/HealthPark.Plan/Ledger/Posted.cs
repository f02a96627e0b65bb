namespace HealthPark.Plan.Ledger;

/// <summary>A value as posted and as verified.</summary>
/// <param name="Reported">The latest posted value.</param>
/// <param name="Returned">Whether the park office returned it: then it leaves the reported figures until it is posted again.</param>
/// <param name="Verified">The last verified value; null if none was.</param>
internal sealed record Posted<T>(T Reported, bool Returned, T? Verified)
{
    public Posted<T> Post(T value) => this with { Reported = value, Returned = false };

    public Posted<T> Verify() => this with { Verified = Reported, Returned = false };

    public Posted<T> Return() => this with { Returned = true };

    public T? On(string basis) => basis == Bases.Verified ? Verified : Returned ? default : Reported;

    /// <summary>Why there is no value on a basis; null if there is one.</summary>
    public string? Missing(string basis) =>
        basis == Bases.Verified ? Verified is null ? "not-verified" : null
        : Returned ? "returned" : null;
}
