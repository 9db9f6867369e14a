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

    public TestDatabase()
    {
        Options = Microsoft.Extensions.Options.Options.Create(new SqliteOptions { File = File });
        Database = Open(File);
    }

    public string File => Path.Combine(_directory, "test.db");

    public IOptions<SqliteOptions> Options { get; }

    public SqliteDatabase Database { get; }

    SqlDatabase ISuiteDatabase.Database => Database;

    public static SqliteDatabase Open(string file) => new(
        Microsoft.Extensions.Options.Options.Create(new SqliteOptions { File = file }),
        new HostingEnvironment { ContentRootPath = Path.GetDirectoryName(file)! },
        NullLogger<SqliteDatabase>.Instance);

    public void Dispose()
    {
        Database.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
