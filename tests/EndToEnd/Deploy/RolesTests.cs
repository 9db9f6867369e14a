using System.Globalization;
using Notifications.Tests.Product;
using Npgsql;

namespace Notifications.Tests.EndToEnd.Deploy;

/// <summary>The accounts of PostgreSQL as the script of its container makes them, with the secrets of the other script.</summary>
public sealed class RolesTests : IAsyncLifetime
{
    private const string Administrator = "administrator";

    private readonly string _secrets = Directory.CreateTempSubdirectory("secrets-").FullName;
    private PostgresServer _server = null!;
    private NpgsqlConnectionStringBuilder _connection = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartNewAsync();
        _connection = new NpgsqlConnectionStringBuilder(_server.ConnectionTo("postgres")) { Pooling = false };
        await RenameAdministratorAsync();
        var (secrets, said) = await Tool.RunAsync("deploy/secrets", [_secrets]);
        Assert.True(secrets == 0, said);
        var (roles, answer) = await Tool.RunAsync("deploy/postgres/10-roles.sh", [], new Dictionary<string, string>
        {
            ["SECRETS_DIRECTORY"] = _secrets,
            ["POSTGRES_USER"] = Administrator,
            ["PGHOST"] = _connection.Host!,
            ["PGPORT"] = _connection.Port.ToString(CultureInfo.InvariantCulture),
            ["PATH"] = $"{Path.GetDirectoryName(PostgresTools.PathOf("psql"))}:{Environment.GetEnvironmentVariable("PATH")}",
        });
        Assert.True(roles == 0, answer);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_secrets, recursive: true);
    }

    [Fact]
    public async Task The_gateways_account_sees_the_membership_and_nothing_else()
    {
        await using var silo = new SiloProcess(new Dictionary<string, string>
        {
            ["Cluster__Address"] = "127.0.0.1",
            ["Cluster__Port"] = "0",
            ["Cluster__GatewayRole"] = "gateway",
            ["Rules__Directory"] = Path.Combine(Repository.Root, "rules"),
            ["Storage__Postgres__ConnectionString"] = As("notifications"),
        });
        await silo.StartAsync();

        await using var gateway = NpgsqlDataSource.Create(As("gateway"));
        var tables = await ReadAsync(gateway, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
        var readable = await ReadAsync(gateway, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND has_table_privilege(schemaname || '.' || quote_ident(tablename), 'SELECT')");
        var written = await ReadAsync(gateway, "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND has_table_privilege(schemaname || '.' || quote_ident(tablename), 'INSERT, UPDATE, DELETE, TRUNCATE')");

        Assert.Contains("inbox", tables);
        Assert.Equal(["orleansmembershiptable", "orleansmembershipversiontable", "orleansquery"], readable.Order(StringComparer.Ordinal));
        Assert.Equal(["orleansmembershiptable", "orleansmembershipversiontable"], written.Order(StringComparer.Ordinal));
        foreach (var statement in (string[])["SELECT count(*) FROM inbox", "CREATE TABLE own (x int)", "CREATE TEMP TABLE own (x int)", "CREATE SCHEMA own"])
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => ReadAsync(gateway, statement));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        }
    }

    [Fact]
    public async Task Neither_account_is_more_than_it_has_to_be()
    {
        await using var administrator = NpgsqlDataSource.Create(As(Administrator));

        Assert.Equal(
            ["gateway f f f f f", "notifications f f f f f"],
            await ReadAsync(administrator, "SELECT concat_ws(' ', rolname, rolsuper, rolcreatedb, rolcreaterole, rolreplication, rolbypassrls) FROM pg_roles WHERE rolname IN ('gateway', 'notifications') ORDER BY 1"));
        Assert.Equal(
            ["2"],
            await ReadAsync(administrator, "SELECT count(*)::text FROM pg_authid WHERE rolname IN ('gateway', 'notifications') AND rolpassword LIKE 'SCRAM-SHA-256$%'"));
    }

    // The tests' server gave it the name that is the silos' here; and nobody renames himself.
    private async Task RenameAdministratorAsync()
    {
        await using (var first = NpgsqlDataSource.Create(_connection.ConnectionString))
            await ReadAsync(first, "CREATE ROLE helper LOGIN SUPERUSER");
        await using var helper = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { Username = "helper" }.ConnectionString);
        await ReadAsync(helper, $"ALTER ROLE {_connection.Username} RENAME TO {Administrator}");
    }

    private string As(string user) => new NpgsqlConnectionStringBuilder(_connection.ConnectionString) { Username = user, Database = "notifications", Pooling = false }.ConnectionString;

    private static async Task<IReadOnlyList<string>> ReadAsync(NpgsqlDataSource source, string statement)
    {
        await using var command = source.CreateCommand(statement);
        await using var reader = await command.ExecuteReaderAsync();
        var values = new List<string>();
        while (await reader.ReadAsync())
            values.Add(reader.GetValue(0).ToString()!);
        return values;
    }
}
