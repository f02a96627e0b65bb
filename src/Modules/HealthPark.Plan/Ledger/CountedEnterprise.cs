using HealthPark.Contracts.Enterprises;

namespace HealthPark.Plan.Ledger;

/// <summary>What of an enterprise decides whether and where it counts.</summary>
/// <param name="Uscc">Its unified social credit code.</param>
/// <param name="LandedOn">When it landed.</param>
/// <param name="Directions">Its directions by date; the first holds from the beginning.</param>
internal sealed record EnterpriseFacts(string? Uscc, DateOnly? LandedOn, IReadOnlyList<DirectionFrom> Directions)
{
    public string DirectionOn(DateOnly day) => Directions.On(day);
}

/// <summary>An enterprise as the plan counts it, folded from its public change events.</summary>
internal sealed record CountedEnterprise(
    Guid OwnerId, string Name, bool Voided, Posted<EnterpriseFacts> Facts,
    IReadOnlyDictionary<int, Posted<bool?>> AboveScale, IReadOnlyDictionary<string, Posted<decimal?>> Revenues) : CountedRecord(OwnerId, Name)
{
    /// <summary>The state after one more event; null before the first.</summary>
    public static CountedEnterprise? Evolve(CountedEnterprise? state, EnterpriseContractEvent e)
    {
        if (e is EnterpriseRegisteredV1 r)
        {
            var facts = new EnterpriseFacts(r.Uscc, r.LandedOn, DirectionFrom.First(r.Direction));
            return new(r.OwnerOrganizationId, r.Name, false, new(facts, false, null), new Dictionary<int, Posted<bool?>>(), new Dictionary<string, Posted<decimal?>>());
        }

        if (state is null)
            return null;
        var now = state.Facts.Reported;
        return e switch
        {
            EnterpriseDescriptionRevisedV1 x => state with { Name = x.Name ?? state.Name, Facts = state.Facts.Post(now) },
            EnterpriseUsccRecordedV1 x => state.Post(now with { Uscc = x.Uscc }),
            EnterpriseReclassifiedV1 x => state.Post(now with { Directions = now.Directions.From(x.From, x.Direction) }),
            EnterpriseLandedV1 x => state.Post(now with { LandedOn = x.On }),
            EnterpriseDateCorrectedV1 { Stage: "landed" } x => state.Post(now with { LandedOn = x.On }),
            EnterpriseDateCorrectedV1 or EnterpriseNegotiationStartedV1 or EnterpriseSignedV1 or EnterpriseOperationStartedV1 => state.Post(now),
            EnterpriseVerifiedV1 => state with { Facts = state.Facts.Verify() },
            EnterpriseReturnedV1 => state with { Facts = state.Facts.Return() },
            EnterpriseVoidedV1 or EnterpriseMergedV1 => state with { Voided = true },
            ScaleStatusDeclaredV1 x => state.Scale(x.Year, p => p.Post(x.AboveScale)),
            ScaleStatusVerifiedV1 x => state.Scale(x.Year, p => p.Verify()),
            ScaleStatusReturnedV1 x => state.Scale(x.Year, p => p.Return()),
            RevenueDeclaredV1 x => state.Revenue(x.Period, x.Source, p => p.Post(x.AmountYuan)),
            RevenueVerifiedV1 x => state.Revenue(x.Period, x.Source, p => p.Verify()),
            RevenueReturnedV1 x => state.Revenue(x.Period, x.Source, p => p.Return()),
            _ => state, // moved out, deregistered: it stays counted
        };
    }

    /// <summary>Why the ledger moves with an event, in the words of the difference between two reports.</summary>
    public static string ReasonOf(EnterpriseContractEvent e, CountedEnterprise? before) => e switch
    {
        EnterpriseVerifiedV1 or ScaleStatusVerifiedV1 or RevenueVerifiedV1 => "verified",
        EnterpriseReturnedV1 or ScaleStatusReturnedV1 or RevenueReturnedV1 => "returned",
        EnterpriseVoidedV1 => "voided",
        EnterpriseMergedV1 => "merged",
        EnterpriseReclassifiedV1 => "reclassified",
        EnterpriseRegisteredV1 or EnterpriseLandedV1 => "new",
        ScaleStatusDeclaredV1 x when before?.AboveScale.ContainsKey(x.Year) == false => "new",
        RevenueDeclaredV1 x when before?.Revenues.ContainsKey(RevenueKey(x.Period, x.Source)) == false => "new",
        _ => "corrected",
    };

    public static string RevenueKey(string period, string source) => $"{period}/{source}";

    private CountedEnterprise Post(EnterpriseFacts facts) => this with { Facts = Facts.Post(facts) };

    private CountedEnterprise Scale(int year, Func<Posted<bool?>, Posted<bool?>> change) => this with
    {
        AboveScale = new Dictionary<int, Posted<bool?>>(AboveScale) { [year] = change(AboveScale.GetValueOrDefault(year, new(null, false, null))) },
    };

    private CountedEnterprise Revenue(string period, string source, Func<Posted<decimal?>, Posted<decimal?>> change)
    {
        var key = RevenueKey(period, source);
        return this with
        {
            Revenues = new Dictionary<string, Posted<decimal?>>(Revenues) { [key] = change(Revenues.GetValueOrDefault(key, new(null, false, null))) },
        };
    }
}
