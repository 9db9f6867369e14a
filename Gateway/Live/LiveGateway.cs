using Notifications.Users;

namespace Notifications.Live;

/// <summary>What grains call. It hands everything to queues and returns, since it takes one call at a time.</summary>
internal sealed class LiveGateway(SubjectViews views, UserSessions users) : ILiveGateway
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
}
