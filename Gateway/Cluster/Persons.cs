using Notifications.Users;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Cluster;

/// <summary>The gateway's calls about persons: what is kept of them outside of their inboxes, erasing and readmission.</summary>
internal sealed class Persons(IGrainFactory grains, ClusterPipeline cluster, TimeProvider time)
{
    // With the first call, about as long as a client waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public Task<QuietStanding?> QuietAsync(string site, string user, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Data(site, user).Quiet(), cancellationToken);

    public Task<WaitingPage> WaitingAsync(string site, string user, long after, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Data(site, user).Waiting(after), cancellationToken);

    public Task<HeldPage> HeldAsync(string site, string user, string after, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Data(site, user).Held(after), cancellationToken);

    /// <summary>
    /// Erases a person, or begins to: from then on it is gone on with, whoever asks. <see langword="null"/> where nothing at all is
    /// known.
    /// </summary>
    public async Task<Erasure?> EraseAsync(string site, string name)
    {
        var erasure = await cluster.CallAsync(() => Identities(site).Erase(name));
        var began = time.GetTimestamp();
        try
        {
            while (erasure is { Done: null } open && time.GetElapsedTime(began) < Patience)
            {
                var next = await cluster.CallAsync(() => Erasing(site, open.Owner).Continue());
                // Only the first answer knows whom.
                erasure = next is null ? null : next with { Names = open.Names };
            }
        }
        catch (ClusterUnavailableException)
        {
            // It is on disk, and goes on when the cluster does.
        }

        return erasure;
    }

    /// <summary>Undoes an erasing, as far as what comes is concerned.</summary>
    public async Task<Readmission> ReadmitAsync(string site, string name) =>
        await cluster.CallAsync(() => Identities(site).FindErased(name)) is { } owner
            ? await cluster.CallAsync(() => Erasing(site, owner).Readmit())
            : Readmission.Unknown;

    private IIdentitiesGrain Identities(string site) => grains.GetGrain<IIdentitiesGrain>(site);

    private IErasureGrain Erasing(string site, string owner) => grains.GetGrain<IErasureGrain>(UserKey.Of(site, owner));

    private IPersonalDataGrain Data(string site, string user) => grains.GetGrain<IPersonalDataGrain>(UserKey.Of(site, user));
}
