using System.Data.Common;

namespace Notifications.Tests.Load.Stores;

/// <summary>Rows that the product wrote, to be written again by the bare loop.</summary>
/// <param name="Table">The product's table.</param>
/// <param name="Columns">Its columns, without the one that counts by itself.</param>
/// <param name="Types">Their types by the database's names.</param>
internal sealed record BareRows(string Table, IReadOnlyList<string> Columns, IReadOnlyList<string> Types, IReadOnlyList<object[]> Rows)
{
    public static BareRows Read(DbConnection connection, string table, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM {table} ORDER BY position LIMIT {limit}";
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).Where(i => reader.GetName(i) != "position").ToArray();
        var rows = new List<object[]>();
        string[] types = [.. columns.Select(reader.GetDataTypeName)];
        while (reader.Read())
            rows.Add([.. columns.Select(reader.GetValue)]);
        return new BareRows(table, [.. columns.Select(i => $"\"{reader.GetName(i)}\"")], types, rows);
    }
}
