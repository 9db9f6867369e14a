using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Dapper;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifications.Hosting;
using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Tests.Cluster.Users.Kept;
using Notifications.Tests.Product;
using Notifications.Users.Identities;
using Npgsql;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>
/// Silos as a cluster has them, over one PostgreSQL database of a real server: each has its own connections, its own writer and its
/// own ear for signals. Only transport and membership are in memory.
/// </summary>
internal sealed class PostgresSilos : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly string _directory = Directory.CreateTempSubdirectory("postgres-silos-").FullName;
    private readonly WarningLog _warnings = new();
    private readonly HashSet<InProcessSiloHandle> _killed = [];
    private readonly string _connectionString;
    private readonly NpgsqlDataSource _database;

    private PostgresSilos(string connectionString) =>
        (_connectionString, _database) = (connectionString, NpgsqlDataSource.Create(connectionString + ";Maximum Pool Size=4"));

    public InProcessTestCluster Cluster { get; private set; } = null!;

    /// <summary>The services of each silo that runs.</summary>
    public IReadOnlyList<IServiceProvider> Silos =>
        [.. Cluster.Silos.Where(silo => silo.IsActive && !_killed.Contains(silo)).Select(silo => silo.ServiceProvider)];

    /// <summary>What the silos warned of, and their errors.</summary>
    public IReadOnlyCollection<string> Warnings => _warnings.Lines;

    /// <param name="prepare">Fills the database before the silos start.</param>
    /// <param name="settings">Settings of all silos: <c>Kept:Delivery:Queues</c>.</param>
    public static async Task<PostgresSilos> StartAsync(
        int silos, Dictionary<string, string?> settings, Func<string, Task>? prepare = null)
    {
        var cluster = new PostgresSilos(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());
        if (prepare is not null)
            await prepare(cluster._connectionString);
        var rules = Directory.CreateDirectory(Path.Combine(cluster._directory, "rules")).FullName;
        await File.WriteAllTextAsync(Path.Combine(rules, "rules.yaml"), TestRules.Yaml);
        settings["Storage:Postgres:ConnectionString"] = cluster._connectionString;
        settings["Storage:Postgres:MaxConnections"] = "8";
        settings["Rules:Directory"] = rules;
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSiloHost((_, host) =>
        {
            host.Configuration.AddInMemoryCollection(settings);
            host.Services.AddNotificationsStores();
            host.Services.AddNotificationsIdentities();
            host.Services.AddNotificationsRules();
            host.Services.AddNotificationsRule<AnsweringRule>();
            host.Logging.AddProvider(cluster._warnings);
        });
        builder.ConfigureSilo((_, silo) =>
        {
            // It has the name of the user context, for which it stands in other tests.
            silo.Services.PostConfigure<GrainTypeOptions>(options => options.Classes.Remove(typeof(TakingGrain)));
            silo.Services.Configure<ClusterMembershipOptions>(options =>
            {
                options.ProbeTimeout = TimeSpan.FromSeconds(1);
                options.NumMissedProbesLimit = 2;
            });
            silo.AddNotificationsGrains();
        });
        cluster.Cluster = builder.Build();
        await cluster.Cluster.DeployAsync();
        return cluster;
    }

    /// <summary>Ends a silo without letting it finish anything.</summary>
    public async Task KillAsync(InProcessSiloHandle silo)
    {
        _killed.Add(silo);
        try
        {
            await Cluster.KillSiloAsync(silo);
        }
        catch (Exception e) when (WasInterrupted(e))
        {
            // What it had not finished stays so.
        }
    }

    /// <summary>Asks the database.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql)
    {
        await using var connection = await _database.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    /// <summary>Waits until the database answers as it should; <see langword="false"/> where it does not within some time.</summary>
    public async Task<bool> UntilAsync<T>(string sql, Func<List<T>, bool> isSo, TimeSpan? patience = null)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(patience ?? Patience);
        using var look = new PeriodicTimer(Look);
        while (!isSo(await QueryAsync<T>(sql)))
        {
            if (timeout.IsCancellationRequested)
                return false;
            await look.WaitForNextTickAsync(CancellationToken.None);
        }

        return true;
    }

    /// <summary>Waits until each queue of the kept lane is read by exactly one of the silos, each of which has some, and answers whose are which.</summary>
    public async Task<IReadOnlyList<IReadOnlySet<int>>> UntilSharedAsync(int queues)
    {
        using var timeout = new CancellationTokenSource(Patience);
        using var look = new PeriodicTimer(Look);
        while (true)
        {
            IReadOnlySet<int>[] shared = [.. Silos.Select(QueuesOf)];
            if (shared.All(own => own.Count > 0) && shared.Sum(own => own.Count) == queues && shared.SelectMany(own => own).Distinct().Count() == queues)
                return shared;
            await look.WaitForNextTickAsync(timeout.Token);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    // One service that was not given time to end throws what it was cancelled with; several throw it together.
    private static bool WasInterrupted(Exception e) =>
        e is OperationCanceledException || (e is AggregateException several && several.Flatten().InnerExceptions.All(WasInterrupted));

    // The gauge has a queue from the first check of its receiver on, until it is given up.
    private static HashSet<int> QueuesOf(IServiceProvider silo)
    {
        var meters = silo.GetRequiredService<IMeterFactory>();
        var queues = new HashSet<int>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, listening) =>
        {
            if (instrument.Name == "notifications.kept.waiting" && ReferenceEquals(instrument.Meter.Scope, meters))
                listening.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => queues.Add((int)tags[0].Value!));
        listener.Start();
        listener.RecordObservableInstruments();
        return queues;
    }

    private sealed class WarningLog : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Logger(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Logger(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state)
                where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
            {
                if (IsEnabled(logLevel))
                    lines.Enqueue($"{category}: {formatter(state, exception)} {exception?.Message}");
            }
        }
    }
}
