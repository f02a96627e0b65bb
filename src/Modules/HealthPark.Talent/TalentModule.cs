using System.Text.Json.Nodes;
using HealthPark.Contracts;
using HealthPark.Contracts.Enterprises;
using HealthPark.Contracts.Plan;
using HealthPark.Contracts.Talent;
using HealthPark.EventStore;
using HealthPark.Kernel.Codes;
using HealthPark.Kernel.Http.Collections;
using HealthPark.Talent.Features;
using HealthPark.Talent.Integration;
using HealthPark.Talent.ReadModels;
using HealthPark.Talent.Talent;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace HealthPark.Talent;

/// <summary>High-level talents: the way into the park, recognition in classes A to D, and the erasure of a person.</summary>
public static class TalentModule
{
    /// <summary>The module's schema.</summary>
    public const string Schema = "talent";

    internal static readonly Text Noun = new("人才", "talent");

    /// <summary>The module's events and their stored names.</summary>
    public static readonly EventTypes Events = new EventTypes()
        .Add("talent_registered", TalentEventsJson.Stored.TalentRegistered)
        .Add("talent_personal_data_corrected", TalentEventsJson.Stored.TalentPersonalDataCorrected)
        .Add("talent_description_revised", TalentEventsJson.Stored.TalentDescriptionRevised)
        .Add("talent_introduction_date_corrected", TalentEventsJson.Stored.TalentIntroductionDateCorrected)
        .Add("talent_offered", TalentEventsJson.Stored.TalentOffered)
        .Add("talent_onboarded", TalentEventsJson.Stored.TalentOnboarded)
        .Add("talent_recognised", TalentEventsJson.Stored.TalentRecognised)
        .Add("talent_reclassified", TalentEventsJson.Stored.TalentReclassified)
        .Add("talent_recognition_revoked", TalentEventsJson.Stored.TalentRecognitionRevoked)
        .Add("talent_left", TalentEventsJson.Stored.TalentLeft)
        .Add("talent_verified", TalentEventsJson.Stored.TalentVerified)
        .Add("talent_returned", TalentEventsJson.Stored.TalentReturned)
        .Add("talent_voided", TalentEventsJson.Stored.TalentVoided)
        .Add("talent_erased", TalentEventsJson.Stored.TalentErased)
        .Add("talent_employer_replaced", TalentEventsJson.Stored.TalentEmployerReplaced);

    internal static readonly StreamType<TalentState, TalentEvent> Stream = new StreamType<TalentState, TalentEvent>
    {
        Name = "talent",
        Initial = TalentState.Initial,
        Evolve = TalentState.Evolve,
        Claims = talent => talent.Claims(),
    }.Inline(TalentRow.Table, TalentRow.Of);

    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddTalent(this IServiceCollection services)
    {
        services.AddModuleStore(Schema, typeof(TalentModule).Assembly, Events, Stream);
        services.AddStateMachine(TalentStages.Machine);
        services.AddCodeList(TalentCodes.Classes).AddCodeList(TalentCodes.Fields).AddCodeList(TalentCodes.Modes).AddCodeList(TalentCodes.IdentityKinds);
        services.AddSingleton<IStartupTask, ForgetErased>();
        services.AddSingleton(p =>
        {
            var store = p.GetRequiredKeyedService<ModuleStore>(Schema);
            return new Records<TalentState, TalentEvent>(p.GetRequiredService<Database>(), store, Stream)
            {
                Noun = Noun,
                Owner = talent => talent.State.OwnerOrganizationId,
                Persons = p.GetRequiredService<PersonKeys>(),
                OnClaimTaken = (taken, caller, ct) => Duplicate(store, taken, caller, ct),
                Preview = (id, events, ct) => p.GetRequiredService<IFigurePreview>()
                    .Preview(id, [.. events.Select(TalentChanges.Publish).OfType<ContractEvent>()], ct),
            };
        });
        services.AddCollection(p => new Collection<TalentState, TalentEvent, RegisterTalentRequest, ReviseTalentRequest, TalentResponse>(
            p.GetRequiredService<Records<TalentState, TalentEvent>>(), p.GetRequiredKeyedService<ModuleStore>(Schema),
            TalentResponse.Looks, p.GetRequiredService<IOptions<JsonOptions>>())
        {
            Name = "talents",
            Singular = "Talent",
            Plural = "Talents",
            List = TalentRow.List,
            ReadScope = Scopes.TalentsRead,
            WriteScope = Scopes.TalentsWrite,
            Create = (body, caller, _, ct) => RegisterTalent.LookUpAndDecide(
                body, caller, p.GetRequiredService<IEnterpriseDirectory>(), p.GetRequiredService<TimeProvider>(), ct),
            Revise = (patch, caller, talent, ct) => ReviseTalent.LookUpAndDecide(
                patch, caller, talent, p.GetRequiredService<IEnterpriseDirectory>(), p.GetRequiredService<PersonalReads>(), p.GetRequiredService<TimeProvider>(), ct),
            NaturalKeys = KeysOf,
        });
        services.FollowEnterprises(new EnterpriseReferences<TalentState, TalentEvent>(
            Schema, "talents", Stream, (_, employer, by) => new TalentEmployerReplaced(employer, by), talent => [talent.EmployerId]));
        services.AddSingleton(new ChangeSource(
            Schema, "/v1/talents", TalentResponse.Looks.Stored!, typeof(TalentContractEvent),
            stored => TalentChanges.Publish((TalentEvent)Events.Read(stored.Type, stored.Data))));
        services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(TalentJson.Default));
        return services;
    }

    /// <summary>Maps the module's endpoints.</summary>
    public static void MapTalent(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Talent").AddEndpointFilter(Validation.Filter);
        RegisterTalent.Map(group);
        ReviseTalent.Map(group);
        OfferTalent.Map(group);
        OnboardTalent.Map(group);
        RecogniseTalent.Map(group);
        RevokeRecognition.Map(group);
        RecordDeparture.Map(group);
        VerifyTalent.Map(group);
        VoidTalent.Map(group);
        EraseTalent.Map(group);
        group.MapCollection("talents");
        group.MapPersonalReads("talents", Scopes.TalentsVerify);
    }

    // Lines of a file about one person are carried out one after the other.
    private static IEnumerable<string> KeysOf(JsonObject members)
    {
        if (members["identityNumber"] is JsonValue value && value.TryGetValue<string>(out var number))
            yield return "identity " + ResidentIdentityNumber.Normalise(number);
    }

    private static async Task<Rejection> Duplicate(ModuleStore store, AppendOutcome.ClaimTaken taken, Caller caller, CancellationToken ct)
    {
        var holder = await store.Load(Stream, taken.HolderId, UpTo.Now, ct);
        var rejection = Rejection.Conflict("duplicate", new Text(
            "此人已登记。一人只计一次,不论由谁登记。", "This person is entered already. A person counts once, whoever enters it."));
        return caller.Reaches(holder.State.OwnerOrganizationId) ? rejection.With("existing", $"/v1/talents/{holder.Id}") : rejection;
    }
}
