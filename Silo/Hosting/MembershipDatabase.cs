using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Notifications.Storage.Postgres;
using Npgsql;

namespace Notifications.Hosting;

/// <summary>The database with the membership tables, as a gateway sees it: silos make them, and a gateway that is started first waits.</summary>
internal sealed partial class MembershipDatabase(IOptions<ClusterMemberOptions> options, TimeProvider time, ILogger<MembershipDatabase> logger)
    : IHostedService
{
    // Reading and writing a few rows every few seconds.
    private const int MaxConnections = 4;

    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ILogger<MembershipDatabase> _logger = logger;

    /// <exception cref="InvalidOperationException">The options can't be read; the message says which, and never the secret.</exception>
    public static string ConnectionStringOf(ClusterMemberOptions options) =>
        PostgresConnectionString.Of(options, ClusterMemberOptions.Section, MaxConnections, CommandTimeout);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var patience = options.Value.WaitForTables;
        var start = time.GetTimestamp();
        for (var told = false; ; told = true)
        {
            if (await ProblemAsync(cancellationToken) is not { } problem)
                return;
            if (time.GetElapsedTime(start) >= patience)
            {
                throw new InvalidOperationException(
                    $"The membership tables can't be read: {problem} Silos make them; start one first, and see what this account may do.");
            }

            if (!told)
                LogWaiting(problem, patience);
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<string?> ProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionStringOf(options.Value));
            await connection.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("SELECT count(*) FROM OrleansQuery", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return null;
        }
        catch (NpgsqlException e)
        {
            var message = e is PostgresException { MessageText: var text } ? text : e.Message;
            return message.EndsWith('.') ? message : $"{message}.";
        }
    }

    [LoggerMessage(LogLevel.Information, "Waiting up to {Patience} for the membership tables: {Problem}")]
    private partial void LogWaiting(string problem, TimeSpan patience);
}
