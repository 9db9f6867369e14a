using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Notifications.Hosting;
using Orleans.Streams;

namespace Notifications.Streams.Kept;

/// <summary>
/// Spreads the queues over the silos that host user contexts. Orleans' own balancers count every silo of the cluster, also gateways,
/// which would leave the queues of theirs to nobody.
/// </summary>
internal sealed class KeptBalancer(IServiceProvider services, IClusterManifestProvider manifests, ILogger<KeptBalancer> logger)
    : QueueBalancerBase(services, logger)
{
    private ImmutableArray<QueueId> _queues = [];
    private ImmutableHashSet<SiloAddress> _active = [];
    private Task _watching = Task.CompletedTask;

    public override Task Initialize(IStreamQueueMapper queueMapper)
    {
        _queues = [.. queueMapper.GetAllQueues()];
        _watching = WatchManifestsAsync();
        return base.Initialize(queueMapper);
    }

    public override async Task Shutdown()
    {
        await base.Shutdown();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public override IEnumerable<QueueId> GetMyQueues()
    {
        // All silos that know the same of the cluster come to the same answer; while they do not, a queue that two of them have, or
        // none, costs a repeated or a late delivery.
        SiloAddress[] hosts = [.. _active.Where(IsHost).Order()];
        var mine = Array.IndexOf(hosts, SiloAddress);
        return mine < 0 ? [] : _queues.Where((_, i) => i % hosts.Length == mine);
    }

    protected override void OnClusterMembershipChange(HashSet<SiloAddress> activeSilos)
    {
        _active = [.. activeSilos];
        NotifyListeners().Ignore();
    }

    private bool IsHost(SiloAddress silo) =>
        manifests.Current.Silos.TryGetValue(silo, out var manifest) && ApplicationGrains.AreIn(manifest);

    // What a silo hosts is known some time after it has joined.
    private async Task WatchManifestsAsync()
    {
        await Task.Yield();
        await foreach (var _ in manifests.Updates.WithCancellation(Cancellation))
            NotifyListeners().Ignore();
    }
}
