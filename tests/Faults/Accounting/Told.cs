namespace Notifications.Tests.Faults.Accounting;

/// <summary>A change of the inbox that a session was told, in the order in which it came.</summary>
/// <param name="What">The change without what may differ between two tellings: kind, operation, ids, revision.</param>
/// <param name="Arrived">The notification that arrived, with its revision, where one did.</param>
internal sealed record ToldChange(string User, string Session, long Sequence, string What, (string Id, long Revision)? Arrived);

/// <summary>A session that was told that nobody knows what it missed: it began anew there.</summary>
internal sealed record BeganAnew(string User, string Session, long Sequence);

/// <summary>A flag that came to a session.</summary>
/// <param name="After">Where the session said that it stood, where the flag was the answer to that.</param>
internal sealed record ToldFlag(
    string Session, string Subject, string Epoch, long Sequence, string Id, long Revision, long? After);

/// <summary>Where a session stood when all was quiet.</summary>
internal sealed record SessionEnd(string User, string Session, long Sequence, long Unread, long Unseen, long Version);
