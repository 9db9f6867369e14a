using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Notifications.Tests.Product;

/// <summary>
/// A PostgreSQL server of the tests' own, on loopback, as durable as a real one. It ends with the process that started it, also
/// when that is killed.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string User = "notifications";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Lazy<Task<PostgresServer>> Shared = new(StartSharedAsync);

    private static int _databases;

    private readonly string _directory;
    private Process? _keeper;

    private PostgresServer(string directory) => _directory = directory;

    public int Port { get; } = FreeAddress.Next().Port;

    private string Data => Path.Combine(_directory, "data");

    /// <summary>The server that all tests of this process share; each of them has databases of its own in it.</summary>
    public static Task<PostgresServer> SharedAsync() => Shared.Value;

    /// <summary>A server of one test, which may stop it.</summary>
    /// <param name="folder">Where a folder for its files is made; that for temporary files where it is left out.</param>
    public static async Task<PostgresServer> StartNewAsync(string? folder = null)
    {
        var server = new PostgresServer(folder is null
            ? Directory.CreateTempSubdirectory("postgres-").FullName
            : Directory.CreateDirectory(Path.Combine(folder, "postgres")).FullName);
        try
        {
            if (PostgresTools.IsRoot)
                await Tool.OutputOfAsync("chown", [PostgresTools.Account, server._directory]);
            await PostgresTools.RunAsServerAsync(
                "initdb", ["--pgdata", server.Data, "--username", User, "--auth", "trust", "--encoding", "UTF8", "--no-locale", "--no-sync"]);
            await server.StartAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes an empty database, or a copy of another that nobody is connected to, and answers its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        var name = $"test_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        await using var source = NpgsqlDataSource.Create(ConnectionTo("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand($"CREATE DATABASE {name} TEMPLATE {template ?? "template0"}");
        await command.ExecuteNonQueryAsync();
        return ConnectionTo(name);
    }

    /// <summary>The connection string of a database of this server.</summary>
    public string ConnectionTo(string database) => $"Host=127.0.0.1;Port={Port};Username={User};Database={database}";

    /// <summary>Starts it, again after a stop or a kill, and waits until it can be used.</summary>
    /// <param name="settings">Settings for this start: <c>max_connections=10</c>.</param>
    public async Task StartAsync(params IEnumerable<string> settings)
    {
        string[] all = [$"port={Port.ToString(CultureInfo.InvariantCulture)}", "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=on", .. settings];
        using var timeout = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            // What a killed server leaves in memory may be in use for a moment longer, and then it does not start.
            if (_keeper is null or { HasExited: true })
                _keeper = PostgresTools.Keep("postgres", ["-D", Data, .. all.SelectMany(setting => (string[])["-c", setting])], Path.Combine(_directory, "log"));
            await pause.WaitForNextTickAsync(timeout.Token);
        }
        while (!await CanConnectAsync());
    }

    /// <summary>Stops it: connections are cut, what is committed is on disk and the next start has nothing to repair.</summary>
    public Task StopAsync() => EndAsync("INT");

    /// <summary>Stops it as a crash would; the next start recovers from its log.</summary>
    public Task StopImmediatelyAsync() => EndAsync("QUIT");

    /// <summary>Kills it, and waits until its processes are gone.</summary>
    public Task KillAsync() => EndAsync("KILL");

    /// <summary>Freezes or thaws it, with all of its connections: <c>STOP</c> and <c>CONT</c>.</summary>
    public async Task SignalAllAsync(string signal)
    {
        var processes = await PostgresTools.ProcessesBelowAsync(ServerId());
        await Tool.OutputOfAsync("kill", [$"-{signal}", .. processes.Select(id => id.ToString(CultureInfo.InvariantCulture))]);
    }

    public async ValueTask DisposeAsync()
    {
        if (_keeper is { HasExited: false })
            await StopImmediatelyAsync();
        _keeper?.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<PostgresServer> StartSharedAsync()
    {
        var server = await StartNewAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().Wait(Patience);
        return server;
    }

    private async Task<bool> CanConnectAsync()
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false;Timeout=5");
            await connection.OpenAsync();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task EndAsync(string signal)
    {
        if (_keeper is not { HasExited: false } keeper)
            return;
        await Tool.OutputOfAsync("kill", [$"-{signal}", ServerId().ToString(CultureInfo.InvariantCulture)]);
        await keeper.WaitForExitAsync().WaitAsync(Patience);
    }

    private int ServerId() => int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
}
