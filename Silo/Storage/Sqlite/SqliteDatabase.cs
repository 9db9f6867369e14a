using System.Reflection;
using DbUp;
using DbUp.Engine;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Notifications.Storage.Sqlite;

/// <summary>The database file: its connections and its schema.</summary>
internal sealed partial class SqliteDatabase
{
    private readonly string _file;
    private readonly string _connectionString;
    private readonly ILogger<SqliteDatabase> _logger;

    public SqliteDatabase(IOptions<SqliteOptions> options, IHostEnvironment environment, ILogger<SqliteDatabase> logger)
    {
        _file = Path.GetFullPath(options.Value.File, environment.ContentRootPath);
        _logger = logger;
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _file,
            Mode = SqliteOpenMode.ReadWriteCreate,
            Pooling = true,
            DefaultTimeout = 5,
        }.ToString();
    }

    /// <summary>Opens a connection whose commits are on disk before they return.</summary>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Opens a connection that can't write.</summary>
    public SqliteConnection OpenToRead() => OpenToRead(_file);

    /// <summary>Opens a connection to a database file that can't write to it, also while another process does.</summary>
    public static SqliteConnection OpenToRead(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = true,
            DefaultTimeout = 5,
        }.ToString());
        connection.Open();
        return connection;
    }

    /// <summary>Brings the schema up to date; stops the process with a clear line where it cannot.</summary>
    public void Migrate()
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
