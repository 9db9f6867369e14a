using Notifications.Tests.Product;
using Npgsql;

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>A silo and a gateway as processes of their own: what they need to start, and what they say where they can't.</summary>
public sealed class ClusterStartTests
{
    [Theory]
    [InlineData("Storage__Postgres__ConnectionString", "", "A silo of a cluster has its stores in PostgreSQL: Storage:Postgres:ConnectionString is missing.")]
    [InlineData("Cluster__Address", "0.0.0.0", "Cluster:Address '0.0.0.0' is of no use: others can't reach a process by it.")]
    [InlineData("Cluster__Address", "no-such-host.invalid", "Cluster:Address 'no-such-host.invalid' is of no use")]
    [InlineData("Cluster__Port", "70000", "Port")]
    [InlineData("Cluster__ProbeTimeout", "soon", "Cluster:ProbeTimeout")]
    [InlineData("Cluster__MissedProbes", "0", "MissedProbes")]
    [InlineData("Cluster__ConnectionString", "nonsense", "Cluster:ConnectionString is no connection string of Npgsql")]
    [InlineData("Cluster__ConnectionStringFile", "/no/such/file", "Cluster:ConnectionStringFile can't be read")]
    [InlineData("Cluster__GatewayRole", "nobody_at_all", "Cluster:GatewayRole 'nobody_at_all' can't be given the membership tables: role \"nobody_at_all\" does not exist.")]
    [InlineData("Cluster__GatewayRole", "x\"; DROP TABLE log", "GatewayRole")]
    public async Task A_wrong_setting_stops_a_silo_with_a_line_that_names_it(string setting, string value, string line)
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var silo = new SiloProcess(new Dictionary<string, string>
        {
            ["Cluster__Address"] = "127.0.0.1",
            ["Cluster__Port"] = "0",
            ["Storage__Postgres__ConnectionString"] = database,
            [setting] = value,
        });

        await AssertDoesNotStartAsync(silo, line);
    }

    [Theory]
    [InlineData("Cluster__WaitForTables", "00:00:01", "The membership tables can't be read: relation \"orleansquery\" does not exist. Silos make them; start one first")]
    [InlineData("Tokens__SigningKeyFile", "/no/such/key", "There is no token key '/no/such/key'. The gateways of a cluster share one")]
    public async Task A_wrong_setting_stops_a_gateway_with_a_line_that_names_it(string setting, string value, string line)
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var gateway = GatewayProcess.Make(new Dictionary<string, string>
        {
            ["Storage__Sqlite__File"] = "",
            ["Cluster__Address"] = "127.0.0.1",
            ["Cluster__Port"] = "0",
            ["Cluster__ConnectionString"] = database,
        });
        Tokens.MakeKey(gateway.KeyFile);
        gateway.Settings[setting] = value;

        await AssertDoesNotStartAsync(gateway, line);
    }

    [Fact]
    public async Task A_gateway_needs_no_more_of_the_database_than_the_membership_tables()
    {
        await using var cluster = await ProductCluster.StartNewAsync(silos: 0, gateways: 0);
        var role = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Username = "gateways" }.ConnectionString;
        await ExecuteAsync(cluster.ConnectionString, "CREATE ROLE gateways LOGIN");
        var silo = cluster.AddSilo();
        silo.Settings["Cluster__GatewayRole"] = "gateways";
        await silo.StartAsync();
        var gateway = cluster.AddGateway();
        gateway.Settings["Cluster__ConnectionString"] = role;
        await gateway.StartAsync();

        using var answer = await Hook.PostAsync(gateway.Http, "jira", GatewayProcess.JiraSecret, Hook.StatusChanged("ROLE-1", "Done"));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(role, "SELECT count(*) FROM inbox"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        refused = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(role, "UPDATE OrleansQuery SET QueryText = ''"));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static async Task AssertDoesNotStartAsync(ProductProcess process, string line)
    {
        process.Launch();

        Assert.Equal(1, await process.WaitForExitAsync());
        var output = process.Output.Split('\n');
        var said = Assert.Single(output, text => text.StartsWith("Notifications did not start: ", StringComparison.Ordinal));
        Assert.Contains(line, said, StringComparison.Ordinal);
        Assert.DoesNotContain(output, text => text.StartsWith("   at ", StringComparison.Ordinal));
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
