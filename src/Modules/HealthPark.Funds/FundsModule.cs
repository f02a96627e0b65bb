using System.Text.Json.Nodes;
using HealthPark.Contracts;
using HealthPark.Contracts.Enterprises;
using HealthPark.Contracts.Funds;
using HealthPark.EventStore;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Features;
using HealthPark.Funds.Fund;
using HealthPark.Funds.Integration;
using HealthPark.Funds.ReadModels;
using HealthPark.Kernel.Http.Collections;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthPark.Funds;

/// <summary>The park's funds: what investors commit and pay in, the deals that are looked at, and what becomes of the money invested.</summary>
public static class FundsModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "funds";

    /// <summary>The name of the funds' collection.</summary>
    internal const string Collection = "funds";

    internal static readonly Text FundNoun = new("基金", "fund");
    internal static readonly Text DealNoun = new("投资项目", "deal");

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("fund_registered", FundEventsJson.Stored.FundRegistered)
        .Add("fund_revised", FundEventsJson.Stored.FundRevised)
        .Add("fund_status_changed", FundEventsJson.Stored.FundStatusChanged)
        .Add("fund_voided", FundEventsJson.Stored.FundVoided)
        .Add("commitment_added", FundEventsJson.Stored.CommitmentAdded)
        .Add("commitment_voided", FundEventsJson.Stored.CommitmentVoided)
        .Add("capital_called", FundEventsJson.Stored.CapitalCalled)
        .Add("capital_call_voided", FundEventsJson.Stored.CapitalCallVoided)
        .Add("capital_paid_in", FundEventsJson.Stored.CapitalPaidIn)
        .Add("capital_payment_voided", FundEventsJson.Stored.CapitalPaymentVoided)
        .Add("investment_agreed", FundEventsJson.Stored.InvestmentAgreed)
        .Add("investment_cancelled", FundEventsJson.Stored.InvestmentCancelled)
        .Add("tranche_paid", FundEventsJson.Stored.TranchePaid)
        .Add("investment_exited", FundEventsJson.Stored.InvestmentExited)
        .Add("investment_written_off", FundEventsJson.Stored.InvestmentWrittenOff)
        .Add("fund_distributed", FundEventsJson.Stored.FundDistributed)
        .Add("deal_sourced", FundEventsJson.Stored.DealSourced)
        .Add("deal_revised", FundEventsJson.Stored.DealRevised)
        .Add("deal_enterprise_replaced", FundEventsJson.Stored.DealEnterpriseReplaced)
        .Add("deal_advanced", FundEventsJson.Stored.DealAdvanced)
        .Add("deal_declined", FundEventsJson.Stored.DealDeclined)
        .Add("deal_investment_agreed", FundEventsJson.Stored.DealInvestmentAgreed)
        .Add("deal_investment_cancelled", FundEventsJson.Stored.DealInvestmentCancelled)
        .Add("deal_disbursed", FundEventsJson.Stored.DealDisbursed)
        .Add("deal_exited", FundEventsJson.Stored.DealExited)
        .Add("deal_written_off", FundEventsJson.Stored.DealWrittenOff);

    internal static readonly StreamType<FundState, FundEvent> Funds = new StreamType<FundState, FundEvent>
    {
        Name = "fund",
        Initial = FundState.Initial,
        Evolve = FundState.Evolve,
        PartsOf = FundState.PartsOf,
        Claims = ClaimsOf,
    }.Inline(FundRow.Table, FundRow.Of);

    internal static readonly StreamType<DealState, DealEvent> Deals = new StreamType<DealState, DealEvent>
    {
        Name = "deal",
        Initial = DealState.Initial,
        Evolve = DealState.Evolve,
    }.Inline(DealRow.Table, DealRow.Of);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddFunds(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(FundsModule).Assembly, Events, Funds, Deals);
        services.AddStateMachine(FundStates.Machine).AddStateMachine(FundStates.Investments).AddStateMachine(DealStages.Machine);
        services.AddCodeList(FundCodes.Kinds).AddCodeList(FundCodes.FinancingStages).AddCodeList(FundCodes.InvestorKinds).AddCodeList(FundCodes.Instruments)
            .AddCodeList(FundCodes.ExitRoutes).AddCodeList(FundCodes.DealSources);
        services.AddSingleton<DealLookup>().AddSingleton<IDealDirectory, DealDirectory>();
        services.AddSingleton(p =>
        {
            var store = p.GetRequiredKeyedService<ModuleStore>(Schema);
            return new Records<FundState, FundEvent>(p.GetRequiredService<Database>(), store, Funds)
            {
                Noun = FundNoun,
                Owner = fund => fund.State.OwnerOrganizationId,
                OnClaimTaken = (taken, caller, ct) => Duplicate(store, taken, caller, ct),
            };
        });
        services.AddSingleton(p => new Records<DealState, DealEvent>(p.GetRequiredService<Database>(), p.GetRequiredKeyedService<ModuleStore>(Schema), Deals)
        {
            Noun = DealNoun,
            Owner = deal => deal.State.OwnerOrganizationId,
        });
        services.AddCollection(p => new Collection<FundState, FundEvent, RegisterFundRequest, ReviseFundRequest, FundResponse>(
            p.GetRequiredService<Records<FundState, FundEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            FundResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = Collection,
            Singular = "Fund",
            Plural = "Funds",
            List = FundRow.List,
            ReadScope = Scopes.FundsRead,
            WriteScope = Scopes.FundsWrite,
            Create = (body, caller, _, _) => Task.FromResult(RegisterFund.Decide(body, caller.OrganizationId, p.GetRequiredService<TimeProvider>().Today())),
            Revise = (patch, _, fund, _) => Task.FromResult(ReviseFund.Decide(patch, fund.State)),
            NaturalKeys = KeysOf,
        });
        services.AddCollection(p => new Collection<DealState, DealEvent, SourceDealRequest, ReviseDealRequest, DealResponse>(
            p.GetRequiredService<Records<DealState, DealEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            DealResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = "deals",
            Singular = "Deal",
            Plural = "Deals",
            List = DealRow.List,
            ReadScope = Scopes.FundsRead,
            WriteScope = Scopes.FundsWrite,
            Create = (body, caller, _, ct) => SourceDeal.LookUpAndDecide(body, caller, p.GetRequiredService<DealLookup>(), p.GetRequiredService<TimeProvider>(), ct),
            Revise = (patch, caller, deal, ct) => ReviseDeal.LookUpAndDecide(patch, caller, deal, p.GetRequiredService<DealLookup>(), ct),
        });
        services.FollowEnterprises(new EnterpriseReferences<DealState, DealEvent>(
            Schema, "deals", Deals, (_, enterprise, by) => new DealEnterpriseReplaced(enterprise, by), deal => [deal.EnterpriseId]));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/funds", FundResponse.Looks.Stored!, typeof(FundContractEvent), stored => FundChanges.OfFund(Events.Read(stored.Type, stored.Data))));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/deals", DealResponse.Looks.Stored!, typeof(DealContractEvent), stored => FundChanges.OfDeal(Events.Read(stored.Type, stored.Data))));
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(FundsJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapFunds(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Funds").AddEndpointFilter(Validation.Filter);
        RegisterFund.Map(group);
        ReviseFund.Map(group);
        ChangeFundStatus.Map(group);
        VoidFund.Map(group);
        AddCommitment.Map(group);
        GetCommitment.Map(group);
        ListCommitments.Map(group);
        VoidCommitment.Map(group);
        CallCapital.Map(group);
        GetCapitalCall.Map(group);
        ListCapitalCalls.Map(group);
        VoidCapitalCall.Map(group);
        RecordCapitalPayment.Map(group);
        VoidCapitalPayment.Map(group);
        AgreeInvestment.Map(group);
        GetInvestment.Map(group);
        ListInvestments.Map(group);
        PayTranche.Map(group);
        ExitInvestment.Map(group);
        WriteOffInvestment.Map(group);
        CancelInvestment.Map(group);
        DistributeProceeds.Map(group);
        SourceDeal.Map(group);
        ReviseDeal.Map(group);
        AdvanceDeal.Map(group);
        DeclineDeal.Map(group);
        group.MapCollection(Collection);
        group.MapCollection("deals");
    }

    // One fund is one record. A void one holds nothing.
    private static IEnumerable<Claim> ClaimsOf(FundState fund)
    {
        if (fund.Status == FundStatus.Voided)
            yield break;
        yield return new Claim("fund-name", NameFolding.Fold(fund.Name));
        if (fund.FundCode is not null)
            yield return new Claim("fund-code", NameFolding.Letters(fund.FundCode));
    }

    // Lines of a file that name the same fund are carried out one after the other.
    private static IEnumerable<string> KeysOf(JsonObject members)
    {
        if (members["name"] is JsonValue name && name.TryGetValue<string>(out var text))
            yield return "name " + NameFolding.Fold(text);
        if (members["fundCode"] is JsonValue code && code.TryGetValue<string>(out var number))
            yield return "fund-code " + NameFolding.Letters(number);
    }

    private static async Task<Rejection> Duplicate(ModuleStore store, AppendOutcome.ClaimTaken taken, Caller caller, CancellationToken ct)
    {
        var holder = await store.Load(Funds, taken.HolderId, UpTo.Now, ct);
        var rejection = Rejection.Conflict("duplicate", taken.Claim.Kind == "fund-name"
            ? new Text("已有同名的基金。", "There is a fund of this name.")
            : new Text("已有此备案编码的基金。", "There is a fund with this code."));
        return caller.Reaches(holder.State.OwnerOrganizationId) ? rejection.With("existing", $"/v1/funds/{holder.Id}") : rejection;
    }
}
