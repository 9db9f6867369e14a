using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace Notifications.Storage.Inbox;

/// <summary>
/// Rows of a <c>VALUES</c> list, whose columns every database calls <c>column1</c>, <c>column2</c>, …. Each value has its type with it:
/// a NULL alone has none in PostgreSQL.
/// </summary>
internal sealed class RowValues(DbCommand command)
{
    private readonly StringBuilder _sql = new("VALUES ");

    /// <summary>How many rows there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row.</summary>
    public void Add(params ReadOnlySpan<RowValue> values)
    {
        _sql.Append(Count++ == 0 ? "(" : ", (");
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{command.Parameters.Count}");
            parameter.DbType = values[i].Type;
            parameter.Value = values[i].Value ?? DBNull.Value;
            command.Parameters.Add(parameter);
            _sql.Append(i == 0 ? "" : ", ").Append(parameter.ParameterName);
        }

        _sql.Append(')');
    }

    /// <inheritdoc/>
    public override string ToString() => _sql.ToString();
}

/// <summary>A value and its type.</summary>
internal readonly record struct RowValue(DbType Type, object? Value)
{
    public static implicit operator RowValue(string? value) => new(DbType.String, value);

    public static implicit operator RowValue(long value) => new(DbType.Int64, value);

    public static implicit operator RowValue(long? value) => new(DbType.Int64, value);

    public static implicit operator RowValue(bool value) => new(DbType.Boolean, value);

    public static implicit operator RowValue(byte[]? value) => new(DbType.Binary, value);
}
