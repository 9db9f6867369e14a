using Microsoft.AspNetCore.SignalR;
using Notifications.Cluster;
using Notifications.Subjects;

namespace Notifications.Live;

/// <summary>
/// This gateway's sessions of one subject, and where the gateway stands in the subject's live flags. A message that does
/// not follow the last one makes it ask the event grain for what it missed.
/// </summary>
internal sealed class SubjectView
{
    private readonly EventGrains _grains;
    private readonly GatewayMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private readonly HashSet<Session> _sessions = [];
    private readonly CatchUp _catchUp;
    private LivePosition? _position;
    private LivePosition? _announced;
    private bool _unseen;

    public SubjectView(string site, Subject subject, EventGrains grains, GatewayMetrics metrics, TimeProvider time)
    {
        (Site, Subject, _grains, _metrics, _time) = (site, subject, grains, metrics, time);
        _catchUp = new CatchUp(_lock, () => _position is { } position ? new Standpoint?(position) : null, WatchAsync);
    }

    /// <summary>The site of the subject.</summary>
    public string Site { get; }

    /// <summary>The subject.</summary>
    public Subject Subject { get; }

    /// <summary>Whether the event grain knows of this gateway, as far as the gateway can tell.</summary>
    public bool IsWatching
    {
        get
        {
            lock (_lock)
                return _position is not null;
        }
    }

    /// <summary>Adds a session; from now on it gets what comes.</summary>
    public void Join(Session session)
    {
        lock (_lock)
            _sessions.Add(session);
    }

    /// <summary>Removes a session.</summary>
    public void Leave(Session session)
    {
        lock (_lock)
            _sessions.Remove(session);
    }

    /// <summary>Whether the view had no session at this call and at the one before.</summary>
    public bool EndIfUnseen()
    {
        lock (_lock)
        {
            var unseen = _unseen;
            _unseen = _sessions.Count == 0;
            return unseen && _unseen;
        }
    }

    /// <summary>Announces this gateway to the event grain, or renews its lease, and takes what was missed meanwhile.</summary>
    public async Task WatchAsync()
    {
        LivePosition? after;
        lock (_lock)
            after = _position;
        Take(await _grains.WatchAsync(Site, Subject, after));
    }

    /// <summary>
    /// Renews the lease, and tells the sessions where the subject stands if that has changed: a session that may not see
    /// many of its flags would otherwise fall behind what the event grain remembers.
    /// </summary>
    public async Task RenewAsync()
    {
        await WatchAsync();
        lock (_lock)
        {
            if (_position is null || _position == _announced)
                return;
            _announced = _position;
            var standing = Session.Message("flags", new FlagBatch(Subject.ToString(), _position, []));
            foreach (var session in _sessions)
                session.Send(standing);
        }
    }

    /// <summary>What a session missed after its own position, as far as it may see it and its user wants it now.</summary>
    public async Task<SubscribeAnswer> ReplayAsync(Session session, string user, LivePosition? after)
    {
        LivePosition? position;
        lock (_lock)
            position = _position;
        // Only a view that returns needs the event grain: a fresh one begins where this gateway stands.
        var replay = after is null && position is not null
            ? new LiveReplay { Position = position, Complete = true, Missed = [] }
            : await _grains.ReplayAsync(Site, Subject, after);
        var missed = new List<FlagBatch>();
        foreach (var flags in replay.Missed)
        {
            var visible = Visible(flags, user);
            if (visible != 0 && session.Preferences is { } preferences)
                visible = new WantedFlags(flags, _time).Of(visible, user, preferences);
            if (visible != 0)
                missed.Add(FlagBatch.Of(flags, visible, FlagTexts.Choose(flags, session.Locales)));
        }

        return new SubscribeAnswer(Subject.ToString(), replay.Position, replay.Complete, missed);
    }

    /// <summary>Takes a message of the event grain. Never waits.</summary>
    public void Take(LiveFlags flags)
    {
        lock (_lock)
        {
            if (_position is not null && !((Standpoint)_position).IsFollowedBy(flags.Previous, flags.Position))
            {
                if (IsNews(flags.Position))
                    _ = _catchUp.PassOver(flags.Position);
                return;
            }

            _position = flags.Position;
            FanOut(flags);
        }
    }

    private void Take(LiveReplay replay)
    {
        lock (_lock)
        {
            if (_position is not null && !replay.Complete)
            {
                _position = replay.Position;
                var resync = Session.Message("resync", new ResyncMessage(Subject.ToString()));
                foreach (var session in _sessions)
                    session.Send(resync);
                return;
            }

            foreach (var flags in replay.Missed)
            {
                if (IsNews(flags.Position))
                    FanOut(flags);
            }

            if (IsNews(replay.Position))
                _position = replay.Position;
        }
    }

    private bool IsNews(LivePosition position) => _position is null || ((Standpoint)_position).IsBehind(position);

    private void FanOut(LiveFlags flags)
    {
        // Sessions that may see the same flags in the same texts share one serialised message; mostly there is just one.
        (ulong Visible, FlagTexts? Texts) last = default;
        SerializedHubMessage? message = null;
        Dictionary<(ulong, FlagTexts), SerializedHubMessage>? messages = null;
        var choices = new TextChoices(flags);
        WantedFlags? wanted = null;
        var delivered = 0;
        foreach (var session in _sessions)
        {
            if (session.Token is not { } token || Visible(flags, token.User) is not (var visible and not 0))
                continue;
            if (session.Preferences is { } preferences)
            {
                visible = (wanted ??= new WantedFlags(flags, _time)).Of(visible, token.User, preferences);
                if (visible == 0)
                    continue;
            }

            var texts = choices.For(session.Locales);
            if (message is null || visible != last.Visible || texts != last.Texts)
            {
                messages ??= [];
                if (!messages.TryGetValue((visible, texts), out message))
                    messages.Add((visible, texts), message = Session.Message("flags", FlagBatch.Of(flags, visible, texts)));
                last = (visible, texts);
            }

            if (session.Send(message))
                delivered++;
        }

        _metrics.Delivered(delivered);
    }

    private static ulong Visible(LiveFlags flags, string user)
    {
        var visible = 0UL;
        for (var i = 0; i < flags.Flags.Count && i < LiveFlags.MaxFlags; i++)
        {
            if (flags.Flags[i].IsFor(user))
                visible |= 1UL << i;
        }

        return visible;
    }
}
