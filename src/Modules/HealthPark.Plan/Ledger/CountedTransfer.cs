using HealthPark.Contracts.Transfers;

namespace HealthPark.Plan.Ledger;

/// <summary>What of a transfer decides whether and where it counts.</summary>
/// <param name="Contracts">When each of its registered contracts was registered.</param>
/// <param name="EquityContributions">When each of its equity contributions was registered.</param>
/// <param name="FirstSaleOn">When the product was first sold.</param>
/// <param name="Directions">Its directions by date; the first holds from the beginning.</param>
internal sealed record TransferFacts(
    IReadOnlyDictionary<Guid, DateOnly> Contracts, IReadOnlyDictionary<Guid, DateOnly> EquityContributions, DateOnly? FirstSaleOn,
    IReadOnlyList<DirectionFrom> Directions)
{
    /// <summary>The first day on which something made it transferred.</summary>
    public DateOnly? TransferredOn => Contracts.Values.Concat(EquityContributions.Values).Select(on => (DateOnly?)on).Append(FirstSaleOn).Min();

    public TransferFacts WithContract(Guid id, DateOnly on) => this with { Contracts = new Dictionary<Guid, DateOnly>(Contracts) { [id] = on } };

    public TransferFacts WithEquity(Guid id, DateOnly on) =>
        this with { EquityContributions = new Dictionary<Guid, DateOnly>(EquityContributions) { [id] = on } };

    public TransferFacts WithoutContract(Guid id) => this with { Contracts = Contracts.Where(c => c.Key != id).ToDictionary() };

    public TransferFacts WithoutEquity(Guid id) => this with { EquityContributions = EquityContributions.Where(c => c.Key != id).ToDictionary() };
}

/// <summary>A transfer as the plan counts it, folded from its public change events.</summary>
internal sealed record CountedTransfer(Guid OwnerId, string Name, bool Voided, Posted<TransferFacts> Facts) : CountedRecord(OwnerId, Name)
{
    /// <summary>The state after one more event; null before the first.</summary>
    public static CountedTransfer? Evolve(CountedTransfer? state, TransferContractEvent e)
    {
        if (e is TransferRegisteredV1 r)
        {
            var facts = new TransferFacts(new Dictionary<Guid, DateOnly>(), new Dictionary<Guid, DateOnly>(), null, DirectionFrom.First(r.Direction));
            return new(r.OwnerOrganizationId, r.Title, false, new(facts, false, null));
        }

        if (state is null)
            return null;
        var now = state.Facts.Reported;
        return e switch
        {
            TransferDescriptionRevisedV1 x => state with { Name = x.Title ?? state.Name, Facts = state.Facts.Post(now) },
            TransferClaimantsNamedV1 => state.Post(now),
            TransferReclassifiedV1 x => state.Post(now with { Directions = now.Directions.From(x.From, x.Direction) }),
            TechnologyContractAddedV1 { RegisteredOn: { } on } x => state.Post(now.WithContract(x.ContractId, on)),
            TechnologyContractRegisteredV1 x => state.Post(now.WithContract(x.ContractId, x.On)),
            TechnologyContractAmendedV1 { RegisteredOn: { } on } x => state.Post(now.WithContract(x.ContractId, on)),
            TechnologyContractVoidedV1 x when now.Contracts.ContainsKey(x.ContractId) => state.Post(now.WithoutContract(x.ContractId)),
            EquityContributionRegisteredV1 x => state.Post(now.WithEquity(x.ContributionId, x.RegisteredOn)),
            EquityContributionVoidedV1 x => state.Post(now.WithoutEquity(x.ContributionId)),
            FirstSaleRecordedV1 x => state.Post(now with { FirstSaleOn = x.On }),
            FirstSaleVoidedV1 => state.Post(now with { FirstSaleOn = null }),
            TransferVerifiedV1 => state with { Facts = state.Facts.Verify() },
            TransferReturnedV1 => state with { Facts = state.Facts.Return() },
            TransferVoidedV1 => state with { Voided = true },
            _ => state, // stages, and contracts that are not registered: they decide nothing
        };
    }

    /// <summary>Why the ledger moves with an event, in the words of the difference between two reports.</summary>
    public static string ReasonOf(TransferContractEvent e, CountedTransfer? before) => e switch
    {
        TransferVerifiedV1 => "verified",
        TransferReturnedV1 => "returned",
        TransferVoidedV1 => "voided",
        TransferReclassifiedV1 => "reclassified",
        _ when before?.Facts.Reported.TransferredOn is null => "new",
        _ => "corrected",
    };

    private CountedTransfer Post(TransferFacts facts) => this with { Facts = Facts.Post(facts) };
}
