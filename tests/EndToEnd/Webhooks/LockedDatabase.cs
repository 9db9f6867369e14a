using Microsoft.Data.Sqlite;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Webhooks;

/// <summary>The SQLite file of a gateway that somebody else has for himself, so that nothing can be committed.</summary>
internal static class LockedDatabase
{
    /// <summary>Locks it until what is answered is disposed.</summary>
    public static IDisposable Of(GatewayProcess gateway)
    {
        // Without pooling, so that its end is the lock's.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(gateway.Directory, "notifications.db"),
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN EXCLUSIVE";
        command.ExecuteNonQuery();
        return connection;
    }
}
