using Microsoft.Data.Sqlite;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.DeadLetters;

/// <summary>Dead letters as an earlier version of the product left them.</summary>
internal static class StoredLetters
{
    public static void Insert(GatewayProcess gateway, string id, byte[] body, string source = "jira", int kind = 0, string? user = null)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(gateway.Directory, "notifications.db")};Default Timeout=10");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO dead_letter (site, id, source, kind, reason, at, times, "user", body, cut, headers)
            VALUES ('default', $id, $source, $kind, 'It could not be read.', $at, 1, $user, $body, 0, '{"Content-Type":"application/json"}')
            """;
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$source", source);
        command.Parameters.AddWithValue("$kind", kind);
        command.Parameters.AddWithValue("$at", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("$user", user is null ? DBNull.Value : user);
        command.Parameters.AddWithValue("$body", body);
        command.ExecuteNonQuery();
    }
}
