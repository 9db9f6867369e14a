using System.Data;
using System.Data.Common;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>The rows of user contexts, of many users at once.</summary>
internal static class ContextRows
{
    private static readonly RowStatement Begin = new(
        """
        INSERT INTO user_context (site, "user", version, unseen, unread, total, erased, state)
        SELECT v.site, v."user", 0, 0, 0, 0, FALSE, v.state FROM {rows}
        WHERE NOT EXISTS (SELECT 1 FROM user_context AS erased WHERE erased.site = v.site AND erased."user" = v.tombstone)
        ON CONFLICT (site, "user") DO NOTHING
        """,
        ("site", DbType.String), ("user", DbType.String), ("state", DbType.Binary), ("tombstone", DbType.String));

    private static readonly RowStatement Hold = new(
        """
        UPDATE user_context SET version = user_context.version
        FROM {rows}
        WHERE user_context.site = v.site AND user_context."user" = v."user" AND user_context.version = v.known
        RETURNING user_context.site, user_context."user", user_context.version
        """,
        ("site", DbType.String), ("user", DbType.String), ("known", DbType.Int64));

    private static readonly RowStatement Change = new(
        """
        UPDATE user_context
        SET "user" = v.named, version = v.now,
            unread = CASE WHEN v.gone THEN 0 ELSE user_context.unread + v.more_unread END,
            unseen = CASE WHEN v.gone THEN 0 ELSE user_context.unseen + v.more_unseen END,
            total = CASE WHEN v.gone THEN 0 ELSE user_context.total + v.more END,
            due = v.next, erased = v.gone, quiet_until = v.until, quiet_count = v.quiet, state = coalesce(v.memory, user_context.state)
        FROM {rows}
        WHERE user_context.site = v.site AND user_context."user" = v."user"
        RETURNING user_context.site, user_context."user", user_context.unread, user_context.unseen, user_context.total
        """,
        ("site", DbType.String), ("user", DbType.String), ("now", DbType.Int64), ("more_unread", DbType.Int64), ("more_unseen", DbType.Int64),
        ("more", DbType.Int64), ("next", DbType.Int64), ("gone", DbType.Boolean), ("until", DbType.Int64), ("quiet", DbType.Int64),
        ("memory", DbType.Binary), ("named", DbType.String));

    /// <summary>
    /// Holds the contexts that have the version that their writer knows, until the end of the transaction. Those that never were
    /// there begin here.
    /// </summary>
    public static HashSet<(string Site, string Name, long Version)> Fence(DbTransaction transaction, IReadOnlyList<ContextCommit> commits)
    {
        Begin.Execute(transaction, [.. commits
            .Where(commit => commit.Version == 0)
            .DistinctBy(commit => (commit.Site, commit.User))
            .Select(commit => (object?[])[commit.Site, commit.User, Array.Empty<byte>(), Tombstone.Of(commit.Site, commit.User)])]);
        object?[][] known = [.. commits
            .Select(commit => (commit.Site, Name: commit.Name ?? commit.User, commit.Version))
            .Distinct()
            .Select(commit => (object?[])[commit.Site, commit.Name, commit.Version])];
        return [.. Hold.Read(transaction, known, row => (row.GetString(0), row.GetString(1), row.GetInt64(2)))];
    }

    /// <summary>Writes what contexts are afterwards, and answers with their counts.</summary>
    public static Dictionary<(string Site, string Name), ContextCounts> Write(DbTransaction transaction, IEnumerable<ContextTally> tallies) =>
        Change.Read(
            transaction,
            [.. tallies.Select(Values)],
            row => (Context: (row.GetString(0), row.GetString(1)), Counts: new ContextCounts(row.GetInt64(2), row.GetInt64(3), row.GetInt64(4))))
        .ToDictionary(row => row.Context, row => row.Counts);

    private static object?[] Values(ContextTally tally)
    {
        var commit = tally.Commit;
        return
        [
            commit.Site, commit.Name ?? commit.User, tally.Version, tally.Unread, tally.Unseen, tally.Total, UnixTime.Of(commit.Due), commit.IsErased,
            UnixTime.Of(commit.QuietUntil), commit.QuietCount + tally.Quiet,
            commit.Memory is { } memory ? ContextContent.Write(memory) : null, Tombstone.After(commit),
        ];
    }
}

/// <summary>What a context counts.</summary>
internal sealed record ContextCounts(long Unread, long Unseen, long Total);
