using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Notifications.Live;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Rules.Holding;
using Notifications.Samples;
using Notifications.Streams.Kept;
using Notifications.Subjects;
using Notifications.Subjects.Dispatching;
using Notifications.Users;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;
using Notifications.Users.Inbox;
using Notifications.Users.Kept;
using Orleans.Configuration;

namespace Notifications.Hosting;

/// <summary>Puts a silo into a process.</summary>
public static class SiloHosting
{
    /// <summary>How long a grain call may take; what is slower counts as failed and is tried again by who can.</summary>
    private static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Adds the embedded silo: alone in its cluster, on loopback, with its stores in a SQLite file, or in PostgreSQL where that is
    /// configured.
    /// Nothing outside this process can reach it.
    /// </summary>
    public static IHostApplicationBuilder AddNotificationsEmbeddedSilo(this IHostApplicationBuilder builder)
    {
        builder.AddNotificationsStoresAndRules();
        builder.UseOrleans(silo =>
        {
            // Several embedded processes may run on one machine, and nobody has to know the port.
            silo.UseLocalhostClustering(siloPort: MemberAddress.FreePort(IPAddress.Loopback), gatewayPort: 0);
            silo.AddNotificationsGrains();
        });
        return builder;
    }

    /// <summary>Adds what a silo's grains work with. Before the silo: what starts before it stops after it.</summary>
    internal static void AddNotificationsStoresAndRules(this IHostApplicationBuilder builder)
    {
        builder.Services.AddNotificationsStores();
        builder.Services.AddNotificationsIdentities();
        builder.Services.AddNotificationsRules();
        builder.Services.AddNotificationsRule<WorkingHours>();
        builder.Services.AddNotificationsWriters();
    }

    /// <summary>Sets how members call each other.</summary>
    internal static void AddNotificationsMessaging(this ISiloBuilder silo)
    {
        silo.Services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        silo.Services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
    }

    /// <summary>Adds the grains, and the streams between them, to a silo whose clustering and stores are configured elsewhere.</summary>
    public static ISiloBuilder AddNotificationsGrains(this ISiloBuilder silo)
    {
        silo.Services.TryAddSingleton(TimeProvider.System);
        silo.Services.AddNotificationsWriters();
        silo.Services.AddOptions<LiveOptions>().BindConfiguration(LiveOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        silo.AddWatching();
        silo.Services.AddOptions<KeptOptions>().BindConfiguration(KeptOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        silo.Services.AddSingleton<KeptLane>();
        silo.Services.AddOptions<InboxOptions>().BindConfiguration(InboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        silo.Services.AddSingleton<InboxMetrics>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DueUsers>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, OpenErasures>();
        silo.Services.AddBackendCalls();
        silo.Services.AddSingleton<EventGrainServices>();
        silo.Services.AddOptions<DispatchOptions>().BindConfiguration(DispatchOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        silo.Services.AddSingleton<DispatchServices>();
        silo.Services.AddSingleton<DispatchMetrics>();
        silo.Services.AddSingleton<Redeciding>();
        silo.Services.AddSingleton<SnoozedWaking>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, OverdueDispatches>();
        silo.Services.AddSingleton<HoldingServices>();
        silo.Services.AddSingleton<HoldingMetrics>();
        silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DueWindows>();
        silo.AddNotificationsMessaging();
        silo.AddKeptStreams();
        return silo;
    }

    /// <summary>
    /// Adds what writes on behalf of grains, for which they wait when they end. Whoever hosts a silo calls this before it adds the silo,
    /// so that grains that end find it still there.
    /// </summary>
    public static IServiceCollection AddNotificationsWriters(this IServiceCollection services)
    {
        services.TryAddSingleton<DispatchMarks>();
        services.AddHostedService(provider => provider.GetRequiredService<DispatchMarks>());
        services.TryAddSingleton<HoldingWriter>();
        services.AddHostedService(provider => provider.GetRequiredService<HoldingWriter>());
        return services;
    }
}
