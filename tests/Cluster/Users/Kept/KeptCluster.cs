using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Live;
using Notifications.Storage;
using Notifications.Storage.Kept;
using Notifications.Storage.Sqlite;
using Notifications.Streams.Kept;
using Notifications.Subjects;
using Notifications.Users;
using Notifications.Users.Kept;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Notifications.Tests.Cluster.Users.Kept;

/// <summary>Silos that have the kept lane and nothing else, over one database file.</summary>
internal sealed class KeptCluster : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("kept-lane-").FullName;
    private readonly SqliteDatabase _database;
    private readonly GroupCommit _writes;

    private KeptCluster()
    {
        var options = Options.Create(new SqliteOptions { File = Path.Combine(_directory, "kept.db") });
        _database = new SqliteDatabase(
            options, new HostingEnvironment { ContentRootPath = _directory }, NullLogger<SqliteDatabase>.Instance);
        _writes = new GroupCommit(_database, Options.Create(new GroupCommitOptions()), NullLogger<GroupCommit>.Instance);
        Taken = new TakenNotifications(_writes);
    }

    public InProcessTestCluster Cluster { get; private set; } = null!;

    public TakenNotifications Taken { get; }

    public DeadLetterList DeadLetters { get; } = new();

    /// <summary>The lane of a silo.</summary>
    public KeptLane Lane => Cluster.Silos[0].ServiceProvider.GetRequiredService<KeptLane>();

    public static async Task<KeptCluster> StartAsync(int silos = 1, Action<KeptDeliveryOptions>? configure = null)
    {
        var cluster = new KeptCluster();
        await cluster._writes.StartAsync(CancellationToken.None);
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((_, silo) => cluster.Configure(silo, configure ?? (_ => { })));
        cluster.Cluster = builder.Build();
        await cluster.Cluster.DeployAsync();
        return cluster;
    }

    public static KeptNotification Notification(string id, long revision = 0) => new()
    {
        Flag = new Flag { Id = id, Revision = revision, Rule = "r", Title = id, Time = DateTimeOffset.UnixEpoch },
        Subject = new Subject("jira", "issue", "A-1"),
        Reasons = ["assignee"],
        Source = "jira",
    };

    public Task SendAsync(params IEnumerable<(string User, string Id)> items) => Lane.SendAsync(
        SiteName.Default, [.. items.Select(item => (item.User, Notification(item.Id)))], TestContext.Current.CancellationToken);

    /// <summary>The ids of the rows that wait.</summary>
    public Task<List<string>> WaitingAsync() => _database.RunAsync(connection =>
        connection.Query<string>("SELECT id FROM inbox WHERE queued ORDER BY position").AsList());

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await _writes.StopAsync(CancellationToken.None);
        _database.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }

    private void Configure(ISiloBuilder silo, Action<KeptDeliveryOptions> configure)
    {
        silo.Services.PostConfigure<GrainTypeOptions>(options =>
            options.Classes.RemoveWhere(type => type != typeof(TakingGrain) && type.Assembly == typeof(KeptLane).Assembly));
        silo.Services.AddSingleton(TimeProvider.System);
        silo.Services.AddSingleton<SqlDatabase>(_database);
        silo.Services.AddSingleton<IKeptQueue>(new SqlKeptQueue(_database, _writes, TimeProvider.System));
        silo.Services.AddSingleton(DeadLetters.Store);
        silo.Services.AddSingleton(Taken);
        silo.Services.AddSingleton<KeptLane>();
        silo.AddKeptStreams();
        silo.Services.Configure(configure);
    }
}
