using System.Diagnostics.CodeAnalysis;
using HealthPark.Kernel.Http.Collections;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace HealthPark.Kernel.Http;

/// <summary>The scope that an endpoint needs.</summary>
/// <param name="Scope">One of <see cref="Scopes"/>.</param>
/// <param name="Others">Scopes that will do instead; the endpoint itself asks for the one that the record needs.</param>
public sealed record ScopeRequirement(string Scope, params IReadOnlyList<string> Others) : IAuthorizationRequirement
{
    /// <summary>Every scope that opens the endpoint.</summary>
    public IEnumerable<string> All => Others.Prepend(Scope);
}

/// <summary>The endpoint lets in whoever shows no key. A key that is shown must be a good one all the same.</summary>
public sealed record PublicRequirement : IAuthorizationRequirement;

/// <summary>What endpoints declare about themselves; the contract is made from it.</summary>
public static class EndpointConventions
{
    /// <summary>Lets in clients that hold a scope.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder endpoint, string scope) where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAnyScope([scope]);

    /// <summary>Lets in clients that hold one of several scopes. Which of them a record needs, the endpoint says itself.</summary>
    public static TBuilder RequireAnyScope<TBuilder>(this TBuilder endpoint, IReadOnlyList<string> scopes) where TBuilder : IEndpointConventionBuilder
    {
        var requirement = new ScopeRequirement(scopes[0], [.. scopes.Skip(1)]);
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
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="ifMatchIsOptional">Whether it need not be based on a version.</param>
    public static RouteHandlerBuilder Changes<TBody>(this RouteHandlerBuilder endpoint, bool ifMatchIsOptional = false) => endpoint
        .Produces<TBody>(200, "application/json")
        .WithMetadata(new ConditionalWriteMetadata(typeof(DryRunAnswer<TBody>), ifMatchIsOptional));

    /// <summary>Declares that the endpoint changes single members of a record of a collection: 200 with its body.</summary>
    /// <typeparam name="TChange">The members that a change takes.</typeparam>
    /// <typeparam name="TBody">The record as it is shown.</typeparam>
    public static RouteHandlerBuilder Revises<TChange, TBody>(this RouteHandlerBuilder endpoint)
        where TChange : class => endpoint
        .Changes<TBody>()
        .WithMetadata(new RecordsMetadata(services => services.GetRequiredService<IRevision<TChange>>()));

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

    /// <summary>Declares that the endpoint also answers with Server-Sent Events, to a client that asks for them.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="resumeHeader">The header that says where a stream goes on.</param>
    /// <param name="description">What the header means.</param>
    public static RouteHandlerBuilder AlsoStreams(this RouteHandlerBuilder endpoint, string resumeHeader, string description) =>
        endpoint.WithMetadata(new StreamMetadata(resumeHeader, description));

    /// <summary>Gives an example of the body that the endpoint takes, for the contract.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="json">The body.</param>
    public static RouteHandlerBuilder Example(this RouteHandlerBuilder endpoint, [StringSyntax(StringSyntaxAttribute.Json)] string json) =>
        endpoint.WithMetadata(new BodyExample(json));

    /// <summary>
    /// Declares that the endpoint is on its way out: its answers and the contract say so, and from the sunset on (both days begin in
    /// China) it answers 410.
    /// </summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="since">The day from which it should not be used any more.</param>
    /// <param name="sunset">The day from which it is not served any more, at least 180 days later.</param>
    /// <param name="link">Where its clients read what to do instead.</param>
    /// <exception cref="ArgumentException">The sunset is too near.</exception>
    public static TBuilder Deprecated<TBuilder>(this TBuilder endpoint, DateOnly since, DateOnly sunset, string link) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new Deprecation(since, sunset, link));

    /// <summary>Declares that the endpoint takes a file as it is.</summary>
    /// <param name="endpoint">The endpoint.</param>
    /// <param name="mostBytes">How large it may be.</param>
    /// <param name="mediaTypes">The types that it may have.</param>
    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder endpoint, long mostBytes, IReadOnlyList<string> mediaTypes) =>
        endpoint.WithMetadata(new AcceptsMetadata([.. mediaTypes], typeof(Stream)), new FileSizeLimit(mostBytes));

    /// <summary>Declares that the endpoint answers a file as it is.</summary>
    public static RouteHandlerBuilder ShowsFile(this RouteHandlerBuilder endpoint, IReadOnlyList<string> mediaTypes) =>
        endpoint.Produces<Stream>(200, mediaTypes[0], [.. mediaTypes.Skip(1)]).WithMetadata(new FileMetadata());

    /// <summary>Declares that what the endpoint shows may be gone for good: 410.</summary>
    public static RouteHandlerBuilder MayBeGone(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(new GoneMetadata());

    /// <summary>Declares the headers that an endpoint reads besides those that all of its kind do.</summary>
    public static RouteHandlerBuilder TakesHeaders(this RouteHandlerBuilder endpoint, params IReadOnlyList<HeaderParameter> headers) =>
        endpoint.WithMetadata(new HeaderParameters(headers));

    /// <summary>Declares the query parameters that an endpoint takes.</summary>
    public static RouteHandlerBuilder Takes(this RouteHandlerBuilder endpoint, params IReadOnlyList<QueryParameter> parameters) =>
        endpoint.WithMetadata(new QueryParameters(parameters));
}

/// <summary>An endpoint that also answers with Server-Sent Events.</summary>
/// <param name="ResumeHeader">The header that says where a stream goes on.</param>
/// <param name="Description">What the header means.</param>
public sealed record StreamMetadata(string ResumeHeader, string Description);

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

    /// <summary>The members that are wanted.</summary>
    public static readonly QueryParameter Fields = new("fields",
        "The members that are wanted of each record, separated by commas; `id` is always there. Absent: all, as the schema says. An unknown one is 400.", "id,name");

    /// <summary>What the reading of one record takes.</summary>
    public static readonly IReadOnlyList<QueryParameter> OfRecord = [AsOf, Version, Fields];
}

/// <summary>Says of an endpoint that what it shows may be gone for good.</summary>
public sealed record GoneMetadata;

/// <summary>Says of an endpoint that it answers a file with its name and digest.</summary>
public sealed record FileMetadata;

/// <summary>How large a file an endpoint takes.</summary>
public sealed record FileSizeLimit(long MostBytes) : IRequestSizeLimitMetadata
{
    long? IRequestSizeLimitMetadata.MaxRequestBodySize => MostBytes;
}

/// <summary>A header that an endpoint reads, for the contract.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it means.</param>
/// <param name="Example">A value.</param>
/// <param name="Required">Whether it must be given.</param>
public sealed record HeaderParameter(string Name, string Description, string Example, bool Required = false);

/// <summary>The headers that an endpoint reads, for the contract.</summary>
public sealed record HeaderParameters(IReadOnlyList<HeaderParameter> Headers);

/// <summary>The query parameters of an endpoint, for the contract.</summary>
public sealed record QueryParameters(IReadOnlyList<QueryParameter> Parameters);
