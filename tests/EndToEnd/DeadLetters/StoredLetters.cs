using System.Data.Common;
using Microsoft.Data.Sqlite;
using Notifications.Tests.Product;
using Npgsql;

namespace Notifications.Tests.EndToEnd.DeadLetters;

/// <summary>Dead letters as an earlier version of the product left them.</summary>
internal static class StoredLetters
{
    public static void Insert(GatewayProcess gateway, string id, byte[] body, string source = "jira", int kind = 0, string? user = null)
    {
        using DbConnection connection = gateway.PostgresConnectionString is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(gateway.Directory, "notifications.db")};Default Timeout=10");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            INSERT INTO dead_letter (site, id, source, kind, reason, at, times, "user", body, cut, headers)
            VALUES ('default', @id, @source, @kind, 'It could not be read.', @at, 1, @user, @body, FALSE, '{"Content-Type":"application/json"}')
            """;
        foreach (var (name, value) in (ReadOnlySpan<(string, object)>)
        [
            ("id", id), ("source", source), ("kind", kind), ("at", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()),
            ("user", user is null ? DBNull.Value : user), ("body", body),
        ])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.ExecuteNonQuery();
    }
}
