using Notifications.Tests.Product;

namespace Notifications.Tests.Faults.Stores;

/// <summary>Where the product of a run stores: its own SQLite file, or a PostgreSQL server of the run.</summary>
internal sealed class FaultStore : IAsyncDisposable
{
    private FaultStore(string name, PostgresServer? postgres, Dictionary<string, string> settings) =>
        (Name, Postgres, Settings) = (name, postgres, settings);

    public string Name { get; }

    /// <summary>The server, where it is one.</summary>
    public PostgresServer? Postgres { get; }

    /// <summary>Settings of the product.</summary>
    public Dictionary<string, string> Settings { get; }

    public static async Task<FaultStore> StartAsync(string name)
    {
        var settings = new Dictionary<string, string>
        {
            // What is bounded for a person's browser is not what is tested here.
            ["Hub__MaxCallsAtOnce"] = "1000",
            ["Hub__CallsPerSecond"] = "1000",
        };
        if (name == "sqlite")
            return new FaultStore(name, postgres: null, settings);
        var server = await PostgresServer.StartNewAsync();
        settings["Storage__Postgres__ConnectionString"] = await server.CreateDatabaseAsync();
        return new FaultStore(name, server, settings);
    }

    public ValueTask DisposeAsync() => Postgres?.DisposeAsync() ?? ValueTask.CompletedTask;
}
