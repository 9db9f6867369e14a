using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Storage;
using Notifications.Storage.Sqlite;

namespace Notifications.Tests.Unit.Storage;

/// <summary>A database file of the test's own, which is deleted with it.</summary>
internal sealed class TestDatabase : ISuiteDatabase
{
    private readonly string _directory = Directory.CreateTempSubdirectory("notifications-database-").FullName;
    private GroupCommit? _writes;

    public TestDatabase() => Database = Open(File);

    public string File => Path.Combine(_directory, "test.db");

    public SqliteDatabase Database { get; }

    /// <summary>The writer of a silo, started when it is asked for.</summary>
    public GroupCommit Writes => _writes ??= StoreSuite.StartWriter(Database);

    SqlDatabase ISuiteDatabase.Database => Database;

    public static SqliteDatabase Open(string file) => new(
        Options.Create(new SqliteOptions { File = file }),
        new HostingEnvironment { ContentRootPath = Path.GetDirectoryName(file)! },
        NullLogger<SqliteDatabase>.Instance);

    public void Dispose()
    {
        _writes?.StopAsync(CancellationToken.None).GetAwaiter().GetResult();
        Database.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
