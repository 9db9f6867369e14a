using Notifications.Users;
using Notifications.Users.Identities;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Cluster;

/// <summary>The gateway's calls about all that is known of a person.</summary>
internal sealed class Persons(IGrainFactory grains, ClusterPipeline cluster)
{
    public Task<UserPreferences> PreferencesAsync(string site, string user, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Context(site, user).GetPreferences(), cancellationToken);

    public Task<InboxPage> InboxAsync(string site, string user, long? before, int limit, CancellationToken cancellationToken) =>
        cluster.CallAsync(
            () => Context(site, user).List(new InboxQuery { View = InboxView.All, Before = before, Limit = limit }), cancellationToken);

    public Task<QuietStanding?> QuietAsync(string site, string user, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Data(site, user).Quiet(), cancellationToken);

    public Task<WaitingPage> WaitingAsync(string site, string user, long after, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Data(site, user).Waiting(after), cancellationToken);

    public Task<HeldPage> HeldAsync(string site, string user, string after, CancellationToken cancellationToken) =>
        cluster.CallAsync(() => Data(site, user).Held(after), cancellationToken);

    /// <summary>Forgets the names; answers with those that were known.</summary>
    public Task<IReadOnlyList<Identifier>> EraseNamesAsync(string site, string user) =>
        cluster.CallAsync(() => grains.GetGrain<IIdentitiesGrain>(site).Erase(user));

    /// <summary>Removes what the user context has, and lets it keep nothing from now on.</summary>
    public Task EraseContextAsync(string site, string user) => cluster.CallAsync(async () =>
    {
        await Context(site, user).Erase();
        return true;
    });

    /// <summary>Undoes an erasure, as far as what comes is concerned; <see langword="false"/> where the names were not erased.</summary>
    public Task<bool> ReadmitAsync(string site, string user) => cluster.CallAsync(async () =>
    {
        await Context(site, user).Readmit();
        return await grains.GetGrain<IIdentitiesGrain>(site).Readmit(user);
    });

    private IPersonalDataGrain Data(string site, string user) => grains.GetGrain<IPersonalDataGrain>(UserKey.Of(site, user));

    private IUserContextGrain Context(string site, string user) => grains.GetGrain<IUserContextGrain>(UserKey.Of(site, user));
}
