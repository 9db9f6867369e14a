using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Notifications.Storage.Postgres;
using Npgsql;

namespace Notifications.Storage;

/// <summary>
/// A statement over rows of values, which it finds as the table <c>v</c> where it says <c>{rows}</c>. PostgreSQL gets all rows at once,
/// a column of them as an array; SQLite one after the other. Where it ends with <c>{held}</c>, rows of the inbox that it finds are held until
/// the end of the transaction, in the order of the statement. Either way the text is the same for any number of rows, and is prepared once.
/// </summary>
internal sealed class RowStatement
{
    private readonly (string Name, DbType Type)[] _columns;
    private readonly string _postgres;
    private readonly string _sqlite;
    private readonly ConditionalWeakTable<DbConnection, DbCommand> _prepared = [];

    /// <param name="sql">The statement.</param>
    /// <param name="columns">The columns of <c>v</c>.</param>
    public RowStatement(string sql, params (string Name, DbType Type)[] columns)
    {
        _columns = columns;
        var parameters = Enumerable.Range(0, columns.Length).Select(i => $"@p{i}").ToArray();
        var names = columns.Select(column => $"\"{column.Name}\"").ToArray();
        _postgres = sql.Replace("{held}", "FOR UPDATE OF inbox", StringComparison.Ordinal).Replace(
            "{rows}", $"unnest({string.Join(", ", parameters)}) AS v ({string.Join(", ", names)})", StringComparison.Ordinal);
        // Nobody else writes meanwhile.
        _sqlite = sql.Replace("{held}", "", StringComparison.Ordinal).Replace(
            "{rows}", $"(SELECT {string.Join(", ", parameters.Zip(names, (parameter, name) => $"{parameter} AS {name}"))}) AS v", StringComparison.Ordinal);
    }

    /// <summary>Executes it; answers with how many rows of the database it changed.</summary>
    public int Execute(DbTransaction transaction, IReadOnlyList<object?[]> rows)
    {
        if (rows.Count == 0)
            return 0;
        if (transaction.Connection is NpgsqlConnection postgres)
        {
            using var command = Command(postgres, transaction, rows);
            return command.ExecuteNonQuery();
        }

        var prepared = Prepared(transaction);
        var changed = 0;
        foreach (var row in rows)
        {
            Bind(prepared, row);
            changed += prepared.ExecuteNonQuery();
        }

        return changed;
    }

    /// <summary>Executes it; answers with what it returns, in no certain order.</summary>
    public List<T> Read<T>(DbTransaction transaction, IReadOnlyList<object?[]> rows, Func<DbDataReader, T> read)
    {
        var results = new List<T>(rows.Count);
        if (rows.Count == 0)
            return results;
        if (transaction.Connection is NpgsqlConnection postgres)
        {
            using var command = Command(postgres, transaction, rows);
            Read(command, read, results);
            return results;
        }

        var prepared = Prepared(transaction);
        foreach (var row in rows)
        {
            Bind(prepared, row);
            Read(prepared, read, results);
        }

        return results;
    }

    private static void Read<T>(DbCommand command, Func<DbDataReader, T> read, List<T> results)
    {
        using var reader = command.ExecuteReader();
        while (reader.Read())
            results.Add(read(reader));
    }

    private static void Bind(DbCommand command, object?[] row)
    {
        for (var i = 0; i < row.Length; i++)
            command.Parameters[i].Value = row[i] ?? DBNull.Value;
    }

    private DbCommand Prepared(DbTransaction transaction)
    {
        var command = _prepared.GetValue(transaction.Connection!, Prepare);
        command.Transaction = transaction;
        return command;
    }

    private DbCommand Prepare(DbConnection connection)
    {
        var command = connection.CreateCommand();
        command.CommandText = _sqlite;
        for (var i = 0; i < _columns.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = $"@p{i}";
            command.Parameters.Add(parameter);
        }

        command.Prepare();
        return command;
    }

    private NpgsqlCommand Command(NpgsqlConnection connection, DbTransaction transaction, IReadOnlyList<object?[]> rows)
    {
        var command = new NpgsqlCommand(_postgres, connection, (NpgsqlTransaction)transaction);
        for (var i = 0; i < _columns.Length; i++)
        {
            var (name, column) = ($"p{i}", i);
            switch (_columns[i].Type)
            {
                case DbType.Int64:
                    command.AddArray(name, rows, row => (long?)row[column]);
                    break;
                case DbType.Boolean:
                    command.AddArray(name, rows, row => (bool)row[column]!);
                    break;
                case DbType.Binary:
                    command.AddArray(name, rows, row => (byte[]?)row[column]);
                    break;
                default:
                    command.AddArray(name, rows, row => (string?)row[column]);
                    break;
            }
        }

        return command;
    }
}
