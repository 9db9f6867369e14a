using System.Data;
using System.Data.Common;
using DbUp;
using DbUp.Postgresql;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Notifications.Storage.Signals;
using Npgsql;

namespace Notifications.Storage.Postgres;

/// <summary>A PostgreSQL database: its connections and its schema.</summary>
internal sealed partial class PostgresDatabase : SqlDatabase
{
    // Any number, as long as nobody else locks it in this database.
    private const long MigrationLock = 7_314_228_850_611;

    private const int MaxWaiting = 10_000;

    // One writes and one listens; all others have a thread each.
    private const int ReservedConnections = 2;

    // In milliseconds: much longer than others need for a transaction, and short enough for everybody to wait for once.
    private const int WritersPatience = 250;

    // Waiting for another process that migrates is not a command that hangs.
    private static readonly TimeSpan MigrationTimeout = TimeSpan.FromMinutes(10);

    private readonly NpgsqlDataSource _source;
    private readonly string _name;
    private readonly bool _isOurs;
    private readonly ILogger<PostgresDatabase> _logger;
    private readonly PostgresSignals _signals;
    private readonly Lock _migrating = new();
    private volatile bool _migrated;

    public PostgresDatabase(IOptions<PostgresOptions> options, ILogger<PostgresDatabase> logger)
        : this(new NpgsqlConnectionStringBuilder(PostgresConnectionString.Of(options.Value)), isOurs: true, logger)
    {
    }

    private PostgresDatabase(NpgsqlConnectionStringBuilder connection, bool isOurs, ILogger<PostgresDatabase> logger)
        : base(new WorkThreads("PostgreSQL", Math.Max(1, connection.MaxPoolSize - ReservedConnections), MaxWaiting))
    {
        (_isOurs, _migrated, _logger) = (isOurs, !isOurs, logger);
        _name = $"{connection.Database} on {connection.Host}:{connection.Port}";
        _source = NpgsqlDataSource.Create(connection);
        _signals = new PostgresSignals(_source, logger);
    }

    /// <summary>A database that belongs to other processes: it is only read, and its schema stays as it is.</summary>
    public static PostgresDatabase OfAnother(PostgresOptions options) => new(
        new NpgsqlConnectionStringBuilder(PostgresConnectionString.Of(options)), isOurs: false, NullLogger<PostgresDatabase>.Instance);

    /// <inheritdoc/>
    public override ISignals Signals => _signals;

    /// <inheritdoc/>
    public override bool HasOneWriter => false;

    /// <inheritdoc/>
    public override NpgsqlConnection Open() => _isOurs ? _source.OpenConnection() : OpenToRead();

    /// <inheritdoc/>
    public override DbConnection OpenForWriter() => _isOurs ? OpenWith($"SET lock_timeout = {WritersPatience}") : OpenToRead();

    /// <inheritdoc/>
    public override NpgsqlConnection OpenToRead() => OpenWith("SET default_transaction_read_only = on");

    /// <inheritdoc/>
    public override DbTransaction BeginWrite(DbConnection connection) => connection.BeginTransaction();

    /// <inheritdoc/>
    public override DbTransaction BeginRead(DbConnection connection) => connection.BeginTransaction(IsolationLevel.RepeatableRead);

    /// <inheritdoc/>
    public override bool IsUniqueViolation(DbException exception) =>
        exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <inheritdoc/>
    public override bool IsHeldUp(DbException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure,
    };

    /// <inheritdoc/>
    public override string Holding(string table) => $"FOR UPDATE OF {table}";

    /// <inheritdoc/>
    /// <remarks>What is wrong with a statement's own data is the class 22 or 23, and a row too long for an index 54.</remarks>
    public override bool IsUnavailable(DbException exception) =>
        exception is not PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] };

    /// <inheritdoc/>
    public override string Among(string parameter) => $"= ANY({parameter})";

    /// <inheritdoc/>
    public override string AmongMany(string parameter) => Among(parameter);

    /// <inheritdoc/>
    public override object Many(IReadOnlyCollection<long> values) => values.ToArray();

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

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _signals.Dispose();
        _source.Dispose();
    }

    private void Upgrade()
    {
        LogOpening(_name);
        try
        {
            using var connection = _source.OpenConnection();
            PostgresDurability.Check(connection, _name);
            // One silo migrates, the others wait here. The lock ends with the connection, also when the process is killed.
            Execute(connection, $"SELECT pg_advisory_lock({MigrationLock})", MigrationTimeout);
            try
            {
                SchemaUpgrade.Run(
                    DeployChanges.To.PostgresqlDatabase(new PostgresqlConnectionManager(_source)).WithExecutionTimeout(MigrationTimeout),
                    "Postgres", _name, _logger);
            }
            finally
            {
                Execute(connection, $"SELECT pg_advisory_unlock({MigrationLock})");
            }
        }
        catch (NpgsqlException e)
        {
            throw new InvalidOperationException($"The database '{_name}' could not be brought up to date: {e.Message}", e);
        }
    }

    private NpgsqlConnection OpenWith(string setting)
    {
        var connection = _source.OpenConnection();
        try
        {
            // The pool takes it back with the connection.
            Execute(connection, setting);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static void Execute(NpgsqlConnection connection, string sql, TimeSpan? timeout = null)
    {
        using var command = new NpgsqlCommand(sql, connection);
        if (timeout is { } longer)
            command.CommandTimeout = (int)longer.TotalSeconds;
        command.ExecuteNonQuery();
    }
}
