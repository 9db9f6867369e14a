using System.Data.Common;
using Microsoft.Data.Sqlite;
using Notifications.Tests.Product;
using Npgsql;

namespace Notifications.Tests.Load.Stores;

/// <summary>The product on one of its databases, and that database itself.</summary>
internal sealed class StoreUnderLoad : IAsyncDisposable
{
    private readonly PostgresServer? _server;
    private readonly string? _database;

    private StoreUnderLoad(string name, GatewayProcess gateway, PostgresServer? server, string? database) =>
        (Name, Gateway, _server, _database) = (name, gateway, server, database);

    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    public string Name { get; }

    public GatewayProcess Gateway { get; }

    public bool IsPostgres => _server is not null;

    public static async Task<StoreUnderLoad> StartAsync(string name, string rules)
    {
        var settings = new Dictionary<string, string>
        {
            ["Hub__MaxCallsAtOnce"] = "10000",
            ["Hub__CallsPerSecond"] = "10000",
            ["Logging__LogLevel__Default"] = "Warning",
        };
        if (name == "sqlite")
            return new StoreUnderLoad(name, await GatewayProcess.StartNewAsync(settings, rules), server: null, database: null);
        var server = await PostgresServer.StartNewAsync();
        settings["Storage__Postgres__ConnectionString"] = await server.CreateDatabaseAsync();
        settings["Storage__Sqlite__File"] = "";
        return new StoreUnderLoad(
            name, await GatewayProcess.StartNewAsync(settings, rules), server, settings["Storage__Postgres__ConnectionString"]);
    }

    /// <summary>A connection to the product's database.</summary>
    public DbConnection Open() => Open(_database ?? Path.Combine(Gateway.Directory, "notifications.db"));

    /// <summary>A connection for the bare loop: to the same server, or to a file of its own with the same settings.</summary>
    public DbConnection OpenBare() => Open(_database ?? Path.Combine(Gateway.Directory, "bare.db"));

    public async ValueTask DisposeAsync()
    {
        await Gateway.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
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
