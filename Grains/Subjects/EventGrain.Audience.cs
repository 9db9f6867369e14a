using Notifications.Live;

namespace Notifications.Subjects;

/// <summary>The gateways that have viewers of the subject, and who these are while somebody may see it.</summary>
internal abstract partial class EventGrain
{
    private IGrainTimer? _presenceTimer;

    public Task<LiveReplay> Watch(AnnouncedGateway gateway, LivePosition? after)
    {
        _gateways.Renew(gateway);
        return Task.FromResult(ReplayAfter(after) with { Presence = _presence.StandingOf(gateway.Silo) });
    }

    public Task Unwatch(AnnouncedGateway gateway)
    {
        _gateways.Remove(gateway);
        return Task.CompletedTask;
    }

    public Task<LiveReplay> Replay(LivePosition? after) => Task.FromResult(ReplayAfter(after));

    public Task<PresenceStanding> Report(AnnouncedGateway gateway, PresenceReport report)
    {
        _gateways.Renew(gateway);
        return Task.FromResult(_presence.Take(gateway.Silo, report));
    }

    public Task<SubjectPresence> Presence() => Task.FromResult(_presence.Ask());

    private LiveReplay ReplayAfter(LivePosition? after) => _ring.Replay(after) with { Silo = _gateways.Silo };

    private void TellPresenceAfter(TimeSpan wait)
    {
        if (_presenceTimer is null)
        {
            _presenceTimer = this.RegisterGrainTimer(
                _ =>
                {
                    _presence.Tell();
                    return Task.CompletedTask;
                },
                new GrainTimerCreationOptions(wait, Timeout.InfiniteTimeSpan) { Interleave = true });
        }
        else
        {
            _presenceTimer.Change(wait, Timeout.InfiniteTimeSpan);
        }
    }

    // What a gateway asks on hearing this is answered by the next activation.
    private void EndWatching()
    {
        _presenceTimer?.Dispose();
        _presence.End();
        _gateways.TellLast(gateway => gateway.SubjectMoved(_site, _subject), e => LogGatewayUnreachable(_key, e));
    }
}
