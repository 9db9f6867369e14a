namespace Notifications.Users.Inbox;

/// <summary>
/// Reads pages. The newest that was read is remembered until something changes: when all of a user's sessions return at once, one
/// of them reads it.
/// </summary>
internal sealed class FirstPage(UserContext context)
{
    private (InboxQuery Query, long Version, Task<InboxRows> Rows)? _last;

    public async Task<InboxPage> ListAsync(InboxQuery query)
    {
        // Before the reading: what changes meanwhile is told after this position.
        var (position, counts) = (context.Position, context.Counts);
        var rows = await ReadAsync(query, position.Sequence);
        return new InboxPage(rows.Items, rows.MayBeMore ? rows.Items[^1].Sequence : null, position, counts);
    }

    private Task<InboxRows> ReadAsync(InboxQuery query, long version)
    {
        if (_last is { } last && last.Query == query && last.Version == version && !last.Rows.IsFaulted)
            return last.Rows;
        var rows = context.Store.ListAsync(context.Site, context.User, query);
        _last = (query, version, rows);
        return rows;
    }
}
