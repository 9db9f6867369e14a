using Microsoft.Extensions.Logging;

namespace Notifications.Live;

/// <summary>Follows the membership of the cluster, so that grains forget a gateway as soon as it is known to be dead.</summary>
internal sealed partial class GatewayDeaths(
    GatewayRegistry registry, IClusterMembershipService membership, ILogger<GatewayDeaths> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly ILogger<GatewayDeaths> _logger = logger;
    private readonly CancellationTokenSource _stopping = new();
    private Task _following = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<GatewayDeaths>(ServiceLifecycleStage.RuntimeGrainServices, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _following = FollowAsync();
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _following;
    }

    private async Task FollowAsync()
    {
        // Leaves the start of the silo.
        await Task.Yield();
        var members = new HashSet<SiloAddress>();
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(_stopping.Token))
            {
                HashSet<SiloAddress> dead = [.. snapshot.Members.Values.Where(member => member.Status == SiloStatus.Dead).Select(member => member.SiloAddress)];
                registry.Take(dead, members.Where(member => !snapshot.Members.ContainsKey(member)));
                members = [.. snapshot.Members.Keys];
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The silo stops.
        }
        catch (Exception e)
        {
            LogLost(e);
        }
    }

    [LoggerMessage(LogLevel.Error, "The membership can't be followed any more; dead gateways are forgotten when their leases end.")]
    private partial void LogLost(Exception exception);
}
