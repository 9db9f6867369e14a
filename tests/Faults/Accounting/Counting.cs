namespace Notifications.Tests.Faults.Accounting;

/// <summary>Counts are those of the items, views hold what they say, and sessions stand where the inbox stands.</summary>
internal static class Counting
{
    private static readonly Dictionary<string, Func<FinalItem, bool>> Views = new()
    {
        ["inbox"] = item => !item.Archived && !item.Snoozed,
        ["unread"] = item => !item.Archived && !item.Snoozed && !item.Read,
        ["unseen"] = item => !item.Archived && !item.Snoozed && !item.Seen,
        ["archived"] = item => item.Archived,
        ["saved"] = item => item.Saved,
    };

    /// <summary>The views that are compared.</summary>
    public static IReadOnlyCollection<string> ViewNames => Views.Keys;

    public static IEnumerable<Violation> Check(FinalInbox inbox, IEnumerable<SessionEnd> sessions)
    {
        foreach (var (name, count) in ((string, long)[])[("unread", inbox.Unread), ("unseen", inbox.Unseen)])
        {
            var items = inbox.Items.Count(Views[name]);
            if (items != count)
                yield return new Violation(Breach.WrongCount, inbox.User, $"{name} is {count}, and {items} items are.");
        }

        foreach (var (view, ids) in inbox.Views)
        {
            var expected = inbox.Items.Where(Views[view]).Select(item => item.Id).ToHashSet(StringComparer.Ordinal);
            if (!expected.SetEquals(ids))
                yield return new Violation(Breach.WrongView, inbox.User, $"{view} lacks {Some(expected.Except(ids))} and has {Some(ids.Except(expected))} too much.");
        }

        foreach (var session in sessions.Where(session => session.User == inbox.User))
        {
            if ((session.Sequence, session.Version, session.Unread, session.Unseen) != (inbox.Version, inbox.Version, inbox.Unread, inbox.Unseen))
            {
                yield return new Violation(
                    Breach.Behind, inbox.User,
                    $"session {session.Session} stands at {session.Sequence} with {session.Unread} unread, {session.Unseen} unseen as of {session.Version}; the inbox at {inbox.Version} with {inbox.Unread}, {inbox.Unseen}.");
            }
        }
    }

    private static string Some(IEnumerable<string> ids) => ids.ToList() is { Count: > 0 } some ? $"{some.Count} ({string.Join(", ", some.Take(5))})" : "nothing";
}
