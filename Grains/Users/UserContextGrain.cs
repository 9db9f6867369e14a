using Microsoft.Extensions.Logging;
using Notifications.Live;
using Notifications.Subjects;
using Notifications.Users.Inbox;
using Notifications.Users.Preferences;
using Orleans.Streams;
using Orleans.Streams.Core;

namespace Notifications.Users;

/// <summary>
/// One user's context. What it counts is in memory only: the inbox behind it is not there yet, and a restart
/// of the silo begins at nothing unread.
/// </summary>
[ImplicitStreamSubscription(KeptNotification.StreamNamespace)]
[GrainType("user-context")]
internal sealed partial class UserContextGrain : Grain, IUserContextGrain, IStreamSubscriptionObserver, IAsyncObserver<KeptNotification>
{
    /// <summary>How many ids are remembered to tell a repeated delivery.</summary>
    private const int RememberedIds = 1_000;

    private readonly ILogger<UserContextGrain> _logger;
    private readonly WatchingGateways _gateways;
    private readonly HashSet<string> _known = [];
    private readonly Queue<string> _order = new();
    private long _unread;
    private long _version;

    public UserContextGrain(TimeProvider time, ILogger<UserContextGrain> logger)
    {
        _logger = logger;
        _gateways = new WatchingGateways(time);
        // Sessions ignore a version smaller than the last they saw, so a new activation must begin above its predecessor's.
        _version = time.GetUtcNow().ToUnixTimeMilliseconds();
    }

    public Task<UserStanding> Attach(ILiveGateway gateway)
    {
        _gateways.Renew(gateway);
        return Task.FromResult(new UserStanding(Position, Counts, null));
    }

    public Task<UserReplay> Replay(UserPosition? after) =>
        Task.FromResult(new UserReplay(new UserStanding(Position, Counts, null), Complete: false, []));

    public Task<InboxPage> List(InboxQuery query) => throw new NotSupportedException();

    public Task<InboxChanged> Change(InboxOrder order) => throw new NotSupportedException();

    public Task<long> Opened(Subject subject) => Task.FromResult(0L);

    public Task Acknowledge(FlagReceipt receipt) => Task.CompletedTask;

    public Task<UserPreferences> GetPreferences() => Task.FromResult(UserPreferences.None);

    public Task<UserPreferences> SetPreferences(UserPreferences preferences) => throw new NotSupportedException();

    public Task<EffectivePreference> Effective(PreferenceQuestion question) => throw new NotSupportedException();

    public Task<long> Withdraw(Subject subject) => throw new NotSupportedException();

    public Task DoDue() => Task.CompletedTask;

    public Task Erase() => throw new NotSupportedException();

    public Task Readmit() => throw new NotSupportedException();

    public Task Detach(ILiveGateway gateway)
    {
        _gateways.Remove(gateway);
        return Task.CompletedTask;
    }

    public Task OnSubscribed(IStreamSubscriptionHandleFactory handleFactory) =>
        handleFactory.Create<KeptNotification>().ResumeAsync(this);

    public Task OnNextAsync(KeptNotification item, StreamSequenceToken? token = null)
    {
        // A newer revision of what is known takes its place, and is not another one.
        if (!_known.Add(item.Flag.Id))
            return Task.CompletedTask;
        _order.Enqueue(item.Flag.Id);
        if (_order.Count > RememberedIds)
            _known.Remove(_order.Dequeue());

        _unread++;
        _version++;
        var (site, user) = UserKey.Read(this.GetPrimaryKeyString());
        var update = new UserUpdate { Site = site, User = user, Previous = _version - 1, Position = Position, Counts = Counts };
        _gateways.Tell(gateway => gateway.Update(update), e => LogGatewayUnreachable(user, e));
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamFailed(this.GetPrimaryKeyString(), ex);
        return Task.CompletedTask;
    }

    private UserPosition Position => new("memory", _version);

    private UserCounts Counts => new(_unread, _version);
}
