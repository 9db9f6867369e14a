using System.Collections.Concurrent;
using Notifications.Cluster;
using Notifications.Tokens;
using Notifications.Users;

namespace Notifications.Live;

/// <summary>The users who have sessions on this gateway.</summary>
internal sealed class UserSessions(UserContexts contexts)
{
    private readonly ConcurrentDictionary<(string Site, string User), List<Session>> _sessions = new();

    /// <summary>All users, to renew their leases.</summary>
    public IEnumerable<(string Site, string User)> All => _sessions.Keys;

    /// <summary>Adds a session and answers its user's counts, where its token permits them.</summary>
    public async Task<UserCounts?> AttachAsync(Session session, SessionToken token)
    {
        if (!token.Permissions.Contains(Permissions.Inbox))
            return null;
        lock (_sessions)
            _sessions.GetOrAdd((token.Site, token.User), _ => []).Add(session);
        return await contexts.AttachAsync(token.Site, token.User);
    }

    /// <summary>Removes a session. The user's lease stays until <see cref="RenewAsync"/>, for a page that is just reloaded.</summary>
    public void Detach(Session session, SessionToken token)
    {
        lock (_sessions)
        {
            if (_sessions.TryGetValue((token.Site, token.User), out var sessions))
                sessions.Remove(session);
        }
    }

    /// <summary>Renews a user's lease and passes on the counts, in case an update was lost; or ends it without sessions.</summary>
    public async Task RenewAsync(string site, string user)
    {
        bool ended;
        lock (_sessions)
            ended = _sessions.TryGetValue((site, user), out var sessions) && sessions.Count == 0 && _sessions.TryRemove((site, user), out _);
        if (ended)
            await contexts.DetachAsync(site, user);
        else
            Take(new UserUpdate(site, user, await contexts.AttachAsync(site, user)));
    }

    /// <summary>Takes a message of a user context. Never waits.</summary>
    public void Take(UserUpdate update)
    {
        var message = Session.Message("counts", update.Counts);
        lock (_sessions)
        {
            if (!_sessions.TryGetValue((update.Site, update.User), out var sessions))
                return;
            foreach (var session in sessions)
                session.Send(message);
        }
    }
}
