using System.Data.Common;
using Dapper;
using Notifications.Storage;

namespace Notifications.Tests.Unit.Storage;

public abstract class MigrationSuite(StoreOn on) : IAsyncLifetime
{
    private ISuiteDatabase _empty = null!;

    public async ValueTask InitializeAsync() => _empty = on == StoreOn.Sqlite ? new TestDatabase() : await TestPostgres.CreateEmptyAsync();

    public ValueTask DisposeAsync()
    {
        _empty.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Of_many_that_start_on_an_empty_database_one_migrates_and_the_others_wait()
    {
        var databases = Enumerable.Range(0, 6).Select(_ => Another()).ToArray();

        await Task.WhenAll(databases.Select(database => Task.Run(database.Migrate)));

        using (var connection = databases[0].Open())
        {
            Assert.Equal(1, connection.QuerySingle<int>("SELECT count(*) FROM log"));
            Assert.Equal(
                connection.QuerySingle<int>("SELECT count(DISTINCT scriptname) FROM schemaversions"),
                connection.QuerySingle<int>("SELECT count(*) FROM schemaversions"));
        }

        foreach (var database in databases)
            database.Dispose();
    }

    [Fact]
    public void A_newer_schema_is_refused_in_one_clear_line_and_stays_as_it_is()
    {
        _empty.Database.Migrate();
        Execute("INSERT INTO schemaversions (scriptname, applied) VALUES ('9999_future.sql', CURRENT_TIMESTAMP)");

        using var older = Another();
        var refusal = Assert.Throws<InvalidOperationException>(older.Migrate);

        Assert.Contains("the schema of a newer version", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("9999_future.sql", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public void A_migration_that_fails_leaves_what_was()
    {
        // Stands in the way of a later migration, so that those before it have run.
        Execute("CREATE TABLE holding (mine text)");

        var failure = Assert.Throws<InvalidOperationException>(_empty.Database.Migrate);

        Assert.Contains("0004_holding.sql", failure.Message, StringComparison.Ordinal);
        Assert.ThrowsAny<DbException>(() => Execute("SELECT * FROM event"));
        Execute("DROP TABLE holding");
        using var later = Another();
        later.Migrate();
        Execute("SELECT * FROM event");
    }

    private SqlDatabase Another() => _empty is TestPostgres postgres
        ? TestPostgres.Open(postgres.ConnectionString)
        : TestDatabase.Open(((TestDatabase)_empty).File);

    private void Execute(string sql)
    {
        using var connection = _empty.Database.Open();
        connection.Execute(sql);
    }
}

public sealed class MigrationOnSqlite() : MigrationSuite(StoreOn.Sqlite);

public sealed class MigrationOnPostgres() : MigrationSuite(StoreOn.Postgres);
