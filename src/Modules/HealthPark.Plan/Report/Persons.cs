namespace HealthPark.Plan.Report;

/// <summary>Finds out who stands behind a client.</summary>
public sealed class Persons(IActorNames names)
{
    /// <summary>The person behind a client.</summary>
    public async Task<Person> Of(Caller caller, CancellationToken ct) =>
        new(caller.ClientId, (await names.NamesOf([caller.ClientId], ct)).GetValueOrDefault(caller.ClientId)?.Officer);
}
