using Npgsql;

namespace Notifications.Storage.Postgres;

/// <summary>Puts together what the options say of a connection. What the configured string names itself stays.</summary>
internal static class PostgresConnectionString
{
    /// <exception cref="InvalidOperationException">The options can't be read; the message says which, and never the secret.</exception>
    public static string Of(PostgresOptions options) => Of(options, PostgresOptions.Section, options.MaxConnections, options.CommandTimeout);

    /// <param name="options">What is configured.</param>
    /// <param name="section">Where, for those who have to put it right.</param>
    /// <param name="maxConnections">The most connections of this process.</param>
    /// <param name="timeout">How long a statement, or connecting, may take.</param>
    /// <exception cref="InvalidOperationException">The options can't be read; the message says which, and never the secret.</exception>
    public static string Of(PostgresConnectionOptions options, string section, int maxConnections, TimeSpan timeout)
    {
        if (!string.IsNullOrWhiteSpace(options.ConnectionString) && !string.IsNullOrWhiteSpace(options.ConnectionStringFile))
            throw new InvalidOperationException($"{section} has both a ConnectionString and a ConnectionStringFile; one of them is enough.");
        var connection = Parse(options, section);
        if (!string.IsNullOrWhiteSpace(options.PasswordFile))
            connection.Password = Read(options.PasswordFile, section, nameof(options.PasswordFile));
        SetUnlessNamed(connection, "Application Name", "notifications");
        SetUnlessNamed(connection, "Maximum Pool Size", maxConnections);
        SetUnlessNamed(connection, "Command Timeout", (int)timeout.TotalSeconds);
        SetUnlessNamed(connection, "Timeout", (int)timeout.TotalSeconds);
        // A process that is frozen, or cut off, in the middle of a transaction must not hold its rows for ever.
        SetUnlessNamed(connection, "Options", "-c idle_in_transaction_session_timeout=5s");
        // Statements are few and always the same.
        SetUnlessNamed(connection, "Max Auto Prepare", 100);
        SetUnlessNamed(connection, "Auto Prepare Min Usages", 2);
        return connection.ConnectionString;
    }

    private static NpgsqlConnectionStringBuilder Parse(PostgresConnectionOptions options, string section)
    {
        var isFile = !string.IsNullOrWhiteSpace(options.ConnectionStringFile);
        var text = isFile ? Read(options.ConnectionStringFile!, section, nameof(options.ConnectionStringFile)) : options.ConnectionString;
        return TryParse(text) ?? throw new InvalidOperationException(
            $"{section}:{(isFile ? nameof(options.ConnectionStringFile) : nameof(options.ConnectionString))} is no connection string of Npgsql, such as 'Host=…;Database=…;Username=…'.");
    }

    private static NpgsqlConnectionStringBuilder? TryParse(string? text)
    {
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(text);
            return string.IsNullOrEmpty(connection.Host) ? null : connection;
        }
        catch (Exception e) when (e is ArgumentException or FormatException)
        {
            // What the exception says may quote the string, and with it the password.
            return null;
        }
    }

    private static string Read(string file, string section, string name)
    {
        try
        {
            return File.ReadAllText(file).Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidOperationException($"{section}:{name} can't be read: {e.Message}", e);
        }
    }

    private static void SetUnlessNamed(NpgsqlConnectionStringBuilder connection, string keyword, object value)
    {
        if (!connection.ShouldSerialize(keyword))
            connection[keyword] = value;
    }
}
