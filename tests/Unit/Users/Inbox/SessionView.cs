using Notifications.Users;
using Notifications.Users.Inbox;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>What a session makes of a snapshot and the changes after it, as the wire's documentation says.</summary>
internal sealed class SessionView
{
    private readonly Dictionary<string, InboxItem> _items;

    public SessionView(long sequence, IEnumerable<InboxItem> items) =>
        (Sequence, _items) = (sequence, items.ToDictionary(item => item.Flag.Id, StringComparer.Ordinal));

    public long Sequence { get; private set; }

    /// <summary>Whether it has to read the inbox anew.</summary>
    public bool IsLost { get; private set; }

    public IReadOnlyList<string> Shown => [.. _items.Values.OrderBy(item => item.Sequence).Select(Text)];

    public static string Text(InboxItem item) =>
        $"{item.Flag.Id} {item.Sequence} {item.Seen} {item.Read} {item.Archived} {item.Saved} {item.SnoozedUntil:O} {item.SnoozedFor}";

    public void Take(IEnumerable<UserChange> changes)
    {
        foreach (var change in changes)
        {
            Assert.Equal(Sequence + 1, change.Sequence);
            Sequence = change.Sequence;
            switch (change.Kind)
            {
                case UserChangeKind.Arrived:
                    _items[change.Item!.Flag.Id] = change.Item;
                    break;
                case UserChangeKind.Removed:
                    foreach (var id in change.Ids)
                        Assert.True(_items.Remove(id));
                    break;
                case UserChangeKind.Changed:
                    foreach (var id in change.Ids)
                        _items[id] = Changed(_items[id], change);
                    break;
                case UserChangeKind.Reset:
                    IsLost = true;
                    break;
            }
        }
    }

    private static InboxItem Changed(InboxItem item, UserChange change) => change.Operation switch
    {
        InboxOperation.Seen => item with { Seen = true },
        InboxOperation.Read => item with { Read = true, Seen = true },
        InboxOperation.Unread => item with { Read = false },
        InboxOperation.Archive => item with { Archived = true, Read = true, Seen = true, SnoozedUntil = null, SnoozedFor = null },
        InboxOperation.Unarchive => item with { Archived = false },
        InboxOperation.Snooze => item with { SnoozedUntil = change.Until, SnoozedFor = change.For, Archived = false },
        InboxOperation.Unsnooze => item with { SnoozedUntil = null, SnoozedFor = null },
        InboxOperation.Save => item with { Saved = true },
        _ => item with { Saved = false },
    };
}
