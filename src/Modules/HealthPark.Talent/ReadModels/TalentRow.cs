using HealthPark.Contracts.Enterprises;
using HealthPark.EventStore;
using HealthPark.Kernel.Reference;
using HealthPark.Kernel.Search;
using HealthPark.Talent.Features;
using HealthPark.Talent.Talent;

namespace HealthPark.Talent.ReadModels;

/// <summary>The row by which talents are listed, found and shown. No column but the body has anything personal, and there it is sealed.</summary>
internal sealed record TalentRow(Recorded<TalentState> Record, string Body)
{
    public static readonly ReadModelTable<TalentRow> Table = new ReadModelTable<TalentRow>("talents")
        .Column("id", "uuid", r => r.Record.Id)
        .Column("owner_organization_id", "uuid", r => r.State.OwnerOrganizationId)
        .Column("employer", "text", r => r.State.Employer)
        .Column("employer_id", "uuid", r => r.State.EmployerId)
        .Enterprises(r => [r.State.EmployerId])
        .Column("direction", "text", r => r.State.Direction)
        .Column("field", "text", r => r.State.Field)
        .Column("mode", "text", r => r.State.Mode)
        .Column("class", "text", r => r.State.Recognised?.Class)
        .Column("stage", "text", r => Kebab.Of(r.State.Stage))
        .Column("verification", "text", r => Kebab.Of(r.State.Verification))
        .Column("introduced_on", "date", r => r.State.IntroducedOn)
        .Column("recognised_on", "date", r => r.State.Recognised is { } now ? now.From ?? r.State.IntroducedOn : null)
        .Column("expires_on", "date", r => r.State.Recognised?.ExpiresOn)
        .Column("erased_on", "date", r => r.State.ErasedOn)
        .Column("updated_at", "timestamptz", r => r.Record.Changed.RecordedAt)
        .Column("version", "bigint", r => r.Record.Changed.Version)
        .Column("body", "json", r => r.Body)
        .Search(names: r => [r.State.Employer, .. r.State.Field is { } field ? [TalentCodes.Fields.Label(field).Zh] : Array.Empty<string>()], codes: _ => []);

    /// <summary>How talents are listed.</summary>
    public static readonly ListDefinition List = new ListDefinition(typeof(TalentResponse), "talent.talents", "owner_organization_id")
        .Search("Talents with this in the name of their employer or in their field; names of persons are not searched")
        .OneOf("class", "class", "Talents recognised in these classes", TalentCodes.Classes.Codes)
        .OneOf("stage", "stage", "Talents at these stages", Kebab.All<TalentStage>())
        .OneOf("verification", "verification", "Talents whose record is in these states", Kebab.All<Verification>())
        .OneOf("direction", "direction", "Talents of these directions", CodeLists.Directions.Codes)
        .OneOf("field", "field", "Talents of these fields", TalentCodes.Fields.Codes)
        .OneOf("mode", "mode", "Talents who work in the park in this way", TalentCodes.Modes.Codes)
        .OneOf("employer", "employer", "Talents of these employers, by name")
        .OneOf("employerId", "employer_id", "Talents of these enterprises")
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Date("introducedOn", "introduced_on", "By date of introduction")
        .Date("recognisedOn", "recognised_on", "By date of the recognition")
        .Date("expiresOn", "expires_on", "By the last day of the recognition")
        .Sort("employer", "employer collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("introducedOn", "introduced_on", "date", "date '9999-12-31'")
        .Sort("expiresOn", "expires_on", "date", "date '9999-12-31'")
        .Sort("updatedAt", "updated_at", "timestamptz");

    private TalentState State => Record.State;

    public static TalentRow Of(Recorded<TalentState> record) => new(record, TalentResponse.Looks.Text(record));
}
