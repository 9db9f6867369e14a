using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Storage;

namespace Notifications.Tests.Unit.Storage;

/// <summary>
/// Tests that run on every database. Each test has an empty one of its own, with the newest schema, and the writer of a silo.
/// <code>
/// public abstract class RuleStoreSuite(StoreOn on) : StoreSuite(on)
/// {
///     private SqlRuleStore Store => field ??= new(Database);   // and the tests, as [Fact]
/// }
///
/// public sealed class RuleStoreOnSqlite() : RuleStoreSuite(StoreOn.Sqlite);
///
/// public sealed class RuleStoreOnPostgres() : RuleStoreSuite(StoreOn.Postgres);
/// </code>
/// </summary>
public abstract class StoreSuite(StoreOn on) : IAsyncLifetime
{
    private ISuiteDatabase? _database;
    private GroupCommit? _writes;

    /// <summary>Which database it runs on.</summary>
    protected StoreOn On => on;

    /// <summary>The test's database, as what it is.</summary>
    internal ISuiteDatabase Own => _database!;

    /// <summary>The test's database.</summary>
    internal SqlDatabase Database => _database!.Database;

    /// <summary>The writer.</summary>
    internal GroupCommit Writes => _writes!;

    public async ValueTask InitializeAsync()
    {
        _database = on == StoreOn.Sqlite ? new TestDatabase() : await TestPostgres.CreateAsync();
        _writes = StartWriter(Database);
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await Writes.StopAsync(CancellationToken.None);
        _database?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens what is tested, with the database.</summary>
    protected virtual ValueTask OpenAsync() => ValueTask.CompletedTask;

    /// <summary>Closes it, before the database.</summary>
    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    /// <summary>Stops the writer and starts another, as a restart of the process does.</summary>
    protected async Task RestartWriterAsync()
    {
        await Writes.StopAsync(CancellationToken.None);
        _writes = StartWriter(Database);
    }

    /// <summary>The writer of a silo.</summary>
    internal static GroupCommit StartWriter(SqlDatabase database, GroupCommitOptions? options = null)
    {
        var writes = new GroupCommit(database, Options.Create(options ?? new GroupCommitOptions()), NullLogger<GroupCommit>.Instance);
        writes.StartAsync(CancellationToken.None).GetAwaiter().GetResult();
        return writes;
    }
}

/// <summary>A database of a test's own, which is deleted with it.</summary>
internal interface ISuiteDatabase : IDisposable
{
    /// <summary>The database.</summary>
    SqlDatabase Database { get; }
}
