using System.Text.Json;
using System.Text.Json.Serialization;
using HealthPark.Kernel.Reference;

namespace HealthPark.Transfers.Transfer;

/// <summary>The source's further chains.</summary>
/// <param name="Version">The version of the mapping.</param>
/// <param name="ValidFrom">The first day on which it applies.</param>
/// <param name="Assumption">Whether the source leaves the mapping open, so that it is ours.</param>
/// <param name="Source">Where the chains come from.</param>
/// <param name="Items">The chains.</param>
public sealed record TransferChainList(int Version, DateOnly ValidFrom, bool Assumption, string Source, IReadOnlyList<TransferChain> Items);

/// <summary>A chain as a view of the transfer's own.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Zh">Its name in Chinese, as the source prints it.</param>
/// <param name="En">Its name in English, a working translation.</param>
/// <param name="Stages">Its stages, in order.</param>
public sealed record TransferChain(string Code, string Zh, string En, IReadOnlyList<ChainStage> Stages);

/// <summary>A stage of a chain.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Zh">Its name in Chinese, as the source prints it.</param>
/// <param name="En">Its name in English, a working translation.</param>
/// <param name="At">The stages of a transfer at which it stands here.</param>
/// <param name="AfterFirstSale">Whether it stands here only once there was a first sale, and only until then in the stage before.</param>
public sealed record ChainStage(string Code, string Zh, string En, IReadOnlyList<TransferStage> At, bool AfterFirstSale);

/// <summary>Where a transfer stands on one of the source's further chains.</summary>
/// <param name="Chain">Code of the chain.</param>
/// <param name="Stage">Code of its stage; null where the transfer has not got to the chain.</param>
public sealed record ChainView(string Chain, string? Stage);

/// <summary>The chains of the source that are views of the transfer's own, from <c>Data/chains.json</c>.</summary>
internal static class TransferChains
{
    public static readonly TransferChainList All =
        EmbeddedJson.Read(typeof(TransferChains).Assembly, "Data/chains.json", ChainsJson.Default.TransferChainList);

    /// <summary>Where a transfer stands, or stood when it was stopped.</summary>
    public static IReadOnlyList<ChainView> ViewsOf(TransferState transfer) =>
        [.. All.Items.Select(chain => new ChainView(
            chain.Code, chain.Stages.LastOrDefault(s => s.At.Contains(transfer.Chain) && (!s.AfterFirstSale || transfer.FirstSale is not null))?.Code))];
}

/// <summary>JSON of the file in <c>Data/</c>: a missing, misspelt or doubled member stops the program at its first use.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(TransferChainList))]
internal sealed partial class ChainsJson : JsonSerializerContext;
