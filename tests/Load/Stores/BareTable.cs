using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Notifications.Tests.Load.Stores;

/// <summary>A table like one of the product's, with the same columns and indexes, into which rows go by multi-row statements.</summary>
internal sealed class BareTable
{
    // SQLite finds each parameter of a statement by going through all of them: more rows in one statement make it slower.
    private const int MaxSqliteRows = 8;

    private readonly StoreUnderLoad _store;
    private readonly DbConnection _connection;
    private readonly BareRows _rows;
    private readonly Dictionary<int, DbCommand> _statements = [];
    private int _next;

    public BareTable(StoreUnderLoad store, DbConnection connection, BareRows rows)
    {
        (_store, _connection, _rows) = (store, connection, rows);
        Create();
    }

    private string Name => $"bare_{_rows.Table}";

    /// <summary>Writes the next rows. Where there are no more of them the table begins anew.</summary>
    public void Insert(DbTransaction transaction, int count)
    {
        if (_store.IsPostgres)
        {
            InsertTogether(transaction, count);
            return;
        }

        for (; count > 0; count -= MaxSqliteRows)
            InsertTogether(transaction, Math.Min(count, MaxSqliteRows));
    }

    /// <summary>Whether so many rows are left; if not, the table is made anew.</summary>
    public bool HasRoom(int count) => _next + count <= _rows.Rows.Count;

    /// <summary>Empties the table by making it anew.</summary>
    public void Create()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
        _next = 0;
        Execute($"DROP TABLE IF EXISTS {Name}");
        if (_store.IsPostgres)
        {
            Execute($"CREATE TABLE {Name} (LIKE {_rows.Table} INCLUDING ALL)");
            return;
        }

        // The product's own statements, for a table of another name.
        using var product = _store.Open();
        using var command = product.CreateCommand();
        command.CommandText = $"SELECT sql FROM sqlite_master WHERE tbl_name = '{_rows.Table}' AND sql IS NOT NULL ORDER BY type DESC";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Execute(reader.GetString(0)
                .Replace($"CREATE TABLE {_rows.Table} ", $"CREATE TABLE {Name} ", StringComparison.Ordinal)
                .Replace($" ON {_rows.Table} ", $" ON {Name} ", StringComparison.Ordinal));
        }
    }

    private void InsertTogether(DbTransaction transaction, int count)
    {
        if (!_statements.TryGetValue(count, out var command))
            _statements[count] = command = _store.IsPostgres ? Unnest() : Values(count);
        command.Transaction = transaction;
        var columns = _rows.Columns.Count;
        for (var column = 0; column < columns; column++)
        {
            if (_store.IsPostgres)
            {
                command.Parameters[column].Value = Column(column, count);
                continue;
            }

            for (var row = 0; row < count; row++)
                command.Parameters[(row * columns) + column].Value = _rows.Rows[_next + row][column];
        }

        command.ExecuteNonQuery();
        _next += count;
    }

    private DbCommand Values(int count)
    {
        var command = _connection.CreateCommand();
        var names = Enumerable.Range(0, count * _rows.Columns.Count).Select(i => $"@p{i.ToString(CultureInfo.InvariantCulture)}").ToArray();
        command.CommandText =
            $"INSERT INTO {Name} ({string.Join(", ", _rows.Columns)}) VALUES {string.Join(", ", names.Chunk(_rows.Columns.Count).Select(row => $"({string.Join(", ", row)})"))}";
        foreach (var name in names)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private NpgsqlCommand Unnest()
    {
        var command = (NpgsqlCommand)_connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO {Name} ({string.Join(", ", _rows.Columns)}) SELECT * FROM unnest({string.Join(", ", Enumerable.Range(1, _rows.Columns.Count).Select(i => $"${i}"))})";
        foreach (var type in _rows.Types)
            command.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | TypeOf(type) });
        return command;
    }

    private object Column(int column, int count)
    {
        var values = Enumerable.Range(_next, count).Select(row => _rows.Rows[row][column]);
        return _rows.Types[column] switch
        {
            "bigint" => values.Select(value => value as long?).ToArray(),
            "boolean" => values.Cast<bool>().ToArray(),
            "bytea" => values.Select(value => value as byte[]).ToArray(),
            _ => values.Select(value => value as string).ToArray(),
        };
    }

    private static NpgsqlDbType TypeOf(string type) => type switch
    {
        "bigint" => NpgsqlDbType.Bigint,
        "boolean" => NpgsqlDbType.Boolean,
        "bytea" => NpgsqlDbType.Bytea,
        _ => NpgsqlDbType.Text,
    };

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
