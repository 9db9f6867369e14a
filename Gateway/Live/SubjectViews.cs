using System.Collections.Concurrent;
using Notifications.Cluster;
using Notifications.Subjects;
using Notifications.Tokens;

namespace Notifications.Live;

/// <summary>The subjects that sessions of this gateway have open.</summary>
internal sealed class SubjectViews(EventGrains grains, GatewayMetrics metrics, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Site, Subject Subject), SubjectView> _views = new();

    /// <summary>All views, to renew their leases.</summary>
    public IEnumerable<SubjectView> All => _views.Values;

    /// <summary>Lets a session see a subject and answers what it missed after a position.</summary>
    public async Task<SubscribeAnswer> SubscribeAsync(Session session, SessionToken token, Subject subject, LivePosition? after)
    {
        SubjectView view;
        // A view without sessions is removed under the same lock that adds one.
        lock (_views)
        {
            view = _views.GetOrAdd((token.Site, subject), key => new SubjectView(key.Site, key.Subject, grains, metrics, time));
            view.Join(session);
        }

        try
        {
            if (!view.IsWatching)
                await view.WatchAsync();
            return await view.ReplayAsync(session, token.User, after);
        }
        catch
        {
            session.Remove(subject);
            view.Leave(session);
            throw;
        }
        finally
        {
            // The connection may have gone before the session had joined.
            if (session.IsClosed)
                view.Leave(session);
        }
    }

    /// <summary>Ends a session's sight of a subject. The view stays until <see cref="RenewAsync"/>, for a page that is just reloaded.</summary>
    public void Unsubscribe(Session session, string site, Subject subject)
    {
        if (_views.TryGetValue((site, subject), out var view))
            view.Leave(session);
    }

    /// <summary>Renews the view's lease, or ends it where nobody has looked since the last time.</summary>
    public async Task RenewAsync(SubjectView view)
    {
        bool ended;
        lock (_views)
        {
            ended = view.EndIfUnseen();
            if (ended)
                _views.TryRemove((view.Site, view.Subject), out _);
        }

        if (ended)
            await grains.UnwatchAsync(view.Site, view.Subject);
        else
            await view.RenewAsync();
    }

    /// <summary>Takes a message of an event grain. Never waits.</summary>
    public void Take(LiveFlags flags)
    {
        if (_views.TryGetValue((flags.Site, flags.Subject), out var view))
            view.Take(flags);
    }
}
