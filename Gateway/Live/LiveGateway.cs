using Notifications.Subjects;
using Notifications.Users;

namespace Notifications.Live;

/// <summary>What grains call. It hands everything to queues and returns, since it takes one call at a time.</summary>
internal sealed class LiveGateway(SubjectViews views, UserSessions users, Announcements announcements) : ILiveGateway
{
    public Task Show(LiveFlags flags)
    {
        views.Take(flags);
        return Task.CompletedTask;
    }

    public Task Update(UserUpdate update)
    {
        users.Take(update);
        return Task.CompletedTask;
    }

    public Task Present(SubjectPresence presence)
    {
        views.Find(presence.Site, presence.Subject)?.Presence.Take(presence);
        return Task.CompletedTask;
    }

    public Task AskPresence(string site, Subject subject)
    {
        views.Find(site, subject)?.Presence.Demand();
        return Task.CompletedTask;
    }

    public Task SubjectMoved(string site, Subject subject)
    {
        if (views.Find(site, subject) is { } view)
            announcements.Moved(view);
        return Task.CompletedTask;
    }

    public Task UserMoved(string site, string user)
    {
        if (users.Find(site, user) is { } view)
            announcements.Moved(view);
        return Task.CompletedTask;
    }
}
