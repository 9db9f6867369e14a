using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Notifications.Storage;
using Npgsql;

namespace Notifications.Hosting;

/// <summary>Lets the role of gateways use the membership tables, once they are there.</summary>
internal sealed class GatewayGrants(IOptions<ClusterMemberOptions> options, SqlDatabase database) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.GatewayRole is not { } role)
            return;
        try
        {
            await database.WriteAsync(transaction => Grant((NpgsqlTransaction)transaction, role));
        }
        catch (PostgresException e)
        {
            throw new InvalidOperationException(
                $"{ClusterMemberOptions.Section}:{nameof(ClusterMemberOptions.GatewayRole)} '{role}' can't be given the membership tables: {e.MessageText}. Make the role first.", e);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static int Grant(NpgsqlTransaction transaction, string role)
    {
        // Those that start together must not change the rights of a table at the same time.
        using var command = new NpgsqlCommand(
            $"""
            LOCK TABLE OrleansQuery IN SHARE ROW EXCLUSIVE MODE;
            GRANT SELECT ON OrleansQuery, OrleansMembershipTable, OrleansMembershipVersionTable TO "{role}";
            GRANT INSERT, UPDATE, DELETE ON OrleansMembershipTable, OrleansMembershipVersionTable TO "{role}"
            """,
            transaction.Connection, transaction);
        return command.ExecuteNonQuery();
    }
}
