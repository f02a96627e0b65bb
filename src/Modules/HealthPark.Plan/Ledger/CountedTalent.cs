using HealthPark.Contracts.Talent;

namespace HealthPark.Plan.Ledger;

/// <summary>A class and the day from which it holds.</summary>
/// <param name="From">The first day; null: the day of the introduction.</param>
/// <param name="Class">The class; null: none any more.</param>
internal sealed record ClassFrom(DateOnly? From, string? Class);

/// <summary>What of a talent decides whether and where it counts.</summary>
/// <param name="IntroducedOn">When the talent came to work in the park.</param>
/// <param name="Classes">Its classes in order; a later one with an earlier day replaces what had been planned after that.</param>
internal sealed record TalentFacts(DateOnly? IntroducedOn, IReadOnlyList<ClassFrom> Classes)
{
    public TalentFacts With(DateOnly? from, string? talentClass) => this with { Classes = [.. Classes, new ClassFrom(from, talentClass)] };

    /// <summary>Its buckets by day, from the introduction on; null where no recognition is in force.</summary>
    public IReadOnlyList<(DateOnly On, string? Bucket)> Buckets()
    {
        if (IntroducedOn is not { } introducedOn)
            return [];
        var days = new SortedDictionary<DateOnly, string?>();
        foreach (var (from, talentClass) in Classes)
        {
            // What held before the introduction decides from the introduction on.
            var on = from is { } day && day > introducedOn ? day : introducedOn;
            foreach (var later in days.Keys.Where(d => d >= on).ToList())
                days.Remove(later);
            days[on] = talentClass switch { null => null, "A" or "B" => "ab", _ => "cd" };
        }

        return [.. days.Select(d => (d.Key, d.Value))];
    }
}

/// <summary>A talent as the plan counts it, folded from its public change events: the plan knows no name.</summary>
internal sealed record CountedTalent(Guid OwnerId, bool Voided, Posted<TalentFacts> Facts) : CountedRecord(OwnerId, null)
{
    /// <summary>The state after one more event; null before the first.</summary>
    public static CountedTalent? Evolve(CountedTalent? state, TalentContractEvent e)
    {
        if (e is TalentRegisteredV1 r)
        {
            var facts = new TalentFacts(r.IntroducedOn, r.Class is null ? [] : [new ClassFrom(r.RecognisedOn, r.Class)]);
            return new(r.OwnerOrganizationId, false, new(facts, false, null));
        }

        if (state is null)
            return null;
        var now = state.Facts.Reported;
        return e switch
        {
            TalentDescriptionRevisedV1 or TalentPersonalDataCorrectedV1 => state.Post(now),
            TalentIntroductionDateCorrectedV1 x => state.Post(now with { IntroducedOn = x.IntroducedOn }),
            TalentOnboardedV1 x => state.Post(now with { IntroducedOn = x.On }),
            TalentRecognisedV1 x => state.Post(now.With(x.On, x.Class)),
            TalentReclassifiedV1 x => state.Post(now.With(x.From, x.Class)),
            TalentRecognitionRevokedV1 x => state.Post(now.With(x.On, null)),
            TalentVerifiedV1 => state with { Facts = state.Facts.Verify() },
            TalentReturnedV1 => state with { Facts = state.Facts.Return() },
            TalentVoidedV1 => state with { Voided = true },
            _ => state, // offers, departures, and erasure: they decide nothing
        };
    }

    /// <summary>Why the ledger moves with an event, in the words of the difference between two reports.</summary>
    public static string ReasonOf(TalentContractEvent e, CountedTalent? before) => e switch
    {
        TalentVerifiedV1 => "verified",
        TalentReturnedV1 => "returned",
        TalentVoidedV1 => "voided",
        TalentReclassifiedV1 => "reclassified",
        TalentRecognitionRevokedV1 => "revoked",
        _ when before is null || before.Facts.Reported.Buckets().Count == 0 => "new",
        _ => "corrected",
    };

    private CountedTalent Post(TalentFacts facts) => this with { Facts = Facts.Post(facts) };
}
