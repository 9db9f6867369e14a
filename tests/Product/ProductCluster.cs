using System.Globalization;

namespace Notifications.Tests.Product;

/// <summary>Silos and gateways as processes of their own, on a PostgreSQL server of their own, all on loopback.</summary>
public sealed class ProductCluster : IAsyncDisposable
{
    // Of nobody else.
    private const int FirstGroup = 42_000;

    private readonly string _directory = Directory.CreateTempSubdirectory("cluster-").FullName;
    private readonly List<SiloProcess> _silos = [];
    private readonly List<GatewayProcess> _gateways = [];
    private readonly Dictionary<string, string> _silo;
    private readonly Dictionary<string, string> _gateway;
    private readonly string? _rules;

    private ProductCluster(PostgresServer database, string connection, IReadOnlyDictionary<string, string>? settings, string? rules)
    {
        (Database, ConnectionString, _rules) = (database, connection, rules);
        var folder = Directory.CreateDirectory(Path.Combine(_directory, "rules")).FullName;
        if (rules is not null)
            File.WriteAllText(Path.Combine(folder, "rules.yaml"), rules);
        foreach (var file in rules is null ? Directory.GetFiles(Path.Combine(Repository.Root, "rules"), "*.yaml") : [])
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        var member = new Dictionary<string, string>(settings ?? new Dictionary<string, string>())
        {
            ["Cluster__Address"] = "127.0.0.1",
        };
        _silo = new Dictionary<string, string>(member)
        {
            ["Identities__LearnEmail"] = "true",
            ["Rules__Directory"] = folder,
            ["Storage__Postgres__ConnectionString"] = connection,
        };
        _gateway = new Dictionary<string, string>(member)
        {
            ["Cluster__ConnectionString"] = connection,
            ["Storage__Sqlite__File"] = "",
            ["Tokens__SigningKeyFile"] = Path.Combine(_directory, "token-key.pem"),
        };
        Tokens.MakeKey(_gateway["Tokens__SigningKeyFile"]);
    }

    public PostgresServer Database { get; }

    public string ConnectionString { get; }

    /// <summary>The port of every gateway, each of which has an address of its own.</summary>
    public int GatewayPort { get; } = FreeAddress.Next().Port;

    public IReadOnlyList<SiloProcess> Silos => _silos;

    public IReadOnlyList<GatewayProcess> Gateways => _gateways;

    public IEnumerable<ProductProcess> Processes => [.. _silos, .. _gateways];

    /// <summary>Starts a cluster and waits until every process is ready.</summary>
    /// <param name="silos">How many silos.</param>
    /// <param name="gateways">How many gateways.</param>
    /// <param name="settings">Settings of all processes.</param>
    /// <param name="rules">The rules; without them those of the demo.</param>
    /// <param name="prepare">Told each process before it is started.</param>
    public static async Task<ProductCluster> StartNewAsync(
        int silos, int gateways, IReadOnlyDictionary<string, string>? settings = null, string? rules = null,
        Action<ProductProcess>? prepare = null)
    {
        var database = await PostgresServer.StartNewAsync();
        var cluster = new ProductCluster(database, await database.CreateDatabaseAsync(), settings, rules);
        try
        {
            for (var i = 0; i < silos; i++)
                cluster.AddSilo();
            for (var i = 0; i < gateways; i++)
                cluster.AddGateway();
            foreach (var process in cluster.Processes)
            {
                prepare?.Invoke(process);
                process.Launch();
            }

            foreach (var process in cluster.Processes)
                await process.WaitUntilReadyAsync();
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>One more silo, which is not started yet.</summary>
    public SiloProcess AddSilo()
    {
        var silo = new SiloProcess(_silo) { Group = NextGroup() };
        silo.Settings["Cluster__Port"] = FreePort();
        _silos.Add(silo);
        return silo;
    }

    /// <summary>One more gateway, which is not started yet.</summary>
    public GatewayProcess AddGateway()
    {
        var gateway = GatewayProcess.Make(_gateway, _rules, new Uri($"http://127.0.0.{2 + _gateways.Count}:{GatewayPort}"), NextGroup());
        gateway.Settings["Cluster__Port"] = FreePort();
        _gateways.Add(gateway);
        return gateway;
    }

    private int NextGroup() => PostgresTools.IsRoot ? FirstGroup + _silos.Count + _gateways.Count : 0;

    private static string FreePort() => FreeAddress.Next().Port.ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        foreach (var process in Processes)
            await process.DisposeAsync();
        await Database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
