using Npgsql;

namespace Notifications.Tests.Faults.Stores;

/// <summary>Another user of the same PostgreSQL server, who takes what the product needs.</summary>
internal sealed class Connections : IAsyncDisposable
{
    private const int MaxRounds = 100;

    private readonly List<NpgsqlConnection> _open = [];
    private readonly string _connectionString;

    private Connections(string connectionString) => _connectionString = connectionString + ";Pooling=false;Application Name=other;Timeout=5";

    /// <summary>Locks tables until it is disposed.</summary>
    public static async Task<Connections> LockAsync(string connectionString, string tables)
    {
        var other = new Connections(connectionString);
        await other.OpenAsync();
        await other.ExecuteAsync("BEGIN");
        await other.ExecuteAsync($"LOCK TABLE {tables} IN ACCESS EXCLUSIVE MODE");
        return other;
    }

    /// <summary>Takes all connections that the server allows and the product does not have, until it is disposed.</summary>
    public static async Task<Connections> TakeRestAsync(string connectionString)
    {
        var other = new Connections(connectionString);
        await other.TryOpenAsync();
        return other;
    }

    /// <summary>Cuts the product's connections too.</summary>
    public static async Task<Connections> TakeAllAsync(string connectionString)
    {
        var other = await TakeRestAsync(connectionString);
        for (var round = 0; round < MaxRounds; round++)
        {
            var cut = await other.ExecuteAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'notifications'");
            if (!await other.TryOpenAsync() && (long)cut! == 0)
                return other;
        }

        throw new InvalidOperationException("The product holds on to its connections.");
    }

    /// <summary>Changes a setting of the server while it runs.</summary>
    public static async Task SetAsync(string connectionString, string setting)
    {
        await using var other = new Connections(connectionString);
        await other.OpenAsync();
        await other.ExecuteAsync($"ALTER SYSTEM {setting}");
        await other.ExecuteAsync("SELECT pg_reload_conf()");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open)
            await connection.DisposeAsync();
        _open.Clear();
    }

    private async Task<bool> TryOpenAsync()
    {
        var isOpen = false;
        try
        {
            while (true)
            {
                await OpenAsync();
                isOpen = true;
            }
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.TooManyConnections)
        {
            return isOpen;
        }
    }

    private async Task OpenAsync()
    {
        var connection = new NpgsqlConnection(_connectionString);
        await connection.OpenAsync();
        _open.Add(connection);
    }

    private async Task<object?> ExecuteAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _open[0]);
        return await command.ExecuteScalarAsync();
    }
}
