using Microsoft.Data.Sqlite;
using Notifications.Tests.Product;

namespace Notifications.Tests.EndToEnd.Hosting;

/// <summary>What is in the SQLite file of a gateway.</summary>
internal static class StoredRows
{
    /// <summary>Answers a question whose answer is a number, without holding up who writes.</summary>
    public static long Read(GatewayProcess gateway, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(gateway.Directory, "notifications.db")};Mode=ReadOnly");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }
}
