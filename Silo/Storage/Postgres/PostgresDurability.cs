using Npgsql;

namespace Notifications.Storage.Postgres;

/// <summary>
/// A 202 says that an event is on disk. A server that does not wait for its disk would make that untrue, so it is refused.
/// </summary>
internal static class PostgresDurability
{
    private const string Off = "off";

    // What the server writes, and what it tells of a commit. Without full pages a torn one can't be repaired.
    private static readonly string[] Settings = ["fsync", "synchronous_commit", "full_page_writes"];

    /// <exception cref="InvalidOperationException">A commit would not be on disk; the message says what to set.</exception>
    public static void Check(NpgsqlConnection connection, string name)
    {
        foreach (var setting in Settings)
        {
            using var command = new NpgsqlCommand($"SHOW {setting}", connection);
            if (command.ExecuteScalar() as string == Off)
            {
                throw new InvalidOperationException(
                    $"The database '{name}' has {setting} = off: what it says is committed may not be on disk. Set it to on.");
            }
        }
    }
}
