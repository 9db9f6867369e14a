using System.Reflection;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Notifications.Storage.Sqlite;

/// <summary>The database file: its connections and its schema.</summary>
internal sealed partial class SqliteDatabase
{
    private readonly string _file;
    private readonly string _connectionString;
    private readonly bool _isOurs;
    private readonly ILogger<SqliteDatabase> _logger;
    private readonly Lock _migrating = new();
    private volatile bool _migrated;

    public SqliteDatabase(IOptions<SqliteOptions> options, IHostEnvironment environment, ILogger<SqliteDatabase> logger)
        : this(Path.GetFullPath(options.Value.File, environment.ContentRootPath), isOurs: true, logger)
    {
    }

    private SqliteDatabase(string file, bool isOurs, ILogger<SqliteDatabase> logger)
    {
        (_file, _isOurs, _migrated, _logger) = (file, isOurs, !isOurs, logger);
        _connectionString = ConnectionTo(file, SqliteOpenMode.ReadWriteCreate);
    }

    /// <summary>
    /// A database that belongs to another process, which may be writing to it: its stores can be read and not written, and its
    /// schema stays as it is.
    /// </summary>
    public static SqliteDatabase OfAnother(string file) => new(file, isOurs: false, NullLogger<SqliteDatabase>.Instance);

    /// <summary>Opens a connection whose commits are on disk before they return; of another's database, one that can't write.</summary>
    public SqliteConnection Open()
    {
        if (!_isOurs)
            return OpenToRead();
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Works with a connection of its own. SQLite blocks its thread, which must not be a grain's.</summary>
    public Task<T> RunAsync<T>(Func<SqliteConnection, T> work) => Task.Run(() =>
    {
        using var connection = Open();
        return work(connection);
    });

    /// <summary>Opens a connection that can't write.</summary>
    public SqliteConnection OpenToRead()
    {
        var connection = new SqliteConnection(ConnectionTo(_file, SqliteOpenMode.ReadOnly));
        connection.Open();
        return connection;
    }

    /// <summary>
    /// Brings the schema up to date, the first time; every store asks for it. Stops the process with a clear line where it cannot.
    /// </summary>
    public void Migrate()
    {
        if (_migrated)
            return;
        lock (_migrating)
        {
            if (!_migrated)
                Upgrade();
            _migrated = true;
        }
    }

    private static string ConnectionTo(string file, SqliteOpenMode mode) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        Pooling = true,
        DefaultTimeout = 5,
    }.ToString();

    private void Upgrade()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        LogOpening(_file);
        var result = DeployChanges.To
            .SqliteDatabase(_connectionString)
            .WithScriptsEmbeddedInAssembly(
                Assembly.GetExecutingAssembly(), name => name.Contains(".Sqlite.Migrations.", StringComparison.Ordinal))
            .WithTransactionPerScript()
            .LogTo(new MigrationLog(_logger))
            .Build()
            .PerformUpgrade();
        if (!result.Successful)
        {
            throw new InvalidOperationException(
                $"The database '{_file}' could not be brought up to date by {ScriptName(result)}: {result.Error.Message}", result.Error);
        }
    }

    private static string ScriptName(DatabaseUpgradeResult result) => result.ErrorScript?.Name ?? "its migrations";
}
