using System.Text.Json.Serialization.Metadata;
using HealthPark.Access;
using HealthPark.Api.Discovery;
using HealthPark.Api.OpenApi;
using HealthPark.Api.Pages;
using HealthPark.Carriers;
using HealthPark.Changes;
using HealthPark.Disputes;
using HealthPark.Enterprises;
using HealthPark.EventStore;
using HealthPark.Evidence;
using HealthPark.Funds;
using HealthPark.Integrity;
using HealthPark.Kernel.Http;
using HealthPark.ParkEvents;
using HealthPark.Plan;
using HealthPark.Talent;
using HealthPark.Transfers;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace HealthPark.Api;

/// <summary>How the program is put together. Nothing here touches the database; what does is a hosted service.</summary>
public static class HealthParkApplication
{
    /// <summary>Puts the program together.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="replace">Puts other services in the place of the program's own, such as another clock.</param>
    /// <param name="map">Maps further endpoints.</param>
    public static WebApplication Build(string[] args, Action<IServiceCollection>? replace = null, Action<IEndpointRouteBuilder>? map = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddSimpleConsole(o => o.SingleLine = true);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning)
            .AddFilter("HealthPark.Access.BearerAuthentication", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(o =>
        {
            o.AddServerHeader = false;
            o.Limits.MaxRequestBodySize = ProblemHandling.MostBytes;
            o.Limits.MaxRequestLineSize = 128 * 1024; // a parameter that is far too long is still told which one it is
        });
        if (builder.Configuration["URLS"] is null)
            builder.WebHost.UseUrls("http://127.0.0.1:5080");

        var services = builder.Services;
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DatabaseStart>().AddHostedService(p => p.GetRequiredService<DatabaseStart>());
        services.AddEventStore();
        services.AddAccess();
        services.AddEnterprises();
        services.AddTalent();
        services.AddTransfers();
        services.AddCarriers();
        services.AddParkEvents();
        services.AddFunds();
        services.AddEvidence();
        services.AddPlan();
        services.AddDisputes();
        services.AddChanges();
        services.AddIntegrity();
        services.AddHostedService<StartupTasks>();

        services.AddProblemDetails().AddExceptionHandler<ProblemHandling>();
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(o =>
        {
            ApiJson.Configure(o.SerializerOptions);
            o.SerializerOptions.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver());
        });
        services.AddOpenApi("v1", Contract.Describe);
        services.AddSingleton<EventSchemas>().AddSingleton<IEventSchemas>(p => p.GetRequiredService<EventSchemas>()).AddSingleton<AsyncApi>();
        if (Contract.IsBeingBuilt)
            services.RemoveAll<IHostedService>(); // the contract needs the endpoints, and no database

        services.TrustProxies(builder.Configuration);
        replace?.Invoke(services);

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseSafeHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages(ProblemHandling.Explain);
        app.Use((context, next) =>
        {
            HeadRequest.BecomesGet(context);
            if (!HttpMethods.IsGet(context.Request.Method))
                context.Request.EnableBuffering(); // the body is read twice: once to bind it, once for its fingerprint
            return next(context);
        });
        app.UseRouting();
        app.UseRetirement();
        app.UseAuthentication();
        app.UseRateLimits();
        app.UseAuthorization();
        app.UseJsonCharset();

        app.MapAccess();
        app.MapEnterprises();
        app.MapTalent();
        app.MapTransfers();
        app.MapCarriers();
        app.MapParkEvents();
        app.MapFunds();
        app.MapEvidence();
        app.MapPlan();
        app.MapDisputes();
        app.MapChanges();
        app.MapIntegrity();
        app.MapStateMachines();
        app.MapCodeLists();
        app.MapChangelog();
        app.MapApiIndex();
        app.MapApiCatalog();
        app.MapHealth();
        app.MapPages();
        map?.Invoke(app);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        AsyncApi.Map(app);
        app.UseSwaggerUI(o =>
        {
            o.RoutePrefix = "docs";
            o.DocumentTitle = "HealthPark.Api";
            o.SwaggerEndpoint("/openapi/v1.json", "HealthPark.Api v1");
        });
        return app;
    }

    /// <summary>Serves until it is told to stop.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> Serve(WebApplication app, string[] args)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception e) when (e is StartException or LocalPostgres.LocalPostgresException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 0; // told to stop while it was starting
        }

        await Welcome.Say(app, args);
        await app.WaitForShutdownAsync();
        return 0;
    }
}
