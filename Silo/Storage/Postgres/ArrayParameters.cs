using Npgsql;

namespace Notifications.Storage.Postgres;

/// <summary>
/// Hands many rows to one statement, as <c>FROM unnest(@sites, @ids)</c>: an array for each column, so that the statement is the
/// same for any number of rows and stays prepared.
/// </summary>
internal static class ArrayParameters
{
    /// <summary>Adds one column of the rows. Its type, also where it can be null, is that of PostgreSQL's array.</summary>
    public static void AddArray<TItem, TValue>(this NpgsqlCommand command, string name, IReadOnlyList<TItem> items, Func<TItem, TValue> column)
    {
        var values = new TValue[items.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = column(items[i]);
        command.Parameters.Add(new NpgsqlParameter<TValue[]>(name, values));
    }

    /// <summary>Adds one value for all rows.</summary>
    public static void Add<TValue>(this NpgsqlCommand command, string name, TValue value) =>
        command.Parameters.Add(new NpgsqlParameter<TValue>(name, value));
}
