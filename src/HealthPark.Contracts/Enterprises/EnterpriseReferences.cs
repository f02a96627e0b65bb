using HealthPark.EventStore;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Contracts.Enterprises;

/// <summary>Records of a module that name enterprises: where one is merged into another, they name the other from then on.</summary>
public interface IEnterpriseReferences
{
    /// <summary>The module's schema.</summary>
    string Schema { get; }

    /// <summary>The records' read model in it, with a column <c>enterprises</c>.</summary>
    string Table { get; }

    /// <summary>Names others in the place of enterprises that were merged. A record that names none of them stays as it is.</summary>
    /// <param name="store">The module's store.</param>
    /// <param name="id">The record.</param>
    /// <param name="successors">The merged enterprises, each with the one that goes on.</param>
    /// <param name="ct">Cancels it.</param>
    Task Replace(ModuleStore store, Guid id, IReadOnlyDictionary<Guid, Guid> successors, CancellationToken ct);
}

/// <inheritdoc cref="IEnterpriseReferences"/>
/// <param name="Schema">The module's schema.</param>
/// <param name="Table">The records' read model; see <see cref="EnterpriseReferences.Enterprises"/>.</param>
/// <param name="Stream">The records' streams.</param>
/// <param name="Replaced">The event by which a record names another enterprise in the place of one.</param>
/// <param name="Named">The enterprises that a record names.</param>
public sealed record EnterpriseReferences<TState, TEvent>(
    string Schema, string Table, StreamType<TState, TEvent> Stream, Func<TState, Guid, Guid, TEvent> Replaced, Func<TState, IEnumerable<Guid?>> Named) : IEnterpriseReferences
    where TState : notnull
    where TEvent : notnull
{
    private const int Attempts = 20;

    /// <inheritdoc/>
    public async Task Replace(ModuleStore store, Guid id, IReadOnlyDictionary<Guid, Guid> successors, CancellationToken ct)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var record = await store.Load(Stream, id, UpTo.Now, ct);
            var events = Named(record.State).OfType<Guid>().Distinct().Where(successors.ContainsKey)
                .Select(enterprise => Replaced(record.State, enterprise, successors[enterprise])).ToList();
            if (events.Count == 0 || await store.Append(Stream, record, events, new EventMetadata("system:merged-enterprises"), key: null) is AppendOutcome.Appended)
                return;
        }

        throw new StoreUnavailableException("Too many others are changing a record that names an enterprise that was merged.");
    }
}

/// <summary>How a module declares that its records name enterprises.</summary>
public static class EnterpriseReferences
{
    /// <summary>Keeps the module's references to enterprises in step with their mergers.</summary>
    public static IServiceCollection FollowEnterprises(this IServiceCollection services, IEnterpriseReferences references) => services.AddSingleton(references);

    /// <summary>The column in which a read model keeps the enterprises that its records name.</summary>
    public static ReadModelTable<TRow> Enterprises<TRow>(this ReadModelTable<TRow> table, Func<TRow, IEnumerable<Guid?>> named) =>
        table.Column("enterprises", "jsonb", row => $"[{string.Join(',', named(row).OfType<Guid>().Distinct().Select(id => $"\"{id}\""))}]");
}
