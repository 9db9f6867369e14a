using System.Data.Common;
using Notifications.Storage.Inbox;
using Notifications.Users.Kept;

namespace Notifications.Storage.Kept;

/// <summary>A row to be added to the queue.</summary>
internal sealed record KeptInsert(KeptEntry Entry, byte[] Content, long Due, long Written)
{
    /// <summary>Due at once, whatever the clock of the silo that reads it.</summary>
    public const long AtOnce = 0;

    /// <summary>The row of an entry.</summary>
    public static KeptInsert Of(KeptEntry entry, DateTimeOffset now) => new(
        entry,
        InboxContent.Write(entry.Notification),
        entry.Notification.UnlessShownBy is { } by && by > now ? by.ToUnixTimeMilliseconds() : AtOnce,
        now.ToUnixTimeMilliseconds());

    /// <summary>What follows the values: a newer revision takes the place of what is there, and everything else is left as it is.</summary>
    public const string OnConflict =
        """
        ON CONFLICT (site, "user", id) DO UPDATE
        SET revision = excluded.revision, queue = excluded.queue, queued = TRUE, due = excluded.due, tries = 0,
            seen = (inbox.seen AND inbox.sequence IS NOT NULL), written = excluded.written, source = excluded.source, subject = excluded.subject, rule = excluded.rule,
            type = excluded.type, content = excluded.content
        WHERE excluded.revision > inbox.revision
        """;

    /// <summary>Wakes the receivers of what was added.</summary>
    public static void Signal(SqlDatabase database, DbTransaction transaction, IReadOnlyList<KeptInsert> rows) =>
        database.Signals.Raise(transaction, KeptSignal.Channel, KeptSignal.Write(rows.Select(row => (row.Entry.Slot, row.Due))));
}
