using Microsoft.AspNetCore.SignalR;
using Notifications.Inbox;
using Notifications.Users;

namespace Notifications.Live;

/// <summary>Where a user's inbox stands, as a message without changes. All sessions of the user share it, and few ever need it.</summary>
internal sealed class InboxStanding(UserPosition position, UserCounts counts)
{
    private SerializedHubMessage? _message;

    /// <summary>The message; a session that stands elsewhere learns by it that it missed something.</summary>
    public SerializedHubMessage Message =>
        _message ??= Session.Message("inbox", new InboxMessage(position.Sequence, position, counts, []));
}
