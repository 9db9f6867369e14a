using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Storage.Sqlite;

namespace Notifications.Tests.Unit.Storage;

/// <summary>A database file of the test's own, which is deleted with it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("notifications-database-").FullName;

    public TestDatabase()
    {
        Options = Microsoft.Extensions.Options.Options.Create(new SqliteOptions { File = File });
        Database = new SqliteDatabase(Options, new HostingEnvironment { ContentRootPath = _directory }, NullLogger<SqliteDatabase>.Instance);
    }

    public string File => Path.Combine(_directory, "test.db");

    public IOptions<SqliteOptions> Options { get; }

    public SqliteDatabase Database { get; }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_directory, recursive: true);
    }
}
