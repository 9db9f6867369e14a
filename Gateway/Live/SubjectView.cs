using Notifications.Cluster;
using Notifications.Subjects;

namespace Notifications.Live;

/// <summary>
/// This gateway's sessions of one subject, and where the gateway stands in the subject's live flags. A message that does
/// not follow the last one makes it ask the event grain for what it missed.
/// </summary>
internal sealed class SubjectView : AnnouncedView
{
    private readonly EventGrains _grains;
    private readonly GatewayMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly HashSet<Session> _sessions = [];
    private readonly Dictionary<(LivePosition? After, LivePosition? At), Task<LiveReplay>> _asked = [];
    private readonly CatchUp _catchUp;
    private LivePosition? _position;
    private LivePosition? _announced;
    private int _reportQueued;

    /// <param name="site">The site of the subject.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="grains">The way to its event grain.</param>
    /// <param name="metrics">Counts what is delivered.</param>
    /// <param name="time">The clock.</param>
    /// <param name="report">Hears that there is something to report of the viewers.</param>
    public SubjectView(
        string site, Subject subject, EventGrains grains, GatewayMetrics metrics, TimeProvider time, Action<SubjectView>? report = null)
    {
        Presence = new ViewPresence(subject, Lock, () => report?.Invoke(this), metrics, time);
        (Site, Subject, _grains, _metrics, _time) = (site, subject, grains, metrics, time);
        _catchUp = new CatchUp(Lock, () => _position is { } position ? new Standpoint?(position) : null, WatchAsync);
    }

    /// <summary>The site of the subject.</summary>
    public string Site { get; }

    /// <summary>The subject.</summary>
    public Subject Subject { get; }

    /// <summary>Who looks at it.</summary>
    public ViewPresence Presence { get; }

    protected override bool IsSeen => _sessions.Count > 0;

    protected override bool IsKnown => _position is not null;

    /// <summary>Adds a session; from now on it gets what comes.</summary>
    public void Join(Session session)
    {
        lock (Lock)
        {
            _sessions.Add(session);
            Presence.Join(session);
        }
    }

    /// <summary>Removes a session.</summary>
    public void Leave(Session session)
    {
        lock (Lock)
        {
            _sessions.Remove(session);
            Presence.Leave(session);
        }
    }

    /// <summary>A report of the viewers, as it is said in a batch.</summary>
    public SubjectReport Report(PresenceReport report) => new() { Site = Site, Subject = Subject, Report = report };

    /// <summary>Notes that the view waits to be reported; <see langword="false"/> where it waits already.</summary>
    public bool TryQueueReport() => Interlocked.Exchange(ref _reportQueued, 1) == 0;

    /// <summary>Says that the view does not wait any more.</summary>
    public void DequeueReport() => Volatile.Write(ref _reportQueued, 0);

    /// <summary>What is said to the event grain in a batch.</summary>
    public SubjectWatch Announcement(bool ends)
    {
        lock (Lock)
            return new SubjectWatch { Site = Site, Subject = Subject, After = ends ? null : _position, Ends = ends };
    }

    public override async Task AnnounceAsync() => Renewed(await AskAsync());

    /// <summary>
    /// Takes the answer to an announcement, and tells the sessions where the subject stands if that has changed: a session that may not
    /// see many of its flags would otherwise fall behind what the event grain remembers.
    /// </summary>
    public void Renewed(LiveReplay replay)
    {
        lock (Lock)
        {
            Take(replay);
            Presence.TellSkipped();
            if (_position is null || _position == _announced)
                return;
            var isFirst = _announced is null;
            _announced = _position;
            // Those who wait for the first answer begin with it.
            if (isFirst)
                return;
            var standing = Session.Message("flags", new FlagBatch(Subject.ToString(), _position, []));
            foreach (var session in _sessions)
                session.Send(standing);
        }
    }

    /// <summary>What a session missed after its own position, as far as it may see it and its user wants it now.</summary>
    public async Task<SubscribeAnswer> ReplayAsync(Session session, string user, LivePosition? after)
    {
        var replay = await MissedAsync(after);
        return new SubscribeAnswer(
            Subject.ToString(), replay.Position, replay.Complete, FlagFanOut.Missed(session, user, replay.Missed, _time),
            ViewPresence.MaySee(session.Token, Subject) ? Presence.Known() : null);
    }

    /// <summary>Takes a message of the event grain. Never waits.</summary>
    public void Take(LiveFlags flags)
    {
        lock (Lock)
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

    protected override void Forget()
    {
        (_position, _announced) = (null, null);
        Presence.Forget();
    }

    private async Task WatchAsync()
    {
        var replay = await AskAsync();
        lock (Lock)
            Take(replay);
    }

    private Task<LiveReplay> AskAsync()
    {
        LivePosition? after;
        lock (Lock)
            after = _position;
        return _grains.WatchAsync(Site, Subject, after);
    }

    private Task<LiveReplay> MissedAsync(LivePosition? after)
    {
        lock (Lock)
        {
            // A view that opens begins where this gateway stands, and one that stands there gets all that follows. Only others need the grain.
            if (_position is not null && (after is null || after == _position))
                return Task.FromResult(new LiveReplay { Position = _position, Complete = true, Missed = [] });
            // After a cut many come back from one position. They share an answer as long as the gateway has told nothing since it was
            // asked for: what is told after that, all of them get.
            var question = (after, _position);
            if (!_asked.TryGetValue(question, out var answer))
                _asked.Add(question, answer = AskAsync(question));
            return answer;
        }
    }

    private async Task<LiveReplay> AskAsync((LivePosition? After, LivePosition? At) question)
    {
        // Leaves the lock of the caller before anything else happens.
        await Task.Yield();
        try
        {
            return await _grains.ReplayAsync(Site, Subject, question.After);
        }
        finally
        {
            lock (Lock)
                _asked.Remove(question);
        }
    }

    private void Take(LiveReplay replay)
    {
        Silo = replay.Silo;
        if (replay.Presence is { } standing)
            Presence.Compare(standing);
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

    private bool IsNews(LivePosition position) => _position is null || ((Standpoint)_position).IsBehind(position);

    private void FanOut(LiveFlags flags) => _metrics.Delivered(FlagFanOut.Tell(_sessions, flags, _time));
}
