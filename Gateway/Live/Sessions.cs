using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Notifications.Tokens;

namespace Notifications.Live;

/// <summary>All sessions of this gateway; ends those that have no right to be there any more.</summary>
internal sealed class Sessions(
    SubjectViews views, UserSessions users, IOptions<HubOptions> options, GatewayMetrics metrics, TimeProvider time)
{
    private readonly ConcurrentDictionary<Session, byte> _sessions = new();
    private int _count;

    /// <summary>The sessions that have attached.</summary>
    public IEnumerable<Session> Attached => _sessions.Select(entry => entry.Key).Where(session => session.Token is not null);

    /// <summary>How many connections there are.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Takes a connection in, or sends it elsewhere where there are too many.</summary>
    public void Add(Session session)
    {
        _sessions[session] = 0;
        metrics.SessionOpened();
        if (Interlocked.Increment(ref _count) > options.Value.MaxSessions)
            session.End(new EndedMessage(Refusals.Unavailable, "This gateway is full; try again.", Reconnect: true));
    }

    /// <summary>Forgets a connection.</summary>
    public void Remove(Session session)
    {
        if (!_sessions.TryRemove(session, out _))
            return;
        Interlocked.Decrement(ref _count);
        metrics.SessionClosed();
        session.Close();
        if (session.Token is not { } token)
            return;
        foreach (var subject in session.Subjects)
            views.Unsubscribe(session, token.Site, subject);
        users.Detach(session, token);
    }

    /// <summary>Sends some of the connections to another gateway.</summary>
    /// <param name="most">How many at most.</param>
    public void Move(int most)
    {
        // The order is that of their hashes, which says nothing of who came when.
        foreach (var (session, _) in _sessions.Where(entry => !entry.Key.IsEnding).Take(most))
            session.End(new EndedMessage(Refusals.Moving, "This gateway stops; another one takes over.", Reconnect: true));
    }

    /// <summary>Ends sessions that did not attach in time and those whose token has expired.</summary>
    public void Sweep()
    {
        var now = time.GetUtcNow();
        foreach (var (session, _) in _sessions)
        {
            if (session.Token is { } token)
            {
                if (token.ExpiresAt <= now)
                    session.End(new EndedMessage(Refusals.TokenExpired, "Get a new token and attach again.", Reconnect: true));
            }
            else if (now - session.ConnectedAt > options.Value.AttachTimeout)
            {
                session.End(new EndedMessage(Refusals.TokenMissing, "Attach with a token after connecting.", Reconnect: true));
            }
        }
    }
}
