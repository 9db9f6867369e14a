using Notifications.Storage.Inbox;
using Notifications.Users.Kept;

namespace Notifications.Storage.Kept;

/// <summary>A row of the queue as it is read.</summary>
internal sealed class KeptRow
{
    /// <summary>The columns.</summary>
    public const string Columns = """inbox.position, inbox.site, inbox."user", inbox.id, inbox.tries, inbox.content""";

    public required long Position { get; init; }

    public required string Site { get; init; }

    public required string User { get; init; }

    public required string Id { get; init; }

    public required long Tries { get; init; }

    public required byte[] Content { get; init; }

    /// <summary>What it holds. One that can't be read must not keep the others from being read.</summary>
    public QueuedNotification ToQueued() => new(Position, Site, User, Id, (int)Tries, InboxContent.TryRead(Content));
}
