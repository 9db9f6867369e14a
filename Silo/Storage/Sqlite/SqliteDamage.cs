using Microsoft.Data.Sqlite;

namespace Notifications.Storage.Sqlite;

/// <summary>Looks for damage to a database file: bytes that another program, a disk or a copy of a file in use has changed.</summary>
internal static class SqliteDamage
{
    private const int MostFindings = 20;
    private const int SqliteCorrupt = 11;
    private const int SqliteNotADatabase = 26;

    /// <summary>What <c>quick_check</c> finds: pages that hang together, rows that can be read. About a second for a gigabyte in memory.</summary>
    public static IReadOnlyList<string> CheckQuickly(SqliteConnection connection) => Check(connection, "quick_check");

    /// <summary>What <c>integrity_check</c> finds: also whether every index agrees with its table.</summary>
    public static IReadOnlyList<string> CheckFully(SqliteConnection connection) => Check(connection, "integrity_check");

    /// <summary>What to tell an operator of a finding.</summary>
    public static string Advice(string file, string finding) =>
        $"The database '{file}' is damaged: {finding.ReplaceLineEndings(" ")}. Restore a backup, or keep the file and save what can be read with 'sqlite3 {file} .recover'; the command 'storage check' lists what is damaged.";

    /// <summary>Whether an error says that the file is no longer what SQLite has written.</summary>
    public static bool IsDamage(SqliteException exception) => exception.SqliteErrorCode is SqliteCorrupt or SqliteNotADatabase;

    private static List<string> Check(SqliteConnection connection, string pragma)
    {
        var findings = new List<string>();
        try
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA {pragma}({MostFindings})";
            command.CommandTimeout = 0;
            using var reader = command.ExecuteReader();
            while (reader.Read())
                findings.Add(reader.GetString(0));
        }
        catch (SqliteException e) when (IsDamage(e))
        {
            findings.Add(e.Message);
        }

        return findings is ["ok"] ? [] : findings;
    }
}
