using System.Text.Json.Nodes;
using HealthPark.Contracts;
using HealthPark.Contracts.Enterprises;
using HealthPark.Contracts.Plan;
using HealthPark.Contracts.Transfers;
using HealthPark.EventStore;
using HealthPark.Kernel.Http.Collections;
using HealthPark.Transfers.Features;
using HealthPark.Transfers.Integration;
using HealthPark.Transfers.ReadModels;
using HealthPark.Transfers.Transfer;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthPark.Transfers;

/// <summary>Research results on their way into industry: the chain, technology contracts, equity, first sale, and what the park office makes of it.</summary>
public static class TransfersModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "transfers";

    internal static readonly Text Noun = new("成果转化", "transfer");

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("transfer_registered", TransferEventsJson.Stored.TransferRegistered)
        .Add("transfer_description_revised", TransferEventsJson.Stored.TransferDescriptionRevised)
        .Add("transfer_claimants_named", TransferEventsJson.Stored.TransferClaimantsNamed)
        .Add("transfer_reclassified", TransferEventsJson.Stored.TransferReclassified)
        .Add("transfer_stage_advanced", TransferEventsJson.Stored.TransferStageAdvanced)
        .Add("transfer_stage_returned", TransferEventsJson.Stored.TransferStageReturned)
        .Add("transfer_stage_date_corrected", TransferEventsJson.Stored.TransferStageDateCorrected)
        .Add("transfer_stopped", TransferEventsJson.Stored.TransferStopped)
        .Add("transfer_verified", TransferEventsJson.Stored.TransferVerified)
        .Add("transfer_returned", TransferEventsJson.Stored.TransferReturned)
        .Add("transfer_voided", TransferEventsJson.Stored.TransferVoided)
        .Add("transfer_enterprise_replaced", TransferEventsJson.Stored.TransferEnterpriseReplaced)
        .Add("technology_contract_added", TransferEventsJson.Stored.TechnologyContractAdded)
        .Add("technology_contract_signed", TransferEventsJson.Stored.TechnologyContractSigned)
        .Add("technology_contract_submitted", TransferEventsJson.Stored.TechnologyContractSubmitted)
        .Add("technology_contract_registered", TransferEventsJson.Stored.TechnologyContractRegistered)
        .Add("technology_contract_refused", TransferEventsJson.Stored.TechnologyContractRefused)
        .Add("technology_contract_amended", TransferEventsJson.Stored.TechnologyContractAmended)
        .Add("technology_contract_voided", TransferEventsJson.Stored.TechnologyContractVoided)
        .Add("equity_contribution_registered", TransferEventsJson.Stored.EquityContributionRegistered)
        .Add("equity_contribution_voided", TransferEventsJson.Stored.EquityContributionVoided)
        .Add("first_sale_recorded", TransferEventsJson.Stored.FirstSaleRecorded)
        .Add("first_sale_voided", TransferEventsJson.Stored.FirstSaleVoided);

    internal static readonly StreamType<TransferState, TransferEvent> Stream = new StreamType<TransferState, TransferEvent>
    {
        Name = "transfer",
        Initial = TransferState.Initial,
        Evolve = TransferState.Evolve,
        PartsOf = TransferState.PartsOf,
        Claims = ClaimsOf,
    }.Inline(TransferRow.Table, TransferRow.Of);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddTransfers(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(TransfersModule).Assembly, Events, Stream);
        services.AddStateMachine(TransferStages.Machine).AddStateMachine(ContractStates.Machine);
        services.AddSingleton<ReferenceLookup>().AddSingleton<ITransferDirectory, TransferDirectory>();
        services.AddSingleton(p =>
        {
            var store = p.GetRequiredKeyedService<ModuleStore>(Schema);
            return new Records<TransferState, TransferEvent>(p.GetRequiredService<Database>(), store, Stream)
            {
                Noun = Noun,
                Owner = transfer => transfer.State.OwnerOrganizationId,
                OnClaimTaken = (taken, caller, ct) => Duplicate(store, taken, caller, ct),
                Preview = (id, events, ct) => p.GetRequiredService<IFigurePreview>()
                    .Preview(id, [.. events.Select(TransferChanges.Publish).OfType<ContractEvent>()], ct),
            };
        });
        services.AddCollection(p => new Collection<TransferState, TransferEvent, RegisterTransferRequest, ReviseTransferRequest, TransferResponse>(
            p.GetRequiredService<Records<TransferState, TransferEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            TransferResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = "transfers",
            Singular = "Transfer",
            Plural = "Transfers",
            List = TransferRow.List,
            ReadScope = Scopes.TransfersRead,
            WriteScope = Scopes.TransfersWrite,
            Create = (body, caller, _, ct) => RegisterTransfer.LookUpAndDecide(body, caller, p.GetRequiredService<ReferenceLookup>(), p.GetRequiredService<TimeProvider>(), ct),
            Revise = (patch, caller, transfer, ct) => ReviseTransfer.LookUpAndDecide(
                patch, caller, transfer, p.GetRequiredService<ReferenceLookup>(), p.GetRequiredService<TimeProvider>(), ct),
            NaturalKeys = KeysOf,
        });
        services.FollowEnterprises(new EnterpriseReferences<TransferState, TransferEvent>(
            Schema, "transfers", Stream, (_, enterprise, by) => new TransferEnterpriseReplaced(enterprise, by), transfer => transfer.Enterprises));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/transfers", TransferResponse.Looks.Stored!, typeof(TransferContractEvent),
            stored => TransferChanges.Publish((TransferEvent)Events.Read(stored.Type, stored.Data))));
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(TransfersJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapTransfers(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Transfers").AddEndpointFilter(Validation.Filter);
        RegisterTransfer.Map(group);
        ReviseTransfer.Map(group);
        AdvanceTransfer.Map(group);
        ReturnTransfer.Map(group);
        StopTransfer.Map(group);
        VoidTransfer.Map(group);
        VerifyTransfer.Map(group);
        AddContract.Map(group);
        SignContract.Map(group);
        SubmitContract.Map(group);
        RegisterContract.Map(group);
        RefuseContract.Map(group);
        AmendContract.Map(group);
        VoidContract.Map(group);
        GetContract.Map(group);
        ListContracts.Map(group);
        RegisterEquityContribution.Map(group);
        VoidEquityContribution.Map(group);
        RecordFirstSale.Map(group);
        VoidFirstSale.Map(group);
        GetTransferFunnel.Map(group);
        ListTransferChains.Map(group);
        group.MapCollection("transfers");
    }

    // One result is one record: its title and its institution say which. A void record holds nothing, and one that is confirmed
    // distinct does not claim what it shares with another.
    private static IEnumerable<Claim> ClaimsOf(TransferState transfer)
    {
        if (transfer.Stage == TransferStage.Voided)
            yield break;
        if (transfer.DistinctReason is null)
            yield return new Claim("result", ResultKey(transfer.Title, transfer.Owner));
        foreach (var contract in transfer.Contracts.Where(c => c is { State: ContractState.Registered, RegistrationNumber: not null }))
            yield return new Claim("registration-number", Decisions.NumberKey(contract.RegistrationNumber!));
    }

    private static string ResultKey(string title, string owner) => $"{NameFolding.Fold(title)}@{NameFolding.Fold(owner)}";

    // Lines of a file that name the same result are carried out one after the other. The institution may be named in several ways.
    private static IEnumerable<string> KeysOf(JsonObject members)
    {
        if (members["title"] is JsonValue value && value.TryGetValue<string>(out var title))
            yield return "title " + NameFolding.Fold(title);
    }

    private static async Task<Rejection> Duplicate(ModuleStore store, AppendOutcome.ClaimTaken taken, Caller caller, CancellationToken ct)
    {
        var holder = await store.Load(Stream, taken.HolderId, UpTo.Now, ct);
        var path = caller.Reaches(holder.State.OwnerOrganizationId) ? $"/v1/transfers/{holder.Id}" : null;
        if (taken.Claim.Kind == "result")
        {
            return Rejection.Conflict("duplicate-suspected", new Text(
                "已有标题和成果单位相同的成果。一项成果只计一次,合作各方列为 claimants;若确非同一成果,请带 confirmDistinct: true 和 reason 重新提交。",
                "There is a result of the same title and owner. One result counts once, and those who share it are its claimants; if they are distinct, post again with confirmDistinct: true and a reason."))
                .With("candidates", path is null ? Array.Empty<string>() : [path]);
        }

        var rejection = Decisions.NumberTaken(taken.Claim.Key);
        return path is null ? rejection : rejection.With("existing", path);
    }
}
