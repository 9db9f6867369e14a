using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.DeadLetters;
using Notifications.Events;
using Notifications.Hosting;
using Notifications.Live;
using Notifications.Rules;
using Notifications.Rules.Holding;
using Notifications.Rules.Backend;
using Notifications.Rules.Loading;
using Notifications.Rules.Storing;
using Notifications.Storage;
using Notifications.Storage.Backend;
using Notifications.Storage.DeadLetters;
using Notifications.Storage.Dispatch;
using Notifications.Storage.Erasing;
using Notifications.Storage.Events;
using Notifications.Storage.Holding;
using Notifications.Storage.Identities;
using Notifications.Storage.Inbox;
using Notifications.Storage.Kept;
using Notifications.Storage.Rules;
using Notifications.Storage.Sqlite;
using Notifications.Streams.Kept;
using Notifications.Subjects.Dispatching;
using Notifications.Tests.Cluster.Subjects;
using Notifications.Users.Erasing;
using Notifications.Tests.Cluster.Users.Kept;
using Notifications.Users.Identities;
using Notifications.Users.Inbox;
using Notifications.Users.Kept;
using Orleans.Configuration;
using Orleans.TestingHost;

[assembly: AssemblyFixture(typeof(Notifications.Tests.Cluster.Hosting.TwoSilos))]

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>Two silos over one real event log and one set of rules. Each test has subjects and users of its own.</summary>
public sealed class TwoSilos : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("two-silos-").FullName;
    private SqliteDatabase _database = null!;
    private GroupCommit _writes = null!;
    private InProcessTestCluster _cluster = null!;

    internal CountingEventLog Log { get; private set; } = null!;

    internal HeldPastEvents Past { get; private set; } = null!;

    internal IHoldingStore Holding { get; private set; } = null!;

    internal HeldBackendCalls Calls { get; private set; } = null!;

    internal FailingQueue Queue { get; private set; } = null!;

    internal FailingInboxes Inboxes { get; private set; } = null!;

    internal WatchedLedger Ledger { get; private set; } = null!;

    internal SqlDeadLetterStore DeadLetters { get; private set; } = null!;

    internal SqlDatabase Database => _database;

    internal IGrainFactory Grains => _cluster.Client;

    /// <summary>The services of each silo.</summary>
    internal IReadOnlyList<IServiceProvider> Silos => [.. _cluster.Silos.Select(silo => silo.ServiceProvider)];

    public async ValueTask InitializeAsync()
    {
        var rules = Directory.CreateDirectory(Path.Combine(_directory, "rules")).FullName;
        await File.WriteAllTextAsync(Path.Combine(rules, "rules.yaml"), TestRules.Yaml);
        Log = new CountingEventLog(await OpenLogAsync());
        var builder = new InProcessTestClusterBuilder(initialSilosCount: 2);
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Services.AddNotificationsIdentities();
            host.Services.Configure<IdentityOptions>(options => options.LearnEmail = true);
            host.Services.AddNotificationsRules();
        });
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.Configure<RuleOptions>(options => options.Directory = rules);
            silo.Services.Configure<DispatchOptions>(options => options.MaxInHand = DispatchTests.MaxInHand);
            // It has the name of the user context, for which it stands in other tests.
            silo.Services.PostConfigure<GrainTypeOptions>(options => options.Classes.Remove(typeof(TakingGrain)));
            silo.Services.AddSingleton<IEventLog>(Log);
            silo.Services.AddSingleton<SqlDatabase>(_database);
            silo.Services.Configure<KeptDeliveryOptions>(options =>
            {
                options.MaxTries = 3;
                options.FirstPause = TimeSpan.FromMilliseconds(10);
                options.LongestPause = TimeSpan.FromMilliseconds(10);
            });
            silo.Services.AddSingleton<IInboxStore>(Inboxes);
            silo.Services.AddSingleton<IKeptQueue>(Queue);
            silo.Services.AddSingleton<IIdentityStore>(new SqlIdentityStore(_database, TimeProvider.System));
            silo.Services.AddSingleton<IRuleStore>(new SqlRuleStore(_database));
            silo.Services.AddSingleton<IPastEvents>(Past);
            silo.Services.AddSingleton(Holding);
            silo.Services.AddSingleton<IErasureStore>(new SqlErasureStore(_database, _writes));
            silo.Services.AddSingleton<IDeadLetterStore>(DeadLetters);
            silo.Services.AddSingleton<IDispatchLedger>(Ledger);
            silo.Services.AddSingleton<IBackendCalls>(Calls);
            silo.Services.AddNotificationsRule<AnsweringRule>();
            silo.AddNotificationsGrains();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _writes.StopAsync(CancellationToken.None);
        _database.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    /// <summary>A gateway as grains know it.</summary>
    internal TestGateway NewGateway() => TestGateway.Of(Grains);

    private async Task<SqlEventLog> OpenLogAsync()
    {
        var options = Options.Create(new SqliteOptions { File = Path.Combine(_directory, "log.db") });
        var environment = new HostingEnvironment { ContentRootPath = _directory };
        _database = new SqliteDatabase(options, environment, NullLogger<SqliteDatabase>.Instance);
        Past = new HeldPastEvents(new SqlPastEvents(_database));
        _writes = new GroupCommit(_database, Options.Create(new GroupCommitOptions()), NullLogger<GroupCommit>.Instance);
        await _writes.StartAsync(CancellationToken.None);
        var log = new SqlEventLog(_database, _writes, TimeProvider.System);
        await log.StartAsync(CancellationToken.None);
        Holding = new SqlHoldingStore(_database, _writes, TimeProvider.System);
        Calls = new HeldBackendCalls(new SqlBackendCalls(_database, _writes));
        Inboxes = new FailingInboxes(new SqlInboxStore(_database, _writes));
        Queue = new FailingQueue(new SqlKeptQueue(_database, _writes, TimeProvider.System));
        Ledger = new WatchedLedger(new SqlDispatchLedger(_database, _writes));
        var metrics = new DeadLetterMetrics(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
        DeadLetters = new SqlDeadLetterStore(_database, _writes, Options.Create(new DeadLetterOptions()), TimeProvider.System, metrics);
        return log;
    }
}
