using System.Data.Common;
using Microsoft.Data.Sqlite;
using Notifications.Tests.Product;
using Npgsql;

namespace Notifications.Tests.EndToEnd.Users;

/// <summary>Large inboxes, without the time that it takes to fill them.</summary>
internal static class StoredItems
{
    /// <summary>Adds copies of the one notification that a user has.</summary>
    public static void Multiply(GatewayProcess gateway, string user, int copies)
    {
        var content = gateway.PostgresConnectionString is null
            ? "CAST(replace(CAST(content AS TEXT), id, n.i || id) AS BLOB)"
            : "convert_to(replace(convert_from(content, 'UTF8'), id, n.i || id), 'UTF8')";
        using var connection = Open(gateway);
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @copies)
            INSERT INTO inbox (site, "user", id, revision, queue, queued, due, tries, sequence, written, source, subject, rule, type, content,
                seen, read, archived, saved, snoozed, snoozed_until, snoozed_for, taken, arrived, reasons, places)
            SELECT site, "user", n.i || id, revision, queue, queued, due, tries, sequence + n.i, written, source, subject, rule, type, {content},
                seen, read, archived, saved, snoozed, snoozed_until, snoozed_for, taken, arrived, reasons, places
            FROM inbox CROSS JOIN n WHERE "user" = @user
            """;
        foreach (var (name, value) in (ReadOnlySpan<(string, object)>)[("user", user), ("copies", copies)])
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        command.ExecuteNonQuery();
    }

    public static long Count(GatewayProcess gateway, string sql)
    {
        using var connection = Open(gateway);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    private static DbConnection Open(GatewayProcess gateway)
    {
        DbConnection connection = gateway.PostgresConnectionString is { } postgres
            ? new NpgsqlConnection(postgres)
            : new SqliteConnection($"Data Source={Path.Combine(gateway.Directory, "notifications.db")};Default Timeout=10;Pooling=False");
        connection.Open();
        return connection;
    }
}
