using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>Who was shown personal members of a record, and for what.</summary>
internal static class PersonalReadsEndpoint
{
    private static readonly ListDefinition List = new(typeof(PersonalRead), "event_store.personal_reads", null);

    public static void Map(IEndpointRouteBuilder routes, ICollection collection, string scope) => routes
        .MapGet($"/v1/{collection.Name}/{{id:guid}}/personal-reads", (Guid id, HttpContext context, CancellationToken ct) => Handle(collection, id, context, ct))
        .WithName($"List{collection.Singular}PersonalReads").WithSummary("Lists who was shown personal members of a record, when and for what purpose.")
        .WithDescription("Each reading is recorded before its answer is sent, by lists and exports too, and stays after an erasure. Writing is not reading: no answer to a write shows personal members.")
        .RequireScope(scope).WithMetadata(new RecordsMetadata(_ => collection)).Takes(List.Parameters).Shows<Page<PersonalRead>>();

    private static async Task<IResult> Handle(ICollection collection, Guid id, HttpContext context, CancellationToken ct) =>
        await collection.IsSeenBy(Caller.Of(context), id, ct)
            ? await List.Answer(context, ct, Condition.On("record_id", id))
            : Rejection.NotFound(collection.Noun).ToResult();
}
