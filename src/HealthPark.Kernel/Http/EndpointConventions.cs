using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace HealthPark.Kernel.Http;

/// <summary>The scope that an endpoint needs.</summary>
/// <param name="Scope">One of <see cref="Scopes"/>.</param>
public sealed record ScopeRequirement(string Scope) : IAuthorizationRequirement;

/// <summary>The endpoint lets in whoever shows no key. A key that is shown must be a good one all the same.</summary>
public sealed record PublicRequirement : IAuthorizationRequirement;

/// <summary>What endpoints declare about themselves; the contract is made from it.</summary>
public static class EndpointConventions
{
    /// <summary>Lets in clients that hold a scope.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope) where TBuilder : IEndpointConventionBuilder
    {
        var requirement = new ScopeRequirement(scope);
        return endpoint.WithMetadata(requirement)
            .RequireAuthorization(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().AddRequirements(requirement).Build());
    }

    /// <summary>Lets in everyone, with a key or without.</summary>
    public static TBuilder Public<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder
    {
        var requirement = new PublicRequirement();
        return endpoint.WithMetadata(requirement).RequireAuthorization(new AuthorizationPolicyBuilder().AddRequirements(requirement).Build());
    }

    /// <summary>Declares that the endpoint starts a record or a part of one: 201 with a body, or 200 for a dry run.</summary>
    public static RouteHandlerBuilder Creates<TBody>(this RouteHandlerBuilder endpoint) => endpoint
        .Produces<TBody>(201, "application/json")
        .Produces<DryRunAnswer<TBody>>(200, "application/json");

    /// <summary>Declares that the endpoint adds a part to a record: 201 with its body (or the answer of a dry run), with or without a condition on the record.</summary>
    public static RouteHandlerBuilder Adds<TBody>(this RouteHandlerBuilder endpoint) => endpoint.PutsBySource(typeof(TBody));

    /// <summary>Declares that the endpoint changes something: 200 with a body (or the answer of a dry run).</summary>
    public static RouteHandlerBuilder Changes<TBody>(this RouteHandlerBuilder endpoint) => endpoint
        .Produces<TBody>(200, "application/json")
        .WithMetadata(new ConditionalWriteMetadata(typeof(DryRunAnswer<TBody>)));

    /// <summary>Declares that the endpoint makes a part or changes it: 201 or 200 with a body (or the answer of a dry run).</summary>
    public static RouteHandlerBuilder Puts<TBody>(this RouteHandlerBuilder endpoint) => endpoint
        .Changes<TBody>()
        .Produces<TBody>(201, "application/json");

    /// <summary>Declares that the endpoint makes a record or changes it under a key of its own, with or without a condition.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="body">The record as it is shown.</param>
    public static RouteHandlerBuilder PutsBySource(this RouteHandlerBuilder endpoint, Type body) => endpoint
        .Produces(200, body, "application/json")
        .Produces(201, body, "application/json")
        .WithMetadata(new ConditionalWriteMetadata(typeof(DryRunAnswer<>).MakeGenericType(body), IsOptional: true));

    /// <summary>Declares that the endpoint shows something.</summary>
    public static RouteHandlerBuilder Shows<TBody>(this RouteHandlerBuilder endpoint) => endpoint.Produces<TBody>(200, "application/json");

    /// <summary>Gives an example of the body that the endpoint takes, for the contract.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="json">The body.</param>
    public static RouteHandlerBuilder Example(this RouteHandlerBuilder endpoint, [StringSyntax(StringSyntaxAttribute.Json)] string json) =>
        endpoint.WithMetadata(new BodyExample(json));

    /// <summary>Declares the query parameters that a read takes.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params IReadOnlyList<QueryParameter> parameters) =>
        endpoint.WithMetadata(new QueryParameters(parameters));
}

/// <summary>An example of a body, for the contract.</summary>
public sealed record BodyExample(string Json);

/// <summary>Says in the contract that a member of a request takes the codes of a list. The decision checks them.</summary>
/// <param name="list">The list's name in <see cref="Reference.CodeLists"/>.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CodesOfAttribute(string list) : Attribute
{
    /// <summary>The list's name.</summary>
    public string List => list;
}

/// <summary>A write under <c>If-Match</c>, with the shape of its dry run.</summary>
/// <param name="DryRunAnswer">The answer of a dry run.</param>
/// <param name="IsOptional">Whether the condition may be left out although the record exists.</param>
public sealed record ConditionalWriteMetadata(Type DryRunAnswer, bool IsOptional = false);

/// <summary>A query parameter, for the contract.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Example">A value.</param>
/// <param name="Values">The values it may have, if they are a closed list.</param>
/// <param name="Required">Whether it must be given.</param>
public sealed record QueryParameter(string Name, string Description, string? Example = null, IReadOnlyList<string>? Values = null, bool Required = false)
{
    /// <summary>Time travel.</summary>
    public static readonly QueryParameter AsOf = new("asOf",
        "What was known then: an instant (RFC 3339) or a position of the log. Absent: now. The future is 400.", "2026-06-30T16:00:00Z");

    /// <summary>A version of one record.</summary>
    public static readonly QueryParameter Version = new("version", "The record as it stood at this version of its stream; not together with `asOf`.", "1");
}

/// <summary>The query parameters of an endpoint, for the contract.</summary>
public sealed record QueryParameters(IReadOnlyList<QueryParameter> Parameters);
