using System.Data.Common;
using Microsoft.Extensions.Logging;
using Notifications.Storage.Signals;
using Npgsql;

namespace Notifications.Storage.Postgres;

/// <summary>
/// Signals by <c>LISTEN</c> and <c>NOTIFY</c>. All of them go through one channel of PostgreSQL and one connection, which is kept
/// from the first listener on; who a signal is for is its first word.
/// </summary>
internal sealed partial class PostgresSignals(NpgsqlDataSource source, ILogger logger) : ISignals, IDisposable
{
    private const string Channel = "notifications";

    // A connection that is cut without a word is found by asking.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(500);

    private readonly ILogger _logger = logger;
    private readonly Listeners _listeners = new(logger);
    private readonly CancellationTokenSource _closing = new();
    private int _isStarted;

    public void Raise(DbTransaction transaction, string channel, string payload)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT pg_notify(@channel, @message)";
        command.Parameters.Add(new NpgsqlParameter<string>("channel", Channel));
        command.Parameters.Add(new NpgsqlParameter<string>("message", $"{channel}:{payload}"));
        command.ExecuteNonQuery();
    }

    public IDisposable Listen(string channel, Action<string?> heard)
    {
        var listening = _listeners.Add(channel, heard);
        if (Interlocked.Exchange(ref _isStarted, 1) == 0)
            _ = Task.Run(ListenUntilClosedAsync);
        return listening;
    }

    // The token source is left to the collector: the loop may still be looking at it.
    public void Dispose() => _closing.Cancel();

    private async Task ListenUntilClosedAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                await ListenAsync();
            }
            catch (OperationCanceledException) when (_closing.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Whatever it was: who hears nothing any more would wait for ever.
                LogLost(e);
                await Task.Delay(RetryPause, TimeProvider.System, CancellationToken.None);
            }
        }
    }

    private async Task ListenAsync()
    {
        await using var connection = await source.OpenConnectionAsync(_closing.Token);
        connection.Notification += (_, notification) => Hear(notification.Payload);
        await ExecuteAsync(connection, $"LISTEN {Channel}");
        _listeners.TellOfGap();
        while (true)
        {
            if (!await connection.WaitAsync(Quiet, _closing.Token))
                await ExecuteAsync(connection, "SELECT 1");
        }
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(_closing.Token);
    }

    private void Hear(string message)
    {
        var colon = message.IndexOf(':', StringComparison.Ordinal);
        if (colon >= 0)
            _listeners.Tell(message[..colon], message[(colon + 1)..]);
    }
}
