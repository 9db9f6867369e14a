using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifications.Hosting.Health;
using Notifications.Storage.Postgres;
using Notifications.Subjects;
using Orleans.Configuration;

namespace Notifications.Hosting;

/// <summary>Makes a process a member of a cluster whose membership is in PostgreSQL.</summary>
public static class ClusterHosting
{
    private const string Invariant = "Npgsql";

    // A member that could not write for so long is passed over by those that start; one that is dead stays listed for a day.
    private static readonly TimeSpan AlivePeriod = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan DeadFor = TimeSpan.FromDays(1);

    // Changes are told from member to member; this is for one that was cut off, and has to hear that it was declared dead.
    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(3);

    // A process that pauses for less than three times that is not taken for dead.
    private const int MostProbeTimeouts = 2;

    /// <summary>Whether the process is to join a cluster, and not to have a silo of its own.</summary>
    public static bool JoinsCluster(this IConfiguration configuration) =>
        configuration.GetSection(ClusterMemberOptions.Section).Get<ClusterMemberOptions>() is { IsConfigured: true };

    /// <summary>Adds a silo of a cluster: it hosts the grains, and has the stores in PostgreSQL.</summary>
    public static IHostApplicationBuilder AddNotificationsSilo(this IHostApplicationBuilder builder)
    {
        builder.AddNotificationsStoresAndRules();
        builder.Services.AddOptions<PostgresOptions>().Validate(
            options => options.IsConfigured, $"A silo of a cluster has its stores in PostgreSQL: {PostgresOptions.Section}:ConnectionString is missing.");
        builder.Services.AddHostedService<GatewayGrants>();
        builder.UseOrleans(silo =>
        {
            silo.AddClusterMember();
            silo.AddNotificationsGrains();
        });
        return builder;
    }

    /// <summary>
    /// Adds a member of the cluster that hosts no application grain, for a gateway: membership finds it dead in seconds, and both sides
    /// hear of it.
    /// </summary>
    public static IHostApplicationBuilder AddNotificationsClusterMember(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        // Before the member: what starts first is there when that looks for the tables.
        builder.Services.AddHostedService<MembershipDatabase>();
        builder.UseOrleans(silo =>
        {
            silo.AddClusterMember();
            silo.AddNotificationsMessaging();
            silo.Services.PostConfigure<GrainTypeOptions>(options => options.Classes.RemoveWhere(type => type.Assembly == typeof(EventGrain).Assembly));
        });
        return builder;
    }

    private static void AddClusterMember(this ISiloBuilder silo)
    {
        silo.Services.AddHealthChecks().AddCheck<MemberHealthCheck>("member", tags: [HealthEndpoints.ReadyTag]);
        silo.Services.AddOptions<ClusterMemberOptions>().BindConfiguration(ClusterMemberOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        silo.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClusterMemberOptions>, ClusterMemberValidation>());
        silo.UseAdoNetClustering(table => table.Configure<IOptions<ClusterMemberOptions>, IServiceProvider>((options, member, services) =>
        {
            options.Invariant = Invariant;
            options.ConnectionString = member.Value.IsConfigured
                ? MembershipDatabase.ConnectionStringOf(member.Value)
                : PostgresConnectionString.Of(services.GetRequiredService<IOptions<PostgresOptions>>().Value);
        }));
        silo.Services.AddOptions<ClusterOptions>().Configure<IOptions<ClusterMemberOptions>>((options, member) =>
            (options.ClusterId, options.ServiceId) = (member.Value.Id, member.Value.ServiceId));
        silo.Services.AddOptions<EndpointOptions>().Configure<IOptions<ClusterMemberOptions>>((options, member) => Listen(options, member.Value));
        silo.Services.AddOptions<ClusterMembershipOptions>().Configure<IOptions<ClusterMemberOptions>>((options, member) =>
        {
            options.ProbeTimeout = member.Value.ProbeTimeout;
            // Who was heard of within so many of these as probes may be missed is not suspected, whatever became of the probes: that is
            // how long it takes to find somebody who is frozen or cut off, whose connections stay. By default it is twice as much again.
            options.MaxProbeTimeout = MostProbeTimeouts * member.Value.ProbeTimeout;
            // Two have to suspect somebody at the same time. A vote of one that was cut off itself would otherwise count for two minutes,
            // and bring down a sound member with the next that is cut off.
            options.DeathVoteExpirationTimeout = 2 * member.Value.MissedProbes * options.MaxProbeTimeout;
            options.NumMissedProbesLimit = member.Value.MissedProbes;
            // Who is cut off from some is not well because others still reach it: those that it fails are to decide.
            options.EnableIndirectProbes = false;
            options.TableRefreshTimeout = TableRefresh;
            options.IAmAliveTablePublishTimeout = AlivePeriod;
            options.DefunctSiloExpiration = DeadFor;
        });
    }

    private static void Listen(EndpointOptions options, ClusterMemberOptions member)
    {
        var address = MemberAddress.Of(member);
        options.AdvertisedIPAddress = address;
        options.SiloPort = member.Port == 0 ? MemberAddress.FreePort(address) : member.Port;
        // There are no clients but members.
        options.GatewayPort = 0;
        // An address may be one that the network translates; loopback is not, and nobody else is to reach that.
        if (!IPAddress.IsLoopback(address))
            options.SiloListeningEndpoint = new IPEndPoint(address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, options.SiloPort);
    }
}
