using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Kernel.Http;

/// <summary>The states that records of one kind can be in, and the steps between them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Zh">Title in Chinese.</param>
/// <param name="En">Title in English.</param>
/// <param name="States">The states, in their natural order.</param>
/// <param name="Transitions">The steps. A step that is not here is refused with 409 and `allowedTransitions`.</param>
public sealed record StateMachineResponse(string Name, string Zh, string En, IReadOnlyList<MachineState> States, IReadOnlyList<MachineTransition> Transitions);

/// <summary>Every published state machine.</summary>
/// <param name="Items">The machines.</param>
public sealed record StateMachineList(IReadOnlyList<StateMachineResponse> Items);

/// <summary>Publishes the state machines that the modules declare.</summary>
public static class StateMachines
{
    private static readonly Text Noun = new("状态机", "state machine");

    /// <summary>Publishes a state machine.</summary>
    public static IServiceCollection AddStateMachine(this IServiceCollection services, IStateMachine machine) => services.AddSingleton(machine);

    /// <summary>Maps the endpoints.</summary>
    public static void MapStateMachines(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").WithTags("Discovery");
        group.MapGet("/v1/state-machines", List).WithName("ListStateMachines").Public().Shows<StateMachineList>();
        group.MapGet("/v1/state-machines/{name}", Get).WithName("GetStateMachine").Public().Shows<StateMachineResponse>();
    }

    /// <summary>Lists the states of every kind of record, and the steps between them.</summary>
    public static IResult List(HttpContext context, IEnumerable<IStateMachine> machines)
    {
        ReadParameters.Only(context);
        return StoredJson.Answer(context, JsonSerializer.Serialize(new StateMachineList([.. machines.Select(Shown)]), ApiJson.Options));
    }

    /// <summary>Shows the states of one kind of record, and the steps between them.</summary>
    public static IResult Get(string name, HttpContext context, IEnumerable<IStateMachine> machines)
    {
        ReadParameters.Only(context);
        return machines.FirstOrDefault(m => m.Name == name) is { } machine
            ? StoredJson.Answer(context, JsonSerializer.Serialize(Shown(machine), ApiJson.Options))
            : Rejection.NotFound(Noun).ToResult();
    }

    private static StateMachineResponse Shown(IStateMachine machine) =>
        new(machine.Name, machine.Title.Zh, machine.Title.En, machine.States, machine.Transitions);
}
