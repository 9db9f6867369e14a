using System.Data.Common;
using System.Text.Json;
using DbUp;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Storage.Signals;

namespace Notifications.Storage.Sqlite;

/// <summary>The database file: its connections and its schema.</summary>
internal sealed partial class SqliteDatabase : SqlDatabase
{
    private const int MaxWaiting = 10_000;
    private const int SqliteTooBig = 18;
    private const int SqliteConstraint = 19;
    private const int SqliteConstraintUnique = 2067;
    private const int SqliteConstraintPrimaryKey = 1555;

    // Reading is work for the processor, and who writes beside the shared writer waits for it.
    private static readonly int MaxThreads = 4 * Environment.ProcessorCount;

    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    // Waiting for another process that migrates is not a statement that hangs.
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(10);

    private readonly string _file;
    private readonly string _connectionString;
    private readonly bool _isOurs;
    private readonly ILogger<SqliteDatabase> _logger;
    private readonly LocalSignals _signals;
    private readonly Lock _migrating = new();
    private readonly long _maxChecked;
    private volatile bool _migrated;
    private volatile string? _damage;

    public SqliteDatabase(IOptions<SqliteOptions> options, IHostEnvironment environment, ILogger<SqliteDatabase> logger)
        : this(Path.GetFullPath(options.Value.FileOrDefault, environment.ContentRootPath), isOurs: true, logger) =>
        _maxChecked = options.Value.MaxChecked;

    private SqliteDatabase(string file, bool isOurs, ILogger<SqliteDatabase> logger)
        : base(new WorkThreads("SQLite", MaxThreads, MaxWaiting))
    {
        (_file, _isOurs, _migrated, _logger) = (file, isOurs, !isOurs, logger);
        _signals = new LocalSignals(logger);
        _connectionString = ConnectionTo(file, SqliteOpenMode.ReadWriteCreate, BusyTimeout);
    }

    /// <summary>
    /// A database that belongs to another process, which may be writing to it: its stores can be read and not written, and its
    /// schema stays as it is.
    /// </summary>
    public static SqliteDatabase OfAnother(string file) => new(file, isOurs: false, NullLogger<SqliteDatabase>.Instance);

    /// <inheritdoc/>
    public override ISignals Signals => _signals;

    /// <inheritdoc/>
    public override bool HasOneWriter => true;

    /// <inheritdoc/>
    public override string? Damage => _damage;

    /// <inheritdoc/>
    public override SqliteConnection Open()
    {
        // What is written to a damaged file may be lost, and makes the damage worse.
        if (_damage is { } damage)
            throw new StoreUnavailableException(damage);
        if (!_isOurs)
            return OpenToRead();
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000;";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <inheritdoc/>
    public override SqliteConnection OpenToRead()
    {
        var connection = new SqliteConnection(ConnectionTo(_file, SqliteOpenMode.ReadOnly, BusyTimeout));
        connection.Open();
        return connection;
    }

    /// <inheritdoc/>
    public override DbTransaction BeginWrite(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: false);

    /// <inheritdoc/>
    public override DbTransaction BeginRead(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(deferred: true);

    /// <inheritdoc/>
    public override void Commit(DbTransaction transaction)
    {
        transaction.Commit();
        _signals.Committed(transaction);
    }

    /// <inheritdoc/>
    public override bool IsUniqueViolation(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: SqliteConstraintUnique or SqliteConstraintPrimaryKey };

    /// <inheritdoc/>
    public override bool IsUnavailable(DbException exception) =>
        exception is not SqliteException { SqliteErrorCode: SqliteConstraint or SqliteTooBig };

    /// <inheritdoc/>
    public override void Note(DbException exception)
    {
        if (exception is not SqliteException error || !SqliteDamage.IsDamage(error) || !_isOurs)
            return;
        _damage = SqliteDamage.Advice(_file, error.Message);
        LogDamaged(_damage);
    }

    /// <inheritdoc/>
    public override string Among(string parameter) => $"IN {parameter}";

    /// <inheritdoc/>
    /// <remarks>One parameter: a statement has a bound for their number.</remarks>
    public override string AmongMany(string parameter) => $"IN (SELECT value FROM json_each({parameter}))";

    /// <inheritdoc/>
    public override object Many(IReadOnlyCollection<long> values) => JsonSerializer.Serialize(values);

    /// <inheritdoc/>
    public override string Using(string index) => $"INDEXED BY {index}";

    /// <inheritdoc/>
    public override void Migrate()
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

    private static string ConnectionTo(string file, SqliteOpenMode mode, TimeSpan timeout) => new SqliteConnectionStringBuilder
    {
        DataSource = file,
        Mode = mode,
        Pooling = true,
        DefaultTimeout = (int)timeout.TotalSeconds,
    }.ToString();

    private void Upgrade()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        LogOpening(_file);
        Check();
        SchemaUpgrade.Run(
            DeployChanges.To.SqliteDatabase(ConnectionTo(_file, SqliteOpenMode.ReadWriteCreate, MigrationTimeout)), "Sqlite", _file, _logger);
    }

    private void Check()
    {
        var file = new FileInfo(_file);
        if (file is not { Exists: true, Length: > 0 })
            return;
        // Before it is opened: opening folds the log into the file.
        if (WriteAheadLog.CommitsAfterDamage($"{_file}-wal") is > 0 and var commits)
            LogCommitsLost(_file, commits);
        if (file.Length > _maxChecked)
        {
            LogNotChecked(_file, file.Length, _maxChecked);
            return;
        }

        try
        {
            using var connection = Open();
            if (SqliteDamage.CheckQuickly(connection) is [var finding, ..])
                throw new InvalidOperationException(SqliteDamage.Advice(_file, finding));
        }
        catch (SqliteException e)
        {
            throw new InvalidOperationException(
                SqliteDamage.IsDamage(e) ? SqliteDamage.Advice(_file, e.Message) : $"The database '{_file}' can't be opened: {e.Message}", e);
        }
    }
}
