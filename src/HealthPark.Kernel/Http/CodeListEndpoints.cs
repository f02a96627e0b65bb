using System.Text.Json;
using System.Text.Json.Serialization;
using HealthPark.Kernel.Reference;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Kernel.Http;

/// <summary>Every published code list.</summary>
/// <param name="Items">The lists.</param>
public sealed record CodeListIndex(IReadOnlyList<CodeListSummary> Items);

/// <summary>A code list in brief.</summary>
/// <param name="Name">Its name; members of records that hold its codes name it.</param>
/// <param name="Zh">Title in Chinese.</param>
/// <param name="En">Title in English.</param>
/// <param name="Source">The document, standard or rule that the codes come from.</param>
/// <param name="Count">How many values it has.</param>
/// <param name="Href">Where it is.</param>
public sealed record CodeListSummary(string Name, string Zh, string En, string Source, int Count, string Href);

/// <summary>A closed list of coded values.</summary>
/// <param name="Name">Its name; members of records that hold its codes name it.</param>
/// <param name="Zh">Title in Chinese.</param>
/// <param name="En">Title in English.</param>
/// <param name="Source">The document, standard or rule that the codes come from.</param>
/// <param name="Note">What a reader of the list should know; null for most lists.</param>
/// <param name="Items">The values, in the source's order.</param>
public sealed record CodeListResponse(string Name, string Zh, string En, string Source, Text? Note, IReadOnlyList<CodeListItem> Items);

/// <summary>A coded value. Lists whose values say more than their label have further members, such as the zone of a carrier.</summary>
/// <param name="Code">Its code: what records hold. Once published it never changes its meaning.</param>
/// <param name="Zh">Label in Chinese, as the source prints it.</param>
/// <param name="En">Label in English, a working translation.</param>
/// <param name="Note">What a reader of the value should know; null for most values.</param>
/// <param name="ValidFrom">
/// The day from which the source gives the value: a plan was issued, a standard or rule came into force; null where it does not say. A
/// record of an earlier day may hold the value: the figures of 2025 were brought in after the plan was issued.
/// </param>
/// <param name="ValidTo">The last day on which new records may hold the value; null while no end is known.</param>
public sealed record CodeListItem(string Code, string Zh, string En, Text? Note, DateOnly? ValidFrom, DateOnly? ValidTo)
{
    /// <summary>The members that only values of this list have.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? More { get; init; }
}

/// <summary>Publishes the code lists: those that all modules share, those that a module adds, and the states of every state machine.</summary>
public static class CodeListEndpoints
{
    private static readonly Text Noun = new("代码表", "code list");

    private static readonly string[] Common = ["code", "zh", "en", "note", "validFrom", "validTo"];

    /// <summary>Publishes a code list.</summary>
    public static IServiceCollection AddCodeList(this IServiceCollection services, CodeList list) => services.AddSingleton(list);

    /// <summary>Maps the endpoints.</summary>
    public static void MapCodeLists(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Discovery");
        group.MapGet("/v1/code-lists", List).WithName("ListCodeLists").Public().Shows<CodeListIndex>();
        group.MapGet("/v1/code-lists/{name}", Get).WithName("GetCodeList").Public().Shows<CodeListResponse>();
    }

    /// <summary>Lists the code lists: every member of a record that holds a code takes it from one of them.</summary>
    public static IResult List(HttpContext context, IEnumerable<CodeList> lists, IEnumerable<IStateMachine> machines)
    {
        ReadParameters.Only(context);
        var index = new CodeListIndex([.. All(lists, machines).Select(l => new CodeListSummary(l.Name, l.Zh, l.En, l.Source, l.Items.Count, $"/v1/code-lists/{l.Name}"))]);
        return StoredJson.Answer(context, JsonSerializer.Serialize(index, ApiJson.Options));
    }

    /// <summary>Shows a code list: its codes with their labels in Chinese and English.</summary>
    public static IResult Get(string name, HttpContext context, IEnumerable<CodeList> lists, IEnumerable<IStateMachine> machines)
    {
        ReadParameters.Only(context);
        return All(lists, machines).FirstOrDefault(l => l.Name == name) is { } list
            ? StoredJson.Answer(context, JsonSerializer.Serialize(Shown(list), ApiJson.Options))
            : Rejection.NotFound(Noun).ToResult();
    }

    private static IEnumerable<CodeList> All(IEnumerable<CodeList> lists, IEnumerable<IStateMachine> machines) => [.. CodeLists.All, .. lists, .. machines.Select(StatesOf)];

    private static CodeList StatesOf(IStateMachine machine) => CodeLists.Of(machine.Name, machine.Title, [.. machine.States.Select(s => (s.Code, s.Zh, s.En))]);

    private static CodeListResponse Shown(CodeList list) => new(list.Name, list.Zh, list.En, list.Source, list.Note, [.. list.Items.Select(i => Shown(i, list))]);

    private static CodeListItem Shown(CodeItem item, CodeList list)
    {
        var members = JsonSerializer.SerializeToElement(item, ApiJson.Options).EnumerateObject();
        return new(item.Code, item.Zh, item.En, item.Note, item.ValidFrom ?? list.ValidFrom, item.ValidTo)
        {
            More = members.Where(m => !Common.Contains(m.Name)).ToDictionary(m => m.Name, m => m.Value),
        };
    }
}
