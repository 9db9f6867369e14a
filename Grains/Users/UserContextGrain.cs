using Microsoft.Extensions.Logging;
using Notifications.Live;
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

    public Task<UserCounts> Attach(ILiveGateway gateway)
    {
        _gateways.Renew(gateway);
        return Task.FromResult(Counts);
    }

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
        var update = new UserUpdate(site, user, Counts);
        _gateways.Tell(gateway => gateway.Update(update), e => LogGatewayUnreachable(user, e));
        return Task.CompletedTask;
    }

    public Task OnErrorAsync(Exception ex)
    {
        LogStreamFailed(this.GetPrimaryKeyString(), ex);
        return Task.CompletedTask;
    }

    private UserCounts Counts => new(_unread, _version);
}
