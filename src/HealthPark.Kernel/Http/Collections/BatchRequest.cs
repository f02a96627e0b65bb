using System.Reflection;
using HealthPark.EventStore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace HealthPark.Kernel.Http.Collections;

/// <summary>What a batch has besides its file: who, under which idempotency key, from which system, and whether for real.</summary>
internal sealed class BatchRequest : IEndpointParameterMetadataProvider
{
    private readonly WriteRequest _request;

    private BatchRequest(WriteRequest request, string? system) => (_request, System) = (request, system);

    /// <summary>The system whose keys the lines' <c>externalId</c> are.</summary>
    public string? System { get; }

    public Caller Caller => _request.Caller;

    public bool DryRun => _request.DryRun;

    public CancellationToken Aborted => _request.Aborted;

    public static async ValueTask<BatchRequest?> BindAsync(HttpContext context)
    {
        var request = await WriteRequest.Read(context);
        var system = context.Request.Query["system"].ToString();
        if (system.Length > 0)
            SourceKeys.Of(request.Caller, system, "-"); // a system that cannot be one is refused before the file is looked at
        return new BatchRequest(request, system.Length > 0 ? system : null);
    }

    /// <summary>What makes a line recognisable when the file is sent again; null without a key.</summary>
    public IdempotencyKey? KeyOf(Line line, Type body) => _request.KeyOf(line.Number, line.Content, body);

    /// <summary>The write that a line asks for.</summary>
    public Write ToWrite(IdempotencyKey? key, string? sourceKey) =>
        new(Caller, _request.Metadata with { SourceKey = sourceKey }, key, DryRun, Aborted);

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        WriteRequest.PopulateMetadata(parameter, builder);
        builder.Metadata.Add(new QueryParameters([new QueryParameter("system", "The system whose keys the lines' `externalId` are; the key belongs to the caller's organisation.", "erp")]));
    }
}
