namespace Notifications.Storage.Postgres;

/// <summary>How to reach a PostgreSQL database: what the sections that name one have in common.</summary>
public abstract class PostgresConnectionOptions
{
    /// <summary>Npgsql's connection string: <c>Host=…;Database=…;Username=…</c>. Settings of the pool that it names go before ours.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>A file with the connection string, instead of it.</summary>
    public string? ConnectionStringFile { get; set; }

    /// <summary>A file with the password, where the connection string has none.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>Whether a database is named.</summary>
    public bool IsConfigured => !string.IsNullOrWhiteSpace(ConnectionString) || !string.IsNullOrWhiteSpace(ConnectionStringFile);
}
