using Notifications.Subjects;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;

namespace Notifications.Cluster;

/// <summary>The gateway's calls to user contexts.</summary>
internal sealed class UserContexts(IGrainFactory grains, ClusterPipeline cluster, GatewayReference self)
{
    public Task<UserStanding> AttachAsync(string site, string user) =>
        cluster.CallAsync(() => Of(site, user).Attach(self.Value));

    public Task<UserReplay> ReplayAsync(string site, string user, UserPosition? after) =>
        cluster.CallAsync(() => Of(site, user).Replay(after));

    public Task<InboxPage> ListAsync(string site, string user, InboxQuery query) => cluster.CallAsync(() => Of(site, user).List(query));

    public Task<InboxChanged> ChangeAsync(string site, string user, InboxOrder order) => cluster.CallAsync(() => Of(site, user).Change(order));

    public Task<long> OpenedAsync(string site, string user, Subject subject) => cluster.CallAsync(() => Of(site, user).Opened(subject));

    public Task AcknowledgeAsync(string site, string user, FlagReceipt receipt) => cluster.CallAsync(async () =>
    {
        await Of(site, user).Acknowledge(receipt);
        return true;
    });

    public Task<UserPreferences> PreferencesAsync(string site, string user) => cluster.CallAsync(() => Of(site, user).GetPreferences());

    public Task<PreferencesAnswer> SetPreferencesAsync(string site, string user, UserPreferences preferences, string? ifVersion) =>
        cluster.CallAsync(() => Of(site, user).SetPreferences(preferences, ifVersion));

    public Task<PreferencesAnswer> MuteAsync(string site, string user, Mute mute) => cluster.CallAsync(() => Of(site, user).Mute(mute));

    public Task<PreferencesAnswer> UnmuteAsync(string site, string user, Subject subject) => cluster.CallAsync(() => Of(site, user).Unmute(subject));

    public Task<EffectivePreference> EffectiveAsync(string site, string user, PreferenceQuestion question) =>
        cluster.CallAsync(() => Of(site, user).Effective(question));

    public Task<long> WithdrawAsync(string site, string user, Subject subject) => cluster.CallAsync(() => Of(site, user).Withdraw(subject));

    /// <summary>Ends the lease. Not tried again: it runs out by itself.</summary>
    public async Task DetachAsync(string site, string user)
    {
        try
        {
            await Of(site, user).Detach(self.Value);
        }
        catch (Exception)
        {
            // As said.
        }
    }

    private IUserContextGrain Of(string site, string user) => grains.GetGrain<IUserContextGrain>(UserKey.Of(site, user));
}
