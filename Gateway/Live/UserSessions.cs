using System.Collections.Concurrent;
using Notifications.Cluster;
using Notifications.Inbox;
using Notifications.Tokens;
using Notifications.Users;

namespace Notifications.Live;

/// <summary>The users who have sessions on this gateway.</summary>
internal sealed class UserSessions(UserContexts contexts, GatewayMetrics metrics)
{
    private readonly ConcurrentDictionary<(string Site, string User), UserView> _views = new();

    /// <summary>All users, to announce them.</summary>
    public IEnumerable<UserView> All => _views.Values;

    /// <summary>The view of a user, where there is one.</summary>
    public UserView? Find(string site, string user) => _views.GetValueOrDefault((site, user));

    /// <summary>Lets a session in and answers what it missed of the inbox, where its token permits that.</summary>
    /// <exception cref="ClusterUnavailableException">The session was not let in.</exception>
    public Task<InboxMissed?> AttachAsync(Session session, SessionToken token, UserPosition? after) =>
        WithAsync(token, view => view.JoinAsync(session, token, after));

    /// <summary>What a session missed after a position.</summary>
    public Task<InboxMissed> MissedAsync(Session session, SessionToken token, UserPosition? after) =>
        WithAsync(token, view => view.MissedAsync(session.Locales, after));

    /// <summary>Tells a session where the inbox stands, which it may see from now on.</summary>
    public void TellStanding(Session session, SessionToken token) => Find(token.Site, token.User)?.TellStanding(session);

    /// <summary>Says that a user's flags were displayed.</summary>
    public void Acknowledged(SessionToken token, IReadOnlyList<string?> ids) => Find(token.Site, token.User)?.Acknowledged(ids);

    /// <summary>Removes a session. The user's view stays for some time, for a page that is just reloaded.</summary>
    public void Detach(Session session, SessionToken token) => Find(token.Site, token.User)?.Leave(session);

    /// <summary>Removes a view whose context was told that it ends, unless somebody has come meanwhile.</summary>
    public void Remove(UserView view)
    {
        lock (_views)
        {
            if (view.HasLeft())
                _views.TryRemove((view.Site, view.User), out _);
        }
    }

    /// <summary>Takes a message of a user context. Never waits.</summary>
    public void Take(UserUpdate update) => Find(update.Site, update.User)?.Take(update);

    private async Task<T> WithAsync<T>(SessionToken token, Func<UserView, Task<T>> answer)
    {
        UserView view;
        // A view without sessions is removed under the same lock that adds one.
        lock (_views)
        {
            view = _views.GetOrAdd((token.Site, token.User), key => new UserView(key.Site, key.User, contexts, metrics));
            view.BeginAnswer();
        }

        try
        {
            return await answer(view);
        }
        finally
        {
            view.EndAnswer();
        }
    }
}
