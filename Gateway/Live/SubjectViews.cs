using System.Collections.Concurrent;
using Notifications.Cluster;
using Notifications.Subjects;
using Notifications.Tokens;

namespace Notifications.Live;

/// <summary>The subjects that sessions of this gateway have open.</summary>
internal sealed class SubjectViews(EventGrains grains, PresenceReports reports, GatewayMetrics metrics, TimeProvider time)
{
    private readonly ConcurrentDictionary<(string Site, Subject Subject), SubjectView> _views = new();

    /// <summary>All views, to announce them.</summary>
    public IEnumerable<SubjectView> All => _views.Values;

    /// <summary>The view of a subject, where there is one.</summary>
    public SubjectView? Find(string site, Subject subject) => _views.GetValueOrDefault((site, subject));

    /// <summary>Lets a session see a subject and answers what it missed after a position.</summary>
    public async Task<SubscribeAnswer> SubscribeAsync(Session session, SessionToken token, Subject subject, LivePosition? after)
    {
        SubjectView view;
        // A view without sessions is removed under the same lock that adds one.
        lock (_views)
        {
            view = _views.GetOrAdd((token.Site, subject), key => new SubjectView(key.Site, key.Subject, grains, metrics, time, reports.Report));
            view.Join(session);
        }

        try
        {
            await view.BeginAsync();
            if (ViewPresence.MaySee(token, subject) && view.Presence.Known() is null)
                await reports.ReportNowAsync(view);
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

    /// <summary>Ends a session's sight of a subject. The view stays for some time, for a page that is just reloaded.</summary>
    public void Unsubscribe(Session session, string site, Subject subject) => Find(site, subject)?.Leave(session);

    /// <summary>Removes a view whose event grain was told that it ends, unless somebody has come meanwhile.</summary>
    public void Remove(SubjectView view)
    {
        lock (_views)
        {
            if (view.HasLeft())
                _views.TryRemove((view.Site, view.Subject), out _);
        }
    }

    /// <summary>Takes a message of an event grain. Never waits.</summary>
    public void Take(LiveFlags flags) => Find(flags.Site, flags.Subject)?.Take(flags);
}
