using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>Sums up what a commit does to an inbox.</summary>
internal sealed class ContextTally(ContextCommit commit, SqlDatabase database)
{
    public ContextCommit Commit => commit;

    public SqlDatabase Database => database;

    public long Unread { get; private set; }

    public long Unseen { get; private set; }

    public long Total { get; private set; }

    public long Quiet { get; set; }

    public long Changed { get; set; }

    /// <summary>The smallest sequence of what was changed, where there may be more to do.</summary>
    public long? Last { get; set; }

    public List<string> Ids { get; } = [];

    public List<InboxItem> Arrived { get; } = [];

    public List<string> Unknown { get; } = [];

    public List<string> Full { get; } = [];

    /// <summary>The sequence of what arrives next.</summary>
    public long NextSequence => commit.Version + Arrived.Count + 1;

    /// <summary>The version afterwards.</summary>
    public long Version => commit.Version + commit.Changes + commit.Work switch
    {
        null or InboxWork.Clear => 0,
        InboxWork.Deliver or InboxWork.Wake => Arrived.Count,
        _ => Changed > 0 ? 1 : 0,
    };

    public bool IsWritten => commit.IsWrittenAnyway || Version > commit.Version;

    /// <summary>Names one that changes, as long as a change can name it.</summary>
    public void List(string id)
    {
        if (Ids.Count <= InboxWork.MaxListed)
            Ids.Add(id);
    }

    /// <summary>Takes a row out of the counts, before it changes.</summary>
    public void Leave(InboxRow row) => Add(-row.Unread, -row.Unseen, -row.Total);

    /// <summary>Counts a row, after it changed.</summary>
    public void Enter(InboxRow row) => Add(row.Unread, row.Unseen, row.Total);

    public void Add(long unread, long unseen, long total) => (Unread, Unseen, Total) = (Unread + unread, Unseen + unseen, Total + total);
}
