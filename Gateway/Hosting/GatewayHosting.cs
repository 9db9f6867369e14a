using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Notifications.Api;
using Notifications.Backend;
using Notifications.Cluster;
using Notifications.DeadLetters;
using Notifications.Demo;
using Notifications.Hosting.Health;
using Notifications.Http;
using Notifications.Inbox;
using Notifications.Live;
using Notifications.Live.Draining;
using Notifications.Publishing;
using Notifications.Rules;
using Notifications.Sources;
using Notifications.Subjects;
using Notifications.Tokens;
using Notifications.Users;
using Notifications.Webhooks;

namespace Notifications.Hosting;

/// <summary>Puts a gateway into a process.</summary>
internal static class GatewayHosting
{
    private const string HubPath = "/hub";
    private const int MaxHubMessageBytes = 64 * 1024;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    /// <summary>Adds the gateway. The silo or cluster client must be added before, so that it starts first.</summary>
    public static WebApplicationBuilder AddNotificationsGateway(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOpenApi();
        services.ConfigureHttpJsonOptions(options =>
        {
            options.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        services.AddSources();
        services.AddConnectionLimits();
        services.AddWebhooks().AddWebhookLimits();
        services.AddTokens();
        services.AddNotificationsApi();
        services.AddLive();
        services.AddPersonalApi().AddSingleton<UserInboxes>();
        services.AddDemo();
        ClusterPipeline.Register(services)
            .AddSingleton<GatewayReference>()
            .AddSingleton<EventGrains>()
            .AddSingleton<UserContexts>()
            .AddSingleton<IdentityGrains>()
            .AddSingleton<PublishingGrains>()
            .AddSingleton<RuleTrials>()
            .AddSingleton<Playgrounds>()
            .AddSingleton<SiteRules>()
            .AddSingleton<BackendCalls>()
            .AddSingleton<DeadLetterGrains>()
            .AddSingleton<DeadLetterSending>()
            .AddSingleton<Persons>()
            .AddSingleton<PersonExport>()
            .AddHostedService<ClusterJoin>();
        services.AddHealthChecks().AddCheck<ClusterHealthCheck>("cluster", tags: [HealthEndpoints.ReadyTag]);
        return builder;
    }

    /// <summary>Makes the gateway one of several: they share a signing key, and one that stops hands its sessions over to the others.</summary>
    public static WebApplicationBuilder AddNotificationsClusterGateway(this WebApplicationBuilder builder)
    {
        builder.Services.PostConfigure<TokenOptions>(options => options.MakeSigningKey = false);
        builder.Services.AddSingleton<GatewayDrain>().AddSingleton<IHostLifetime, DrainingLifetime>();
        builder.Services.AddHealthChecks().AddCheck<DrainHealthCheck>("drain", tags: [HealthEndpoints.ReadyTag]);
        return builder;
    }

    /// <summary>Maps everything that the gateway answers.</summary>
    public static WebApplication MapNotificationsGateway(this WebApplication app)
    {
        // Now, so that a key that can't be read stops the start and not the first session.
        app.Services.GetRequiredService<TokenKeys>();
        app.UseNotificationsPipeline();
        app.UseWhen(context => context.Request.Path.StartsWithSegments(HubPath, StringComparison.OrdinalIgnoreCase), hub => hub.Use(
            (context, next) => context.RequestServices.GetRequiredService<OriginCheck>().InvokeAsync(context, next)));
        var sendTimeout = app.Services.GetRequiredService<IOptions<Live.HubOptions>>().Value.SendTimeout;
        app.MapHub<NotificationHub>(HubPath, options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            // A session that is cut leaves its last send in the socket until the transport gives up too.
            options.TransportSendTimeout = sendTimeout;
            options.WebSockets.CloseTimeout = CloseTimeout;
        });
        app.MapWebhooks();
        var api = app.MapNotificationsApi();
        api.MapRules();
        api.MapIdentities();
        api.MapTrials();
        api.MapEvaluation();
        api.MapHeld();
        api.MapPresence();
        api.MapPublishing();
        api.MapBackendCalls();
        api.MapDeadLetters();
        api.MapPersons();
        api.MapUserInboxes();
        app.MapPersonalApi();
        app.MapRuleSchema();
        app.MapJwks();
        app.MapOpenApi();
        app.MapNotificationsHealth();
        app.MapDemo();
        return app;
    }

    /// <summary>What every request passes before its endpoint.</summary>
    internal static void UseNotificationsPipeline(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = static e => (e as BadHttpRequestException)?.StatusCode ?? StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        app.UseDecodedSegments();
        app.UsePersonalOrigins();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
    }

    private static void AddTokens(this IServiceCollection services)
    {
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<TokenKeys>().AddSingleton<TokenVerifier>().AddSingleton<TokenSigner>();
    }

    private static void AddLive(this IServiceCollection services)
    {
        services.AddOptions<Live.HubOptions>().BindConfiguration(Live.HubOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<GatewayMetrics>().AddSingleton<SubjectViews>().AddSingleton<UserSessions>()
            .AddSingleton<Sessions>().AddSingleton<LiveGateway>().AddSingleton<OriginCheck>().AddSingleton<CallLimits>()
            .AddSingleton<IAudienceSilos, AudienceSilos>().AddSingleton<SiloBatches>().AddSingleton<Announcements>()
            .AddHostedService(provider => provider.GetRequiredService<Announcements>()).AddHostedService<LostSilos>()
            .AddSingleton<PresenceReports>().AddHostedService(provider => provider.GetRequiredService<PresenceReports>())
            .AddHostedService<LeaseRenewal>().AddHostedService<SessionIdentities>();
        services.AddSignalR(options =>
            {
                options.MaximumReceiveMessageSize = MaxHubMessageBytes;
                options.EnableDetailedErrors = false;
            })
            .AddJsonProtocol(options => WireJson.Configure(options.PayloadSerializerOptions));
        services.AddSingleton<HubLifetimeManager<NotificationHub>, SessionLifetime>();
    }

    private static void MapJwks(this WebApplication app) => app
        .MapGet("/.well-known/jwks.json", (TokenKeys keys) => new { keys = keys.PublicKeys })
        .WithTags("Tokens").WithSummary("The public keys of realtime tokens.");
}
