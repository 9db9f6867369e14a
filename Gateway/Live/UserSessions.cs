using Notifications.Cluster;
using Notifications.Tokens;
using Notifications.Users;

namespace Notifications.Live;

/// <summary>The users who have sessions on this gateway that may see their counts.</summary>
internal sealed class UserSessions(UserContexts contexts)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Site, string User), Here> _users = [];

    /// <summary>All users, to renew their leases.</summary>
    public IReadOnlyList<(string Site, string User)> All
    {
        get
        {
            lock (_lock)
                return [.. _users.Keys];
        }
    }

    /// <summary>Adds a session and answers its user's counts, where its token permits them.</summary>
    /// <exception cref="ClusterUnavailableException">The session was not added.</exception>
    public async Task<UserCounts?> AttachAsync(Session session, SessionToken token)
    {
        if (!token.Permissions.Contains(Permissions.Inbox))
            return null;
        lock (_lock)
        {
            if (!_users.TryGetValue((token.Site, token.User), out var here))
                _users.Add((token.Site, token.User), here = new Here());
            here.Sessions.Add(session);
        }

        try
        {
            return (await contexts.AttachAsync(token.Site, token.User)).Counts;
        }
        catch
        {
            Detach(session, token);
            throw;
        }
    }

    /// <summary>Removes a session. The user's lease stays until <see cref="RenewAsync"/>, for a page that is just reloaded.</summary>
    public void Detach(Session session, SessionToken token)
    {
        lock (_lock)
        {
            if (_users.TryGetValue((token.Site, token.User), out var here))
                here.Sessions.Remove(session);
        }
    }

    /// <summary>Renews a user's lease and passes on counts that were lost on their way; or ends it without sessions.</summary>
    public async Task RenewAsync(string site, string user)
    {
        bool ended;
        lock (_lock)
            ended = _users.TryGetValue((site, user), out var here) && here.Sessions.Count == 0 && _users.Remove((site, user));
        if (ended)
            await contexts.DetachAsync(site, user);
        else
            Take(site, user, (await contexts.AttachAsync(site, user)).Counts);
    }

    /// <summary>Takes a message of a user context. Never waits.</summary>
    public void Take(UserUpdate update) => Take(update.Site, update.User, update.Counts);

    private void Take(string site, string user, UserCounts counts)
    {
        lock (_lock)
        {
            if (!_users.TryGetValue((site, user), out var here) || counts.Version <= here.Version)
                return;
            here.Version = counts.Version;
            var message = Session.Message("counts", counts);
            foreach (var session in here.Sessions)
                session.SendCounts(message);
        }
    }

    /// <summary>A user's sessions on this gateway, and the version of the counts that they were last told.</summary>
    private sealed class Here
    {
        public HashSet<Session> Sessions { get; } = [];
        public long Version { get; set; }
    }
}
