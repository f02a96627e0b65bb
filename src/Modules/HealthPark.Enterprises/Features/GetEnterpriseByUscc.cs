using HealthPark.Enterprises.Enterprise;
using HealthPark.Enterprises.ReadModels;
using HealthPark.Kernel.Codes;

namespace HealthPark.Enterprises.Features;

/// <summary>Shows the enterprise that holds a code.</summary>
public static class GetEnterpriseByUscc
{
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/v1/enterprises/by-uscc/{uscc}", Handle)
        .WithName("GetEnterpriseByUscc").RequireScope(Scopes.EnterprisesRead).Shows<EnterpriseResponse>().Takes(QueryParameter.OfRecord);

    /// <summary>Shows the enterprise that holds a unified social credit code (GB 32100-2015).</summary>
    /// <remarks>The code is put in normal form first; one that cannot be a code is 400 and says where.</remarks>
    public static async Task<IResult> Handle(
        string uscc, HttpContext context, Records<EnterpriseState, EnterpriseEvent> enterprises, EnterpriseNames names, CancellationToken ct)
    {
        var code = UnifiedSocialCreditCode.Parse(uscc);
        if (code.Error is { } error)
            return Rejection.Malformed("uscc", error.Code, error.Detail).ToResult();
        return await names.FindByUscc(code.Value!.Value, ct) is { } id
            ? await enterprises.Show(context, id, EnterpriseResponse.Looks)
            : Rejection.NotFound(EnterprisesModule.Noun).ToResult();
    }
}
