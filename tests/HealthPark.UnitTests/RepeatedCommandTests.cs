using FsCheck;
using FsCheck.Fluent;
using HealthPark.Access;
using HealthPark.Access.ApiKey;
using HealthPark.Access.Delegation;
using HealthPark.Access.Features;
using HealthPark.Carriers;
using HealthPark.Carriers.Carrier;
using HealthPark.Carriers.Features;
using HealthPark.Carriers.Renovation;
using HealthPark.Carriers.Unit;
using HealthPark.Changes;
using HealthPark.Changes.Features;
using HealthPark.Changes.Webhook;
using HealthPark.Disputes;
using HealthPark.Disputes.Authority;
using HealthPark.Disputes.Dispute;
using HealthPark.Disputes.Features;
using HealthPark.Enterprises;
using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.Features;
using HealthPark.EventStore;
using HealthPark.Evidence;
using HealthPark.Evidence.Evidence;
using HealthPark.Evidence.Features;
using HealthPark.Funds;
using HealthPark.Funds.Deal;
using HealthPark.Funds.Features;
using HealthPark.Funds.Fund;
using HealthPark.Kernel;
using HealthPark.Kernel.Http;
using HealthPark.ParkEvents;
using HealthPark.ParkEvents.Features;
using HealthPark.ParkEvents.ParkEvent;
using HealthPark.ParkEvents.Series;
using HealthPark.Plan;
using HealthPark.Plan.Features;
using HealthPark.Plan.Report;
using HealthPark.Plan.TaskProgress;
using HealthPark.UnitTests.Disputes;
using HealthPark.Talent;
using HealthPark.Talent.Features;
using HealthPark.Talent.Talent;
using HealthPark.Transfers;
using HealthPark.Transfers.Features;
using HealthPark.Transfers.Transfer;
using HealthPark.UnitTests.Enterprises;
using HealthPark.UnitTests.Funds;
using HealthPark.UnitTests.ParkEvents;
using HealthPark.UnitTests.Talent;
using HealthPark.UnitTests.Transfers;

namespace HealthPark.UnitTests;

/// <summary>After any accepted command, the same command on the new state changes nothing or is refused: a retry does no harm.</summary>
public class RepeatedCommandTests
{
    /// <summary>Commands that add something new each time, and why that does no harm.</summary>
    private static readonly Dictionary<string, string> Additive = new()
    {
        [nameof(RegisterEnterprise)] = "Each makes a record; its code and name are claimed, and a retry is known by its Idempotency-Key.",
        [nameof(OpenDispute)] = "Each opens a dispute; what is open is claimed, and a retry is known by its Idempotency-Key.",
        [nameof(RegisterTransfer)] = "Each makes a record; its title and owner are claimed, and a retry is known by its Idempotency-Key.",
        [nameof(RegisterTalent)] = "Each makes a record; its identity number is claimed, and a retry is known by its Idempotency-Key.",
        [nameof(AddContract)] = "Each makes a contract; its registration number is claimed, and a retry is known by its Idempotency-Key.",
        [nameof(RegisterEquityContribution)] = "Each makes a contribution; a retry meets If-Match, and is known by its Idempotency-Key.",
        [nameof(PlanParkEvent)] = "Each makes a record; a retry is known by its Idempotency-Key.",
        [nameof(RecordOutcome)] = "Each is an outcome of its own; a retry is known by its Idempotency-Key.",
        [nameof(AddPitch)] = "Each is a pitch of its own; a retry is known by its Idempotency-Key.",
        [nameof(StartEventSeries)] = "Each makes a record; its title is claimed, and a retry is known by its Idempotency-Key.",
        [nameof(RegisterCarrier)] = "Each makes a record; its name is claimed, and a retry is known by its Idempotency-Key.",
        [nameof(RegisterUnit)] = "Each makes a record; its number is claimed, and a retry is known by its Idempotency-Key.",
        [nameof(RegisterFund)] = "Each makes a record; its name and code are claimed, and a retry is known by its Idempotency-Key.",
        [nameof(AddCommitment)] = "Each is a commitment of its own; a retry is known by its Idempotency-Key.",
        [nameof(CallCapital)] = "Each is a call of its own, within what was committed; a retry is known by its Idempotency-Key.",
        [nameof(RecordCapitalPayment)] = "Each is a payment of its own, within what was called; a retry meets If-Match, and is known by its Idempotency-Key.",
        [nameof(AgreeInvestment)] = "Each is an investment of its own; its deal takes no other, and a retry is known by its Idempotency-Key.",
        [nameof(ExitInvestment)] = "Each part of an exit is one of its own; a retry meets If-Match, and is known by its Idempotency-Key.",
        [nameof(DistributeProceeds)] = "Each is a distribution of its own, within what is there; a retry meets If-Match, and is known by its Idempotency-Key.",
        [nameof(SourceDeal)] = "Each makes a record; a retry is known by its Idempotency-Key.",
        [nameof(RecordSuitabilitySurvey)] = "Each is a survey of its own; a retry is known by its Idempotency-Key.",
        [nameof(ProposeRenovation)] = "Each makes a record; a retry is known by its Idempotency-Key.",
        [nameof(IssueApiKey)] = "Each makes a key with a secret of its own; a retry is known by its Idempotency-Key.",
        [nameof(GrantDelegation)] = "Each makes a delegation; two that say the same give no more than one, and a retry is known by its Idempotency-Key.",
        [nameof(DrawUpReport)] = "Each makes a report; a retry is known by its Idempotency-Key.",
        [nameof(ReportTaskProgress)] = "Each is a report of its own; a retry is known by its Idempotency-Key, and a second one by If-Match.",
        [nameof(RotateApiKey)] = "Each makes a new secret and ends an older one; a retry is known by its Idempotency-Key.",
        [nameof(RegisterWebhook)] = "Each makes a webhook with a secret of its own; a retry is known by its Idempotency-Key.",
        [nameof(RotateWebhookSecret)] = "Each makes a new secret and ends an older one; a retry is known by its Idempotency-Key.",
        [nameof(ReplayDelivery)] = "Sending again once more is what is asked for; a retry is known by its Idempotency-Key.",
        [nameof(RewindWebhook)] = "Sending again once more is what is asked for; a retry is known by its Idempotency-Key.",
        [nameof(AttachEvidence)] = "Each attaches a file; a retry is known by its Idempotency-Key.",
    };

    private static readonly DateOnly Today = EnterpriseGiven.Today;
    private static readonly Gen<DateOnly> Day = Gen.Elements(Today, Today.AddDays(-1), Today.AddDays(-200), Today.AddDays(-600), Today.AddDays(1));
    private static readonly Gen<string?> Word = Gen.Elements("甲", " 乙 ", "", null);
    private static readonly Gen<string> Verdict = Gen.Elements("verified", "returned");
    private static readonly Gen<string> Period = Gen.Elements("2025", "2026", "2026-01", "2026-06", "2027", "2026-1");
    private static readonly Gen<string> Source = Gen.Elements("statistics", "tax", "enterprise");

    private static readonly Gen<Attempt<EnterpriseState, EnterpriseEvent>> OnEnterprises = Gen.OneOf(
        from body in Patch()
        from namesake in Gen.Elements(true, false)
        select new Attempt<EnterpriseState, EnterpriseEvent>(nameof(ReviseEnterprise), body.Body, now =>
        {
            // As the endpoint does: namesakes are looked for when the name is a new one.
            Namesake[] namesakes = namesake && body.Body.Name is { } name && name.Trim() != now.Name ? [new Namesake(Guid.Empty, Guid.Empty)] : [];
            return ReviseEnterprise.Decide(body, now, namesakes, _ => true, Today);
        }),
        from stage in Gen.Elements("negotiating", "signed", "landed", "operating", "moved-out", "deregistered")
        from day in Day
        from reason in Word
        select On(new ChangeStageRequest(stage, day, reason), nameof(ChangeStage), (body, now) => ChangeStage.Decide(body, now, Today)),
        from verdict in Verdict
        from reason in Word
        select On(new VerificationRequest(verdict, reason), nameof(VerifyEnterprise), VerifyEnterprise.Decide),
        Gen.Constant(On(new MergeEnterpriseRequest(EnterpriseGiven.Other, "同一企业"), nameof(MergeEnterprise), (body, now) =>
            MergeEnterprise.Decide(body, Guid.Empty, now, EnterpriseState.Evolve(EnterpriseState.Initial, EnterpriseGiven.Registered())).Merged)),
        Gen.Constant(On(new VoidEnterpriseRequest("误录"), nameof(VoidEnterprise), VoidEnterprise.Decide)),
        from year in Gen.Choose(2024, 2027)
        from above in Gen.Elements(true, false)
        select On(new DeclareScaleStatusRequest(above), nameof(DeclareScaleStatus), (body, now) => DeclareScaleStatus.Decide(body, year, now, Today)),
        from year in Gen.Choose(2024, 2026)
        from verdict in Verdict
        from reason in Word
        select On(new VerificationRequest(verdict, reason), nameof(VerifyScaleStatus), (body, now) => VerifyScaleStatus.Decide(body, year, now)),
        from period in Period
        from source in Source
        from yuan in Gen.Elements(0m, 0.01m, 0.10m, 0.1m, 100m, 0.001m)
        select On(new DeclareRevenueRequest(yuan, source), nameof(DeclareRevenue), (body, now) => DeclareRevenue.Decide(body, period, now, Today)),
        from period in Period
        from source in Source
        from named in Gen.Elements(true, false)
        from verdict in Verdict
        from reason in Word
        select On(
            new RevenueVerificationRequest(verdict, reason, named ? source : null), nameof(VerifyRevenue), (body, now) => VerifyRevenue.Decide(body, period, now)));

    private static readonly Gen<Attempt<TransferState, TransferEvent>> OnTransfers = Gen.OneOf(
        from body in TransferPatch()
        select new Attempt<TransferState, TransferEvent>(nameof(ReviseTransfer), body.Body, now => ReviseTransfer.Decide(body, now, TransferGiven.Known, Today)),
        from to in Gen.Elements("basic-research", "proof-of-concept", "transfer", "industrial-landing")
        from day in Day
        from waived in Gen.Elements(true, false)
        select OnTransfer(new AdvanceTransferRequest(to, day, ["报告", " 报告 "], waived ? new WaiverRequest("甲", "乙") : null), nameof(AdvanceTransfer),
            (body, now) => AdvanceTransfer.Decide(body, now, true, Today)),
        from to in Gen.Elements("clinical-need", "basic-research", "proof-of-concept", "transfer")
        from day in Day
        select OnTransfer(new ReturnTransferRequest(to, day, "甲"), nameof(ReturnTransfer), (body, now) => ReturnTransfer.Decide(body, now, Today)),
        from day in Day
        from which in Gen.Choose(0, 4)
        select OnTransfer(new StopTransferRequest(day, "甲"), nameof(StopTransfer),
            (body, now) => which == 0 ? StopTransfer.Decide(body, now, Today) : Array.Empty<TransferEvent>()),
        from which in Gen.Choose(0, 4)
        select OnTransfer(new VoidTransferRequest("误录"), nameof(VoidTransfer),
            (body, now) => which == 0 ? VoidTransfer.Decide(body, now) : Array.Empty<TransferEvent>()),
        from verdict in Verdict
        from reason in Word
        select OnTransfer(new VerificationRequest(verdict, reason), nameof(VerifyTransfer), (body, now) => VerifyTransfer.Decide(body, now)),
        from yuan in Gen.Elements(0m, 1m, 100m)
        from far in Gen.Choose(0, 3)
        from day in Day
        select OnTransfer(
            new AddContractRequest("licence", yuan, yuan, null, far == 1 ? day : null, far == 2 ? day : null, far == 3 ? day : null), nameof(AddContract),
            (body, now) => AddContract.Decide(body, Guid.CreateVersion7(), now, Today)),
        OnContract((day, which) => OnTransfer(new ContractStepRequest(day), nameof(SignContract), (body, now) => SignContract.Decide(body, which(now), now, Today))),
        OnContract((day, which) => OnTransfer(new ContractStepRequest(day), nameof(SubmitContract), (body, now) => SubmitContract.Decide(body, which(now), now, Today))),
        OnContract((day, which) => OnTransfer(new RegisterContractRequest(day, "示例-1"), nameof(RegisterContract), (body, now) => RegisterContract.Decide(body, which(now), now, Today))),
        OnContract((day, which) => OnTransfer(new RefuseContractRequest(day, "甲"), nameof(RefuseContract), (body, now) => RefuseContract.Decide(body, which(now), now, Today))),
        OnContract((day, which) => OnTransfer(new AmendContractRequest(day, "甲", AmountYuan: 200, Parties: [" 甲 "], SignedOn: day), nameof(AmendContract), (body, now) => AmendContract.Decide(body, which(now), now, Today))),
        OnContract((day, which) => OnTransfer(new VoidTransferRequest("误录"), nameof(VoidContract), (body, now) => VoidContract.Decide(body, which(now), now))),
        from day in Day
        select OnTransfer(new RegisterEquityContributionRequest(day, 1), nameof(RegisterEquityContribution),
            (body, now) => RegisterEquityContribution.Decide(body, Guid.CreateVersion7(), now, TransferGiven.Known, Today)),
        from which in Gen.Choose(0, 2)
        select OnTransfer(new VoidTransferRequest("误录"), nameof(VoidEquityContribution),
            (body, now) => VoidEquityContribution.Decide(body, now.EquityContributions.ElementAtOrDefault(which)?.Id ?? Guid.Empty, now)),
        from day in Day
        select OnTransfer(new RecordFirstSaleRequest(day, ["发票"]), nameof(RecordFirstSale), (body, now) => RecordFirstSale.Decide(body, now, Today)),
        Gen.Constant(OnTransfer(new VoidTransferRequest("误录"), nameof(VoidFirstSale), (body, now) => VoidFirstSale.Decide(body, now))));

    private static readonly Gen<Attempt<TalentState, TalentEvent>> OnTalents = Gen.OneOf(
        from name in Gen.Elements(null, "甲", " 甲 ", "乙")
        from identity in Gen.Elements(null, "E12345678", "e1234-5678", "1")
        from talentClass in Gen.Elements(null, "A", "B", "D")
        from day in Day
        from dated in Gen.Elements(true, false)
        from introducedOn in Day.Select(d => (DateOnly?)d).Or(Gen.Constant<DateOnly?>(null))
        from cleared in Gen.SubListOf("mode", "employerId", "identityNumber")
        from office in Gen.Elements(true, false)
        let body = new ReviseTalentRequest(
            name, talentClass, dated && talentClass is not null ? day : null, introducedOn, Employer: name, Mode: dated ? "flexible" : null,
            IdentityKind: identity is null ? null : "passport", IdentityNumber: identity)
        select new Attempt<TalentState, TalentEvent>(nameof(ReviseTalent), body, now => ReviseTalent.Decide(
            new MergePatch<ReviseTalentRequest>(body, Present(body).Concat(cleared)), now, TalentGiven.Person(now), true, office, Today)),
        from day in Day
        select OnTalent(new OfferTalentRequest(day), nameof(OfferTalent), (body, now) => OfferTalent.Decide(body, now, Today)),
        from day in Day
        select OnTalent(new OnboardTalentRequest(day), nameof(OnboardTalent), (body, now) => OnboardTalent.Decide(body, now, Today)),
        from day in Day
        select OnTalent(new RecogniseTalentRequest("C", day), nameof(RecogniseTalent), (body, now) => RecogniseTalent.Decide(body, now, Today)),
        from day in Day
        from office in Gen.Elements(true, false)
        select OnTalent(new RevokeRecognitionRequest(day, "甲"), nameof(RevokeRecognition), (body, now) => RevokeRecognition.Decide(body, now, office, Today)),
        from day in Day
        from which in Gen.Choose(0, 4)
        select OnTalent(new RecordDepartureRequest(day, "甲"), nameof(RecordDeparture),
            (body, now) => which == 0 ? RecordDeparture.Decide(body, now, Today) : Array.Empty<TalentEvent>()),
        from verdict in Verdict
        from reason in Word
        select OnTalent(new VerificationRequest(verdict, reason), nameof(VerifyTalent), (body, now) => VerifyTalent.Decide(body, now)),
        from which in Gen.Choose(0, 9)
        select OnTalent(new VoidTalentRequest("误录"), nameof(VoidTalent), (body, now) => which == 0 ? VoidTalent.Decide(body, now) : Array.Empty<TalentEvent>()),
        from which in Gen.Choose(0, 9)
        select OnTalent(new EraseTalentRequest("甲"), nameof(EraseTalent), (body, now) => which == 0 ? EraseTalent.Decide(body, now, Today) : Array.Empty<TalentEvent>()));

    private static readonly Gen<Attempt<ParkEventState, ParkEventEvent>> OnParkEvents = Gen.OneOf(
        from capacity in Gen.Elements<int?>(null, 1, 2, 9)
        from venue in Word
        from endsOn in Day.Select(d => (DateOnly?)d).Or(Gen.Constant<DateOnly?>(null))
        let patch = new MergePatch<ReviseParkEventRequest>(new(Capacity: capacity, Venue: venue, EndsOn: endsOn), "capacity", "venue", "endsOn")
        select new Attempt<ParkEventState, ParkEventEvent>(nameof(ReviseParkEvent), patch.Body, now => ReviseParkEvent.Decide(patch, now, ParkEventGiven.Known, Today)),
        from day in Day
        from rarely in Gen.Choose(0, 7)
        let step = new ParkEventStepRequest(day)
        from attempt in Gen.Elements<Attempt<ParkEventState, ParkEventEvent>>(
            new(nameof(AnnounceParkEvent), day, now => AnnounceParkEvent.Decide(step, now, Today)),
            new(nameof(OpenParkEvent), day, now => OpenParkEvent.Decide(step, now, Today)),
            new(nameof(HoldParkEvent), day, now => rarely == 0 ? HoldParkEvent.Decide(step, now, Today) : Array.Empty<ParkEventEvent>()),
            new(nameof(ReportParkEvent), day, now => rarely < 2 ? ReportParkEvent.Decide(new(1, day), now, Today) : Array.Empty<ParkEventEvent>()),
            new(nameof(CancelParkEvent), day, now => rarely == 0 ? CancelParkEvent.Decide(new("甲", day), now, Today) : Array.Empty<ParkEventEvent>()))
        select attempt,
        from who in Gen.Elements("甲", " 乙 ", "丙")
        from count in Gen.Choose(1, 3)
        select new Attempt<ParkEventState, ParkEventEvent>(nameof(RegisterParticipant), (who, count),
            now => RegisterParticipant.Decide(new(who, null, null, count), Guid.Empty, Guid.CreateVersion7(), now, ParkEventGiven.Known)),
        from which in Gen.Choose(0, 2)
        from day in Day
        from attempt in Gen.Elements<Attempt<ParkEventState, ParkEventEvent>>(
            new(nameof(CancelRegistration), which, now => CancelRegistration.Decide(new("甲"), now.Registrations.ElementAtOrDefault(which)?.Id ?? Guid.Empty, now)),
            new(nameof(SignIn), (which, day), now => SignIn.Decide(new(day), now.Registrations.ElementAtOrDefault(which)?.Id ?? Guid.Empty, now, Today)),
            new(nameof(RecordOutcome), which, now => RecordOutcome.Decide(new("lead", "甲"), Guid.CreateVersion7(), now, ParkEventGiven.Known, Today)),
            new(nameof(VoidOutcome), which, now => VoidOutcome.Decide(new("甲"), now.Outcomes.ElementAtOrDefault(which)?.Id ?? Guid.Empty, now)),
            new(nameof(AddPitch), which, now => AddPitch.Decide(new("甲"), Guid.CreateVersion7(), now, ParkEventGiven.Known)),
            new(nameof(FollowUpPitch), (which, day), now => FollowUpPitch.Decide(new(30, " 甲 ", day), now.Pitches.ElementAtOrDefault(which)?.Id ?? Guid.Empty, now, Today)))
        select attempt);

    private static readonly Gen<Attempt<EventSeriesState, EventSeriesEvent>> OnSeries =
        from title in Gen.Elements("甲", " 乙 ")
        from months in Gen.Elements<int?>(null, 6, 12)
        let patch = new MergePatch<ReviseEventSeriesRequest>(new(title, months), "title", "intervalMonths")
        select new Attempt<EventSeriesState, EventSeriesEvent>(nameof(ReviseEventSeries), patch.Body, now => ReviseEventSeries.Decide(patch, now));

    private static readonly Gen<Attempt<ApiKeyState, ApiKeyEvent>> OnKeys =
        from reason in Gen.Elements("遗失", "离职")
        select new Attempt<ApiKeyState, ApiKeyEvent>(nameof(RevokeApiKey), reason, now => RevokeApiKey.Decide(new RevokeApiKeyRequest(reason), now));

    private static readonly Gen<Attempt<WebhookState, WebhookEvent>> OnWebhooks = Gen.OneOf(
        from reason in Gen.Elements("停用", "维护")
        select new Attempt<WebhookState, WebhookEvent>(nameof(DeactivateWebhook), reason, now => DeactivateWebhook.Decide(new WebhookReasonRequest(reason), now)),
        from reason in Gen.Elements("恢复", "重启")
        select new Attempt<WebhookState, WebhookEvent>(nameof(ActivateWebhook), reason, now => ActivateWebhook.Decide(new WebhookReasonRequest(reason), now)),
        from url in Gen.Elements("https://receiver.example", "https://receiver.example/2", null)
        from types in Gen.Elements<string[]?>(["*"], ["cn.*", "cn.*"], null)
        from description in Word
        from cleared in Gen.SubListOf("description")
        let body = new ReviseWebhookRequest(url, types, description)
        let members = new[] { ("url", url is not null), ("types", types is not null), ("description", description is not null) }.Where(m => m.Item2).Select(m => m.Item1)
        select new Attempt<WebhookState, WebhookEvent>(nameof(ReviseWebhook), body, now =>
            ReviseWebhook.Decide(new MergePatch<ReviseWebhookRequest>(body, members.Concat(cleared)), now, ["cn.healthpark.enterprise.landed.v1"], null)));

    private static readonly Gen<Attempt<DelegationState, DelegationEvent>> OnDelegations =
        from reason in Gen.Elements("到期", "终止")
        select new Attempt<DelegationState, DelegationEvent>(nameof(RevokeDelegation), reason, now => RevokeDelegation.Decide(new RevokeDelegationRequest(reason), now));

    private static readonly Gen<Attempt<FieldAuthorityState, FieldAuthorityEvent>> OnAuthorities = Gen.OneOf(
        from organization in Gen.Elements(DisputesGiven.Bureau, DisputesGiven.OtherBureau)
        from day in Day
        select new Attempt<FieldAuthorityState, FieldAuthorityEvent>(
            nameof(NameFieldAuthority), (organization, day),
            now => NameFieldAuthority.Decide("enterprises", "industryCode", new(organization, day, "依据"), now, true, Today)),
        from day in Day
        from dated in Gen.Elements(true, false)
        select new Attempt<FieldAuthorityState, FieldAuthorityEvent>(
            nameof(EndFieldAuthority), (day, dated), now => EndFieldAuthority.Decide(new("终止", dated ? day : null), now, Today)));

    private static readonly Gen<Attempt<DisputeState, DisputeEvent>> OnDisputes = Gen.OneOf(
        from decision in Gen.Elements("accepted", "refused")
        from reason in Word
        from answers in Gen.Elements(true, false)
        select new Attempt<DisputeState, DisputeEvent>(
            nameof(DecideDispute), (decision, reason, answers), now => DecideDispute.Decide(new(decision, reason), now, answers, isApplied: false)),
        from caller in Gen.Elements(DisputesGiven.Bureau, DisputesGiven.Owner)
        from reason in Word
        select new Attempt<DisputeState, DisputeEvent>(
            nameof(WithdrawDispute), (caller, reason), now => WithdrawDispute.Decide(new(reason), now, caller, isApplied: false)));

    private static readonly Gen<Attempt<CarrierState, CarrierEvent>> OnCarriers =
        from day in Day
        from status in Gen.Elements<string>([.. Kebab.All<CarrierStatus>()])
        from area in Gen.Elements<decimal?>(null, 10, 20.5m)
        from decision in Gen.Elements("verified", "returned")
        from attempt in Gen.Elements<Attempt<CarrierState, CarrierEvent>>(
            new(nameof(RecordSuitabilitySurvey), (area, day), now => RecordSuitabilitySurvey.Decide(
                new(day, 4.5m, area ?? 5, decision == "verified" ? "suitable" : "unsuitable", Note: "甲"), Guid.NewGuid(), now, Today)),
            new(nameof(ChangeCarrierStatus), (status, day), now => ChangeCarrierStatus.Decide(new(status, day, "甲"), now, Today)),
            new(nameof(ReviseCarrier), area!, now => ReviseCarrier.Decide(
                new MergePatch<ReviseCarrierRequest>(new(UsableAreaSquareMetres: area, Approximate: ["usableAreaSquareMetres"]), "usableAreaSquareMetres", "approximate"), now)),
            new(nameof(MeasureFloor), area!, now => MeasureFloor.Decide(new(area ?? 30), "3", now)),
            new(nameof(VerifyCarrier), decision, now => VerifyCarrier.Decide(new(decision, "甲"), now)))
        select attempt;

    private static readonly Gen<Attempt<UnitState, UnitEvent>> OnUnits =
        from day in Day
        from area in Gen.Elements<decimal?>(50, 100, 80.5m)
        from attempt in Gen.Elements<Attempt<UnitState, UnitEvent>>(
            new(nameof(ReviseUnit), area!, now => ReviseUnit.Decide(
                new MergePatch<ReviseUnitRequest>(new(AreaSquareMetres: area), "areaSquareMetres", "floorHeightMetres"), Guid.Empty, now, CarrierState.Initial)),
            new(nameof(WithdrawUnit), day, now => WithdrawUnit.Decide(new("甲"), now)),
            new(nameof(OfferLease), day, now => OfferLease.Decide(new(Guid.Empty, 50, day, day.AddDays(100)), Guid.NewGuid(), now, enterpriseIsThere: true)),
            new(nameof(SignLease), day, now => SignLease.Decide(new(day), LastLease(now), now, Today)),
            new(nameof(OccupyLease), day, now => OccupyLease.Decide(new(day), LastLease(now), now, Today)),
            new(nameof(EndLease), day, now => EndLease.Decide(new(day), LastLease(now), now)))
        select attempt;

    private static readonly Gen<Attempt<FundState, FundEvent>> OnFunds =
        from command in FundGiven.Command
        select new Attempt<FundState, FundEvent>(command.Slice, command, command.Decide);

    private static readonly Gen<Attempt<DealState, DealEvent>> OnDeals =
        from day in Day
        from to in Gen.Elements("screened", "due-diligence", "committee", "signed", "managed")
        from ask in Gen.Elements<decimal?>(null, 1, 1.5m)
        from rarely in Gen.Choose(0, 4)
        from attempt in Gen.Elements<Attempt<DealState, DealEvent>>(
            new(nameof(AdvanceDeal), (to, day), now => AdvanceDeal.Decide(new(to, day, " 甲 "), now, Today)),
            new(nameof(ReviseDeal), ask!, now => ReviseDeal.Decide(
                new MergePatch<ReviseDealRequest>(new(AskYuan: ask, EnterpriseId: FundGiven.Enterprise), "askYuan", "enterpriseId"), now, FundGiven.Known)),
            new(nameof(DeclineDeal), day, now => rarely == 0 ? DeclineDeal.Decide(new(day, "甲"), now, Today) : Array.Empty<DealEvent>()))
        select attempt;

    private static readonly Gen<Attempt<RenovationState, RenovationEvent>> OnRenovations =
        from day in Day
        from area in Gen.Elements<decimal?>(null, 10, 20.5m)
        from note in Word
        from attempt in Gen.Elements<Attempt<RenovationState, RenovationEvent>>(
            new(nameof(ReviseRenovation), (area, note), now => ReviseRenovation.Decide(
                new MergePatch<ReviseRenovationRequest>(new(PlannedAreaAfterSquareMetres: area, Note: note), "plannedAreaAfterSquareMetres", "note"), now)),
            new(nameof(ApproveRenovation), day, now => ApproveRenovation.Decide(new(day, note), now, Today)),
            new(nameof(StartRenovation), day, now => StartRenovation.Decide(new(day), now, Today)),
            new(nameof(AcceptRenovation), (day, area), now => AcceptRenovation.Decide(new(day, area ?? 30, area), now, Today)),
            new(nameof(AbandonRenovation), day, now => day == Today ? AbandonRenovation.Decide(new(day, "甲"), now, Today) : Array.Empty<RenovationEvent>()))
        select attempt;

    private static readonly Gen<Attempt<EvidenceState, EvidenceEvent>> OnEvidence =
        from reason in Gen.Elements("误传", " 过期 ")
        select new Attempt<EvidenceState, EvidenceEvent>(nameof(WithdrawEvidence), reason, now => WithdrawEvidence.Decide(new WithdrawEvidenceRequest(reason), now));

    private static readonly Gen<Attempt<TaskState, TaskEvent>> OnTasks = Gen.OneOf(
        from day in Day
        select new Attempt<TaskState, TaskEvent>(nameof(SetTaskMilestone), day, now => SetTaskMilestone.Decide(
            new SetTaskMilestoneRequest("甲", day, now.Milestones.IsEmpty ? null : 1), now, TaskRole.Lead)),
        from day in Day
        let body = new ReachTaskMilestoneRequest(day, ["甲"])
        select new Attempt<TaskState, TaskEvent>(nameof(ReachTaskMilestone), body, now => ReachTaskMilestone.Decide(body, 1, now, TaskRole.Lead, Today)));

    private static readonly Gen<Attempt<ReportState, ReportEvent>> OnReports =
        from person in Gen.Elements(new Person("one", null), new Person("two", null))
        from position in Gen.Choose(1, 3)
        from attempt in Gen.Elements<Attempt<ReportState, ReportEvent>>(
            new(nameof(PinReport), position, now => PinReport.Decide(now, new AsOf(DateTimeOffset.UnixEpoch, position), person)),
            new(nameof(SubmitReport), person, now => SubmitReport.Decide(now, "00", person)),
            new(nameof(ReturnReport), person, now => ReturnReport.Decide(new ReturnReportRequest("甲"), now, person)),
            new(nameof(ApproveReport), person, now => ApproveReport.Decide(now, person)),
            new(nameof(RequestReportReopening), person, now => RequestReportReopening.Decide(new RequestReportReopeningRequest("甲"), now, person)),
            new(nameof(DeclineReportReopening), person, now => DeclineReportReopening.Decide(new DeclineReportReopeningRequest("甲"), now, person)),
            new(nameof(ReopenReport), person, now => ReopenReport.Decide(now, person)))
        select attempt;

    [Fact]
    public void Repeating_an_accepted_command_changes_nothing_or_is_refused()
    {
        var repeated = new HashSet<string>();
        ForAll(OnEnterprises, EnterprisesModule.Stream, EnterprisesModule.Events, EnterpriseGiven.Registered(uscc: EnterpriseGiven.Uscc), repeated);
        ForAll(OnTransfers, TransfersModule.Stream, TransfersModule.Events, TransferGiven.Registered(stageOn: Today.AddDays(-600)), repeated);
        ForAll(OnTalents, TalentModule.Stream, TalentModule.Events, TalentGiven.Registered(introducedOn: Today.AddDays(-600)), repeated);
        ForAll(OnTalents, TalentModule.Stream, TalentModule.Events, TalentGiven.Registered(TalentStage.Contacted), repeated);
        ForAll(OnParkEvents, ParkEventsModule.Stream, ParkEventsModule.Events, ParkEventGiven.Planned(ParkEventStatus.Planned, startsOn: Today.AddDays(-600)), repeated);
        ForAll(OnParkEvents, ParkEventsModule.Stream, ParkEventsModule.Events, ParkEventGiven.Planned(ParkEventStatus.Held, startsOn: Today.AddDays(-600)), repeated);
        ForAll(OnSeries, ParkEventsModule.SeriesStream, ParkEventsModule.Events, new EventSeriesStarted(Guid.Empty, "甲", null, null), repeated);
        ForAll(OnKeys, ApiKeyState.Stream, AccessModule.Events, new ApiKeyIssued("甲", Guid.Empty, ["plan:read"], null, null, "00", "hp_0", false), repeated);
        ForAll(OnWebhooks, WebhookState.Stream, ChangesModule.Events, new WebhookRegistered(Guid.Empty, true, "https://receiver.example/", ["*"], null, null, Guid.Empty), repeated);
        ForAll(
            OnDelegations, DelegationState.Stream, AccessModule.Events, new DelegationGranted(Guid.Empty, Guid.NewGuid(), ["plan:read"], Today, Today.AddDays(1), "甲"), repeated);
        ForAll(OnAuthorities, FieldAuthorityState.Stream, DisputesModule.Events, DisputesGiven.Named(DisputesGiven.Bureau, Today.AddDays(-400)), repeated);
        ForAll(OnDisputes, DisputeState.Stream, DisputesModule.Events, DisputesGiven.Opened(), repeated);
        ForAll(OnCarriers, CarriersModule.Carriers, CarriersModule.Events, RegisterCarrier.Decide(new("甲", "building"), Guid.Empty).Events[0], repeated);
        ForAll(OnUnits, CarriersModule.Units, CarriersModule.Events, new UnitRegistered(Guid.Empty, Guid.Empty, "3", "301", 100, null, null), repeated);
        ForAll(OnFunds, FundsModule.Funds, FundsModule.Events, FundGiven.PaidIn, repeated);
        ForAll(OnFunds, FundsModule.Funds, FundsModule.Events, FundGiven.Registered(FundStatus.Raising), repeated);
        ForAll(OnDeals, FundsModule.Deals, FundsModule.Events, FundGiven.Sourced(on: Today.AddDays(-600)), repeated);
        ForAll(OnRenovations, CarriersModule.RenovationProjects, CarriersModule.Events, new RenovationProposed(Guid.Empty, Guid.Empty, "甲", 100, null, null, null), repeated);
        ForAll(OnEvidence, EvidenceState.Stream, EvidenceModule.Events,
            new EvidenceAttached(Guid.Empty, "enterprises", Guid.Empty, "甲.pdf", "application/pdf", 1, "00", null, "client", Guid.Empty), repeated);
        ForAll(OnTasks, TaskState.Stream, PlanModule.Events, new TaskAdopted(1), repeated);
        ForAll(OnReports, ReportState.Stream, PlanModule.Events,
            new ReportDrawnUp(Guid.Empty, "甲", "2026", "verified", DateTimeOffset.UnixEpoch, 1, new Person("one", null)), repeated);

        // Every decision there is has been accepted and repeated, or is exempt by name.
        repeated.Union(Additive.Keys).Order().ShouldBe(Decisions().Order());
    }

    // Every slice that decides, found in the modules' assemblies.
    private static IEnumerable<string> Decisions() =>
        from module in ModuleEvents.All
        from type in module.Assembly.GetTypes()
        where type.Namespace?.EndsWith(".Features", StringComparison.Ordinal) == true
            && type.GetMethod("Decide", System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic) is not null
        select type.Name;

    private static void ForAll<TState, TEvent>(
        Gen<Attempt<TState, TEvent>> attempt, StreamType<TState, TEvent> stream, EventTypes types, TEvent first, HashSet<string> repeated)
        where TState : notnull
        where TEvent : class => ForAll(attempt, stream, types, [first], repeated);

    private static void ForAll<TState, TEvent>(
        Gen<Attempt<TState, TEvent>> attempt, StreamType<TState, TEvent> stream, EventTypes types, IReadOnlyList<TEvent> given, HashSet<string> repeated)
        where TState : notnull
        where TEvent : class
    {
        var stories = Gen.Choose(1, 25).SelectMany(count => attempt.ArrayOf(count)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000), Prop.ForAll(stories, story =>
        {
            var state = given.Aggregate(stream.Initial, stream.Evolve);
            foreach (var (slice, _, decide) in story)
            {
                var events = decide(state).Events;
                state = events.Select(e => (TEvent)types.Read(types.NameOf(e), types.Write(e))).Aggregate(state, stream.Evolve);
                if (!Additive.ContainsKey(slice))
                    decide(state).Events.ShouldBeEmpty(slice);
                if (events.Count > 0)
                    repeated.Add(slice);
            }
        }));
    }

    private static Attempt<EnterpriseState, EnterpriseEvent> On<TBody>(TBody body, string slice, Func<TBody, EnterpriseState, Decision<EnterpriseEvent>> decide)
        where TBody : notnull =>
        new(slice, body, now => decide(body, now));

    private static Attempt<TransferState, TransferEvent> OnTransfer<TBody>(TBody body, string slice, Func<TBody, TransferState, Decision<TransferEvent>> decide)
        where TBody : notnull =>
        new(slice, body, now => decide(body, now));

    private static Attempt<TalentState, TalentEvent> OnTalent<TBody>(TBody body, string slice, Func<TBody, TalentState, Decision<TalentEvent>> decide)
        where TBody : notnull =>
        new(slice, body, now => decide(body, now));

    // A command on one of the contracts that there are by then.
    private static Gen<Attempt<TransferState, TransferEvent>> OnContract(Func<DateOnly, Func<TransferState, Guid>, Attempt<TransferState, TransferEvent>> attempt) =>
        from day in Day
        from which in Gen.Choose(0, 2)
        select attempt(day, now => now.Contracts.ElementAtOrDefault(which)?.Id ?? Guid.Empty);

    private static Gen<MergePatch<ReviseTransferRequest>> TransferPatch() =>
        from title in Gen.Elements(null, "甲", " 甲 ", "乙")
        from direction in Gen.Elements(null, "digital-medicine", "gene-cell-therapy", "other")
        from day in Day
        from dated in Gen.Elements(true, false)
        from owner in Gen.Elements(null, "cqmu", "某某医院", " 某某医院 ")
        from trl in Gen.Elements<int?>(null, 1, 9)
        from stageOn in Day.Select(d => (DateOnly?)d).Or(Gen.Constant<DateOnly?>(null))
        from shared in Gen.Elements(true, false)
        from cleared in Gen.SubListOf("team", "trl", "subField", "enterpriseId")
        let body = new ReviseTransferRequest(
            title, direction, dated && direction is not null ? day : null, owner, stageOn, Trl: trl,
            Claimants: shared ? [new("cqmu", 0.5m), new("甲", 0.5m)] : null, ConfirmDistinct: true, Reason: "不同项目")
        select new MergePatch<ReviseTransferRequest>(body, Present(body).Concat(cleared));

    private static Gen<MergePatch<ReviseEnterpriseRequest>> Patch() =>
        from name in Gen.Elements(null, "甲有限公司", " 甲有限公司 ", "乙")
        from uscc in Gen.Elements(null, EnterpriseGiven.OtherUscc, "9144 0300 7152 6726 xg", "1")
        from direction in Gen.Elements(null, "digital-medicine", "gene-cell-therapy", "other")
        from day in Day
        from dated in Gen.Elements(true, false)
        from subField in Gen.Elements(null, "digital-medicine.ai-drug-rd", "gene-cell-therapy.gene-editing-therapy")
        from aliases in Gen.Elements<string[]?>(null, [], ["甲"], ["甲", "乙"])
        from industryCode in Gen.Elements(null, "7340", "M7340")
        from zone in Gen.Elements(null, "life-science-innovation-pole", "life-health-belt")
        from landedOn in Day.Select(d => (DateOnly?)d).Or(Gen.Constant<DateOnly?>(null))
        from confirm in Gen.Elements(true, false)
        from cleared in Gen.SubListOf("subField", "aliases", "cxoKinds", "tiers", "industryCode", "zone", "carrier")
        let body = new ReviseEnterpriseRequest(
            name, uscc, direction, dated && direction is not null ? day : null, subField, aliases, null, null, industryCode, zone, null,
            LandedOn: landedOn, ConfirmDistinct: confirm, Reason: "分支机构")
        select new MergePatch<ReviseEnterpriseRequest>(body, Present(body).Concat(cleared));

    private static Guid LastLease(UnitState unit) => unit.Leases.LastOrDefault()?.Id ?? Guid.Empty;

    private static IEnumerable<string> Present<TBody>(TBody body) =>
        from property in typeof(TBody).GetProperties()
        where property.GetValue(body) is not null
        select System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private sealed record Attempt<TState, TEvent>(string Slice, object Body, Func<TState, Decision<TEvent>> Decide)
    {
        public override string ToString() => $"{Slice} {Body}";
    }
}
