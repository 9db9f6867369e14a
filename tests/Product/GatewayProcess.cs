namespace Notifications.Tests.Product;

/// <summary>A gateway as a process of its own: as a user starts it, with a silo in it and on real files, unless its settings say otherwise.</summary>
public sealed class GatewayProcess : ProductProcess
{
    public const string JiraSecret = "end-to-end-secret-of-jira";
    public const string WikiSecret = "end-to-end-secret-of-wiki";
    public const string EventsSecret = "end-to-end-secret-of-events";

    /// <summary>Of an API key with every role for the site <c>default</c>.</summary>
    public const string ApiSecret = "end-to-end-secret-of-api";

    private GatewayProcess(IReadOnlyDictionary<string, string>? settings, string? rules, Uri? address = null)
        : base(address)
    {
        Directory = System.IO.Directory.CreateTempSubdirectory("notifications-").FullName;
        System.IO.Directory.CreateDirectory(RulesDirectory);
        if (rules is not null)
            File.WriteAllText(Path.Combine(RulesDirectory, "rules.yaml"), rules);
        foreach (var file in rules is null ? System.IO.Directory.GetFiles(Path.Combine(Repository.Root, "rules"), "*.yaml") : [])
            File.Copy(file, Path.Combine(RulesDirectory, Path.GetFileName(file)));
        Settings["ASPNETCORE_ENVIRONMENT"] = "EndToEnd";
        Settings["Demo__Enabled"] = "true";
        Settings["Identities__LearnEmail"] = "true";
        Settings["Rules__Directory"] = RulesDirectory;
        Settings["Storage__Sqlite__File"] = Path.Combine(Directory, "notifications.db");
        Settings["Tokens__SigningKeyFile"] = Path.Combine(Directory, "token-key.pem");
        Settings["Sources__jira__Kind"] = "jira";
        Settings["Sources__jira__Secrets__0"] = JiraSecret;
        Settings["Sources__wiki__Kind"] = "confluence";
        Settings["Sources__wiki__Secrets__0"] = WikiSecret;
        Settings["Sources__events__Kind"] = "cloudevents";
        Settings["Sources__events__Secrets__0"] = EventsSecret;
        Settings["Sources__unsigned__Kind"] = "jira";
        Settings["ApiKeys__tests__Secrets__0"] = ApiSecret;
        Settings["ApiKeys__tests__Roles__0"] = "rule-author";
        Settings["ApiKeys__tests__Roles__1"] = "operator";
        Settings["ApiKeys__tests__Roles__2"] = "publisher";
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            Settings[name] = value;
    }

    /// <summary>The process's own files.</summary>
    public string Directory { get; }

    public string RulesDirectory => Path.Combine(Directory, "rules");

    public string KeyFile => Settings["Tokens__SigningKeyFile"];

    /// <summary>How it connects to PostgreSQL, where it does.</summary>
    public string? PostgresConnectionString => Settings.GetValueOrDefault("Storage__Postgres__ConnectionString");

    protected override IReadOnlyList<string> Command => [Build.GatewayAssembly, "--contentRoot", Build.GatewayContent];

    /// <summary>Makes one that is not started yet.</summary>
    public static GatewayProcess Make(
        IReadOnlyDictionary<string, string>? settings = null, string? rules = null, Uri? address = null, int group = 0) =>
        new(settings, rules, address) { Group = group };

    /// <summary>Starts one, with the rules of the demo unless others are given.</summary>
    public static async Task<GatewayProcess> StartNewAsync(IReadOnlyDictionary<string, string>? settings = null, string? rules = null)
    {
        var gateway = new GatewayProcess(settings, rules);
        try
        {
            await gateway.StartAsync();
            return gateway;
        }
        catch
        {
            await gateway.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        System.IO.Directory.Delete(Directory, recursive: true);
    }
}
