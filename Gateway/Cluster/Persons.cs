using Notifications.Users;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Cluster;

/// <summary>The gateway's calls to erase and readmit persons.</summary>
internal sealed class Persons(IGrainFactory grains, ClusterPipeline cluster, TimeProvider time)
{
    // With the first call, about as long as a client waits.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

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
}
