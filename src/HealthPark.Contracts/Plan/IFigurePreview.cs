using HealthPark.Kernel.Http;

namespace HealthPark.Contracts.Plan;

/// <summary>Says which of the plan's figures a write would move, for dry runs.</summary>
public interface IFigurePreview
{
    /// <summary>The figures that would move if a record had these further changes.</summary>
    Task<IReadOnlyList<FigureChange>> Preview(Guid recordId, IReadOnlyList<ContractEvent> changes, CancellationToken ct);
}
