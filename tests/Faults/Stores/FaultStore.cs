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

    /// <summary>How the product connects to the server.</summary>
    public string ConnectionString => Settings["Storage__Postgres__ConnectionString"];

    /// <summary>Settings of the product.</summary>
    public Dictionary<string, string> Settings { get; }

    /// <param name="name"><c>sqlite</c> or <c>postgres</c>.</param>
    /// <param name="folder">Where the server has its files; a temporary folder where it is left out.</param>
    public static async Task<FaultStore> StartAsync(string name, string? folder = null)
    {
        var settings = CommonSettings();
        if (name == "sqlite")
            return new FaultStore(name, postgres: null, settings);
        var server = await PostgresServer.StartNewAsync(folder);
        settings["Storage__Postgres__ConnectionString"] = await server.CreateDatabaseAsync();
        settings["Storage__Sqlite__File"] = "";
        return new FaultStore(name, server, settings);
    }

    /// <summary>A SQLite file at a place that is chosen.</summary>
    public static FaultStore OfFile(string file)
    {
        var settings = CommonSettings();
        settings["Storage__Sqlite__File"] = file;
        return new FaultStore("sqlite", postgres: null, settings);
    }

    public ValueTask DisposeAsync() => Postgres?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static Dictionary<string, string> CommonSettings() => new()
    {
        // What is bounded for a person's browser is not what is tested here.
        ["Hub__MaxCallsAtOnce"] = "1000",
        ["Hub__CallsPerSecond"] = "1000",
        ["Kept__AwayAfter"] = "00:00:02",
    };
}
