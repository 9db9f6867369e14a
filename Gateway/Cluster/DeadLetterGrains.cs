using Notifications.DeadLetters;

namespace Notifications.Cluster;

/// <summary>The gateway's calls to the dead letters of a site.</summary>
internal sealed class DeadLetterGrains(IGrainFactory grains, ClusterPipeline cluster)
{
    public Task<bool> AddAsync(DeadLetter letter) => cluster.CallAsync(async () =>
    {
        await Of(letter.Site).Add(letter);
        return true;
    });

    public Task<IReadOnlyList<DeadLetter>> ListAsync(string site, DeadLetterQuery query, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).List(query), cancellationToken);

    public Task<DeadLetter?> FindAsync(string site, string id, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Of(site).Find(id), cancellationToken);

    public Task<bool> DiscardAsync(string site, string id) => cluster.CallAsync(() => Of(site).Discard(id));

    public Task<SentAgain> SendAgainAsync(string site, string id) => cluster.CallAsync(() => Of(site).SendAgain(id));

    private IDeadLettersGrain Of(string site) => grains.GetGrain<IDeadLettersGrain>(site);
}
