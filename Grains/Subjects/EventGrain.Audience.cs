using Notifications.Live;

namespace Notifications.Subjects;

/// <summary>The gateways that have viewers of the subject.</summary>
internal abstract partial class EventGrain
{
    public Task<LiveReplay> Watch(AnnouncedGateway gateway, LivePosition? after)
    {
        _gateways.Renew(gateway);
        return Replay(after);
    }

    public Task Unwatch(AnnouncedGateway gateway)
    {
        _gateways.Remove(gateway);
        return Task.CompletedTask;
    }

    public Task<LiveReplay> Replay(LivePosition? after) => Task.FromResult(_ring.Replay(after) with { Silo = _gateways.Silo });

    // What a gateway asks on hearing this is answered by the next activation.
    private void EndWatching() =>
        _gateways.TellLast(gateway => gateway.SubjectMoved(_site, _subject), e => LogGatewayUnreachable(_key, e));
}
