using Microsoft.AspNetCore.SignalR;
using Notifications.Subjects;
using Notifications.Tokens;

namespace Notifications.Live;

/// <summary>
/// The users who look at one subject by this gateway, what its event grain knows of them, and what the grain says of all gateways'. As
/// long as nobody may see it anywhere, nothing is reported.
/// </summary>
/// <param name="subject">The subject.</param>
/// <param name="view">The lock of its view.</param>
/// <param name="changed">Hears that there is something to report.</param>
/// <param name="metrics">Counts who is not named or told.</param>
/// <param name="time">The clock.</param>
internal sealed class ViewPresence(Subject subject, Lock view, Action changed, GatewayMetrics metrics, TimeProvider time)
{
    private readonly Dictionary<Session, (string User, bool Hidden)> _tabs = [];
    private readonly Dictionary<string, Viewer> _viewers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<Session> _seeing = [];
    private readonly HashSet<Session> _skipped = [];
    private SubjectPresence? _last;
    private SerializedHubMessage? _message;
    private bool _demanded;
    private bool _toldWanting;
    private bool _reporting;
    private int _unnamed;
    private long _version;
    private long _acknowledged;

    private bool IsWanted => _seeing.Count > 0 || _demanded;

    /// <summary>Whether a session may see who looks.</summary>
    public static bool MaySee(SessionToken? token, Subject subject) =>
        token?.Permissions.Contains(Permissions.Presence) == true && token.Subjects.Contains(subject);

    /// <summary>Takes a session in.</summary>
    public void Join(Session session)
    {
        lock (view)
        {
            var user = session.Token!.User;
            if (!_tabs.TryAdd(session, (user, session.IsHidden)))
                return;
            if (!_viewers.TryGetValue(user, out var viewer))
            {
                var isNamed = _viewers.Count - _unnamed < PresenceLimits.MaxReported;
                _viewers.Add(user, viewer = new Viewer(time.GetUtcNow(), isNamed));
                if (!isNamed)
                {
                    _unnamed++;
                    metrics.ViewerNotNamed();
                }
            }

            viewer.Tabs++;
            viewer.Visible += session.IsHidden ? 0 : 1;
            Changed(user);
            See(session);
        }
    }

    /// <summary>Lets a session go.</summary>
    public void Leave(Session session)
    {
        lock (view)
        {
            if (!_tabs.Remove(session, out var tab))
                return;
            var viewer = _viewers[tab.User];
            viewer.Visible -= tab.Hidden ? 0 : 1;
            if (--viewer.Tabs == 0)
            {
                _viewers.Remove(tab.User);
                _unnamed -= viewer.IsNamed ? 0 : 1;
            }

            _skipped.Remove(session);
            _seeing.Remove(session);
            Changed(tab.User);
            Report();
        }
    }

    /// <summary>Takes whether a session's tab is hidden now.</summary>
    public void Show(Session session)
    {
        lock (view)
        {
            if (!_tabs.TryGetValue(session, out var tab) || tab.Hidden == session.IsHidden)
                return;
            _tabs[session] = (tab.User, session.IsHidden);
            _viewers[tab.User].Visible += session.IsHidden ? -1 : 1;
            Changed(tab.User);
        }
    }

    /// <summary>Takes a session's next token.</summary>
    public void Authorise(Session session)
    {
        lock (view)
        {
            if (_tabs.ContainsKey(session))
                See(session);
        }
    }

    /// <summary>What to report now; <see langword="null"/> where there is nothing, or a report is under way.</summary>
    public PresenceReport? Next()
    {
        lock (view)
        {
            var wants = _seeing.Count > 0;
            var isWhole = _acknowledged == 0;
            if (_reporting || (!IsWanted && !_toldWanting) || (!isWhole && _changed.Count == 0 && wants == _toldWanting))
                return null;
            _reporting = true;
            _toldWanting = wants;
            // By the clock, so that it grows from one view of the subject to the next too.
            _version = Math.Max(_version + 1, time.GetUtcNow().ToUnixTimeMilliseconds());
            var users = isWhole ? _viewers.Keys : (IEnumerable<string>)_changed;
            var report = new PresenceReport
            {
                Version = _version,
                Follows = isWhole ? null : _acknowledged,
                Wants = wants,
                Asks = wants && _last is null,
                Unnamed = _unnamed,
                Present = [.. users.Where(user => _viewers.TryGetValue(user, out var viewer) && viewer.IsNamed)
                    .Select(user => new SubjectViewer(user, _viewers[user].Since, _viewers[user].Visible == 0))],
                Gone = isWhole ? [] : [.. _changed.Where(user => !_viewers.ContainsKey(user))],
            };
            _changed.Clear();
            return report;
        }
    }

    /// <summary>Takes the answer to a report; <see langword="null"/> where there is none, so that nobody knows what became of it.</summary>
    public void Answered(PresenceReport report, PresenceStanding? answer)
    {
        lock (view)
        {
            _reporting = false;
            _acknowledged = answer?.Version == report.Version ? report.Version : 0;
            if (answer is null)
                return;
            _demanded = answer.Wanted;
            if (answer.Now is { } now)
                Take(now);
            if (_acknowledged == 0 || _changed.Count > 0 || _seeing.Count > 0 != _toldWanting)
                Report();
        }
    }

    /// <summary>Takes what the event grain knows of this gateway's viewers, and reports the whole where it knows something else.</summary>
    public void Compare(PresenceStanding standing)
    {
        lock (view)
        {
            _demanded = standing.Wanted;
            if (_reporting || (standing.Version == _acknowledged && _acknowledged != 0))
                return;
            _acknowledged = 0;
            Report();
        }
    }

    /// <summary>Reports from now on, because somebody wants it.</summary>
    public void Demand()
    {
        lock (view)
        {
            if (_demanded)
                return;
            _demanded = true;
            Report();
        }
    }

    /// <summary>Takes who looks, and tells those sessions that may see it. Never waits.</summary>
    public void Take(SubjectPresence presence)
    {
        lock (view)
        {
            if (_seeing.Count == 0 || presence.Version <= _last?.Version)
                return;
            var isNews = _last is null || _last.Count != presence.Count || !_last.Viewers.SequenceEqual(presence.Viewers);
            _last = presence;
            if (!isNews)
                return;
            _message = Session.Message("presence", PresenceMessage.Of(presence));
            _skipped.Clear();
            Tell(_seeing);
        }
    }

    /// <summary>Tells those sessions again that were too slow for the last message.</summary>
    public void TellSkipped()
    {
        lock (view)
        {
            if (_skipped.Count == 0)
                return;
            Session[] skipped = [.. _skipped];
            _skipped.Clear();
            Tell(skipped);
        }
    }

    /// <summary>Who looks, as far as it is known here.</summary>
    public PresenceMessage? Known()
    {
        lock (view)
            return _last is null ? null : PresenceMessage.Of(_last);
    }

    /// <summary>Forgets what the event grain knows, since it has forgotten it.</summary>
    public void Forget()
    {
        lock (view)
            (_acknowledged, _demanded, _toldWanting) = (0, false, false);
    }

    private void Tell(IReadOnlyCollection<Session> sessions)
    {
        foreach (var session in sessions)
        {
            // It is a state: whoever is slow needs the newest, and not each.
            if (session.SendIfIdle(_message!))
                continue;
            metrics.PresenceSkipped();
            _skipped.Add(session);
        }
    }

    private void See(Session session)
    {
        if (!MaySee(session.Token, subject))
            _seeing.Remove(session);
        else if (!_seeing.Add(session))
            return;
        if (_seeing.Count == 0)
            (_last, _message) = (null, null);
        Report();
    }

    private void Changed(string user)
    {
        if (!IsWanted)
        {
            // The next report is the whole.
            _acknowledged = 0;
            return;
        }

        _changed.Add(user);
        Report();
    }

    private void Report()
    {
        if (_seeing.Count == 0)
            (_last, _message) = (null, null);
        if (!IsWanted)
            _changed.Clear();
        if (IsWanted || _toldWanting)
            changed();
    }

    private sealed class Viewer(DateTimeOffset since, bool isNamed)
    {
        public DateTimeOffset Since => since;

        public bool IsNamed => isNamed;

        public int Tabs { get; set; }

        public int Visible { get; set; }
    }
}
