using System.Data.Common;
using Microsoft.Data.Sqlite;
using Notifications.Tests.Product;
using Npgsql;

namespace Notifications.Tests.Load.Stores;

/// <summary>The product on one of its databases, and that database itself.</summary>
internal sealed class StoreUnderLoad : IAsyncDisposable
{
    private readonly IReadOnlyList<ProductProcess> _processes;
    private readonly IReadOnlyList<IAsyncDisposable> _owned;
    private readonly string? _database;

    private StoreUnderLoad(
        string name, GatewayProcess gateway, IReadOnlyList<ProductProcess> processes, string? database, params IReadOnlyList<IAsyncDisposable> owned) =>
        (Name, Gateway, _processes, _database, _owned) = (name, gateway, processes, database, owned);

    /// <summary><c>sqlite</c> or <c>postgres</c>, or <c>cluster</c>, which is a gateway and a silo on PostgreSQL.</summary>
    public string Name { get; }

    public GatewayProcess Gateway { get; }

    public bool IsPostgres => _database is not null;

    /// <summary>Resident memory of all its processes in bytes.</summary>
    public long ResidentBytes => _processes.Sum(process => process.ResidentBytes);

    /// <param name="processors">The processors that it may use; all of them where they are left out.</param>
    public static async Task<StoreUnderLoad> StartAsync(string name, string rules, string? processors = null)
    {
        var settings = new Dictionary<string, string>
        {
            ["Hub__MaxCallsAtOnce"] = "10000",
            ["Hub__CallsPerSecond"] = "10000",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        if (name == "cluster")
        {
            var cluster = await ProductCluster.StartNewAsync(silos: 1, gateways: 1, settings, rules, process => process.Processors = processors);
            return new StoreUnderLoad(name, cluster.Gateways[0], [.. cluster.Processes], cluster.ConnectionString, cluster);
        }

        var server = name == "postgres" ? await PostgresServer.StartNewAsync() : null;
        if (server is not null)
        {
            settings["Storage__Postgres__ConnectionString"] = await server.CreateDatabaseAsync();
            settings["Storage__Sqlite__File"] = "";
        }

        var gateway = GatewayProcess.Make(settings, rules);
        gateway.Processors = processors;
        await gateway.StartAsync();
        return new StoreUnderLoad(
            name, gateway, [gateway], settings.GetValueOrDefault("Storage__Postgres__ConnectionString"), server is null ? [gateway] : [gateway, server]);
    }

    /// <summary>A connection to the product's database.</summary>
    public DbConnection Open() => Open(_database ?? Path.Combine(Gateway.Directory, "notifications.db"));

    /// <summary>A connection for the bare loop: to the same server, or to a file of its own with the same settings.</summary>
    public DbConnection OpenBare() => Open(_database ?? Path.Combine(Gateway.Directory, "bare.db"));

    public async ValueTask DisposeAsync()
    {
        foreach (var owned in _owned)
            await owned.DisposeAsync();
    }

    private DbConnection Open(string where)
    {
        DbConnection connection = IsPostgres ? new NpgsqlConnection(where) : new SqliteConnection($"Data Source={where};Pooling=false");
        connection.Open();
        if (!IsPostgres)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;";
            command.ExecuteNonQuery();
        }

        return connection;
    }
}
