using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Storage;
using Notifications.Storage.Postgres;
using Notifications.Tests.Product;
using Npgsql;

namespace Notifications.Tests.Unit.Storage;

/// <summary>A PostgreSQL database of the test's own, in the server that tests share.</summary>
internal sealed class TestPostgres : ISuiteDatabase
{
    // Migrations take longer than a copy of what they made.
    private static readonly Lazy<Task<string>> Template = new(MigrateTemplateAsync);

    private TestPostgres(string connectionString)
    {
        ConnectionString = connectionString;
        Database = Open(connectionString);
    }

    public string ConnectionString { get; }

    public PostgresDatabase Database { get; }

    SqlDatabase ISuiteDatabase.Database => Database;

    /// <summary>One with the newest schema.</summary>
    public static async Task<TestPostgres> CreateAsync() =>
        new(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(await Template.Value));

    /// <summary>One without any schema.</summary>
    public static async Task<TestPostgres> CreateEmptyAsync() =>
        new(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    public static PostgresDatabase Open(string connectionString) =>
        new(Options.Create(new PostgresOptions { ConnectionString = connectionString, MaxConnections = 8 }), NullLogger<PostgresDatabase>.Instance);

    public void Dispose() => Database.Dispose();

    private static async Task<string> MigrateTemplateAsync()
    {
        using var empty = await CreateEmptyAsync();
        empty.Database.Migrate();
        return new NpgsqlConnectionStringBuilder(empty.ConnectionString).Database!;
    }
}
