using System.Data.Common;
using Notifications.Users;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>A row of the inbox, without its content: its state, which the writer changes.</summary>
internal sealed class InboxRow
{
    /// <summary>The columns of a row.</summary>
    public const string Columns =
        """
        inbox.position AS "Position", inbox.id AS "Id", inbox.revision AS "Revision", inbox.queued AS "Queued", inbox.taken AS "Taken",
        inbox.sequence AS "Sequence", inbox.seen AS "Seen", inbox.read AS "Read", inbox.archived AS "Archived", inbox.saved AS "Saved",
        inbox.snoozed AS "Snoozed", inbox.snoozed_until AS "SnoozedUntil", inbox.snoozed_for AS "SnoozedFor", inbox.arrived AS "Arrived",
        inbox.reasons AS "Reasons", inbox.places AS "Places"
        """;

    /// <summary>Which of the deliveries that were asked for it is.</summary>
    public long Index { get; init; }

    public long Position { get; init; }

    public required string Id { get; init; }

    public long Revision { get; init; }

    public bool Queued { get; set; }

    public long? Taken { get; set; }

    public long? Sequence { get; set; }

    public bool Seen { get; set; }

    public bool Read { get; set; }

    public bool Archived { get; set; }

    public bool Saved { get; init; }

    public bool Snoozed { get; set; }

    public long? SnoozedUntil { get; set; }

    public string? SnoozedFor { get; set; }

    public long? Arrived { get; set; }

    public string Reasons { get; set; } = "";

    public string Places { get; set; } = "";

    /// <summary>Read only where it is asked for.</summary>
    public byte[]? Content { get; init; }

    /// <summary>Whether what waits belongs in the inbox only if nobody saw its flag.</summary>
    public bool IsKeptUnlessShown => Content is { } content && InboxContent.TryRead(content)?.UnlessShownBy is not null;

    /// <summary>Reads a row of <see cref="Columns"/> and its index.</summary>
    public static InboxRow Of(DbDataReader row) => new()
    {
        Position = row.GetInt64(0),
        Id = row.GetString(1),
        Revision = row.GetInt64(2),
        Queued = row.GetBoolean(3),
        Taken = Number(row, 4),
        Sequence = Number(row, 5),
        Seen = row.GetBoolean(6),
        Read = row.GetBoolean(7),
        Archived = row.GetBoolean(8),
        Saved = row.GetBoolean(9),
        Snoozed = row.GetBoolean(10),
        SnoozedUntil = Number(row, 11),
        SnoozedFor = row.IsDBNull(12) ? null : row.GetString(12),
        Arrived = Number(row, 13),
        Reasons = row.GetString(14),
        Places = row.GetString(15),
        Index = row.GetInt64(16),
    };

    /// <summary>Whether it is among those that are counted.</summary>
    public bool IsCounted => Sequence is not null && !Archived && !Snoozed;

    public long Unread => IsCounted && !Read ? 1 : 0;

    public long Unseen => IsCounted && !Seen ? 1 : 0;

    public long Total => Sequence is null ? 0 : 1;

    /// <summary>Puts it to the top, where it is seen from now on.</summary>
    public void ComeToTop(long sequence, DateTimeOffset now)
    {
        (Sequence, Arrived) = (sequence, now.ToUnixTimeMilliseconds());
        (Archived, Snoozed, SnoozedUntil, SnoozedFor) = (false, false, null, null);
    }

    public InboxItem ToItem(KeptNotification notification) => new()
    {
        Sequence = Sequence ?? 0,
        Flag = notification.Flag,
        Subject = notification.Subject,
        Source = notification.Source,
        Reasons = notification.Reasons,
        Seen = Seen,
        Read = Read,
        Archived = Archived,
        Saved = Saved,
        SnoozedUntil = UnixTime.Read(SnoozedUntil),
        SnoozedFor = SnoozedFor,
    };

    public InboxItem ToItem() => ToItem(InboxContent.Read(Content!));

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
