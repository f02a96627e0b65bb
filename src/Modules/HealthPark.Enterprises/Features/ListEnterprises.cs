using HealthPark.Enterprises.Enterprise;
using HealthPark.Kernel.Reference;

namespace HealthPark.Enterprises.Features;

/// <summary>Lists enterprises.</summary>
public static class ListEnterprises
{
    private static readonly ListDefinition Enterprises = new ListDefinition("enterprises.enterprises", "owner_organization_id")
        .OneOf("stage", "stage", "Enterprises at these stages", Kebab.All<EnterpriseStage>())
        .OneOf("verification", "verification", "Enterprises whose record is in these states", Kebab.All<Verification>())
        .OneOf("direction", "direction", "Enterprises of these directions", Codes(CodeLists.Directions))
        .OneOf("subField", "sub_field", "Enterprises of these sub-fields", Codes(CodeLists.SubFields))
        .AnyOf("tier", "tiers", "Enterprises of any of these tiers", Codes(CodeLists.EnterpriseTiers))
        .AnyOf("cxoKind", "cxo_kinds", "Enterprises of any of these kinds", Codes(CodeLists.CxoKinds))
        .OneOf("zone", "zone", "Enterprises in these zones", Codes(CodeLists.Zones))
        .OneOf("carrier", "carrier", "Enterprises in these carriers", Codes(CodeLists.Carriers))
        .OneOf("industryCode", "industry_code", "Enterprises of these industry classes")
        .OneOf("ownerOrganizationId", "owner_organization_id", "Records of these organisations")
        .Date("signedOn", "signed_on", "By date of signing")
        .Date("landedOn", "landed_on", "By date of landing")
        .Sort("name", "name collate \"zh-x-icu\"", "text collate \"zh-x-icu\"")
        .Sort("signedOn", "signed_on", "date", "date '9999-12-31'")
        .Sort("landedOn", "landed_on", "date", "date '9999-12-31'")
        .Sort("updatedAt", "updated_at", "timestamptz");

    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/enterprises", Handle)
        .WithName("ListEnterprises").RequireScope(Scopes.EnterprisesRead).Shows<Page<EnterpriseResponse>>().Takes(Enterprises.Parameters);

    /// <summary>Lists enterprises: a partner's own, or all.</summary>
    /// <remarks>Voided records are listed too; `stage` tells them. Records without the date by which is sorted count as the latest.</remarks>
    public static Task<IResult> Handle(HttpContext context, CancellationToken ct) => Enterprises.Answer(context, ct);

    private static string[] Codes(CodeList list) => [.. list.Items.Select(i => i.Code)];
}
