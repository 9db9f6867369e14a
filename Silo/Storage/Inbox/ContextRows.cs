using System.Data.Common;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>The rows of user contexts, many with one statement.</summary>
internal static class ContextRows
{
    private const int MaxAtOnce = 200;

    /// <summary>
    /// Holds the contexts that have the version that their writer knows, until the end of the transaction. Those that never were
    /// there begin here.
    /// </summary>
    public static HashSet<(string Site, string Name, long Version)> Fence(DbTransaction transaction, IReadOnlyList<ContextCommit> commits)
    {
        foreach (var some in commits.Where(commit => commit.Version == 0).Chunk(MaxAtOnce))
            Begin(transaction, some);
        var rightful = new HashSet<(string, string, long)>();
        foreach (var some in commits.DistinctBy(commit => (commit.Site, commit.Name ?? commit.User, commit.Version)).Chunk(MaxAtOnce))
        {
            using var command = Command(transaction);
            var values = new RowValues(command);
            foreach (var commit in some)
                values.Add(commit.Site, commit.Name ?? commit.User, commit.Version);
            command.CommandText =
                $"""
                UPDATE user_context SET version = user_context.version
                FROM ({values}) AS v
                WHERE user_context.site = v.column1 AND user_context."user" = v.column2 AND user_context.version = v.column3
                RETURNING site, "user", version
                """;
            using var reader = command.ExecuteReader();
            while (reader.Read())
                rightful.Add((reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        }

        return rightful;
    }

    /// <summary>Writes what contexts are afterwards, and answers with their counts.</summary>
    public static Dictionary<(string Site, string Name), ContextCounts> Write(DbTransaction transaction, IReadOnlyList<ContextTally> tallies)
    {
        var counts = new Dictionary<(string, string), ContextCounts>();
        foreach (var some in tallies.Chunk(MaxAtOnce))
        {
            using var command = Command(transaction);
            var values = new RowValues(command);
            foreach (var tally in some)
            {
                var commit = tally.Commit;
                values.Add(
                    commit.Site, commit.Name ?? commit.User, tally.Version, tally.Unread, tally.Unseen, tally.Total, UnixTime.Of(commit.Due),
                    commit.IsErased, UnixTime.Of(commit.QuietUntil), commit.QuietCount + tally.Quiet,
                    commit.Memory is { } memory ? ContextContent.Write(memory) : null, Tombstone.After(commit));
            }

            command.CommandText =
                $"""
                UPDATE user_context
                SET "user" = v.column12, version = v.column3,
                    unread = CASE WHEN v.column8 THEN 0 ELSE user_context.unread + v.column4 END,
                    unseen = CASE WHEN v.column8 THEN 0 ELSE user_context.unseen + v.column5 END,
                    total = CASE WHEN v.column8 THEN 0 ELSE user_context.total + v.column6 END,
                    due = v.column7, erased = v.column8, quiet_until = v.column9, quiet_count = v.column10,
                    state = coalesce(v.column11, user_context.state)
                FROM ({values}) AS v
                WHERE user_context.site = v.column1 AND user_context."user" = v.column2
                RETURNING site, "user", unread, unseen, total
                """;
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                counts[(reader.GetString(0), reader.GetString(1))] =
                    new ContextCounts(reader.GetInt64(2), reader.GetInt64(3), reader.GetInt64(4));
            }
        }

        return counts;
    }

    private static void Begin(DbTransaction transaction, ContextCommit[] commits)
    {
        using var command = Command(transaction);
        var values = new RowValues(command);
        foreach (var commit in commits)
            values.Add(commit.Site, commit.User, Array.Empty<byte>(), Tombstone.Of(commit.Site, commit.User));
        command.CommandText =
            $"""
            INSERT INTO user_context (site, "user", version, unseen, unread, total, erased, state)
            SELECT v.column1, v.column2, 0, 0, 0, 0, FALSE, v.column3 FROM ({values}) AS v
            WHERE NOT EXISTS (SELECT 1 FROM user_context AS erased WHERE erased.site = v.column1 AND erased."user" = v.column4)
            ON CONFLICT (site, "user") DO NOTHING
            """;
        command.ExecuteNonQuery();
    }

    private static DbCommand Command(DbTransaction transaction)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        return command;
    }
}

/// <summary>What a context counts.</summary>
internal sealed record ContextCounts(long Unread, long Unseen, long Total);
