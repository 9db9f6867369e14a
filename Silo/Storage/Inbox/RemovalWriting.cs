using System.Data.Common;
using Dapper;
using Notifications.Subjects;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>Deletes from inboxes, and takes what is deleted out of the counts.</summary>
internal static class RemovalWriting
{
    private static readonly string Oldest = string.Join(
        " UNION ALL ", OldestOf("FALSE", "FALSE", "one"), OldestOf("TRUE", "FALSE", "two"), OldestOf("FALSE", "TRUE", "three"));

    private const string Saved =
        """
        SELECT count(*) FROM (
            SELECT 1 FROM inbox WHERE site = @site AND "user" = @user AND saved = TRUE AND sequence IS NOT NULL LIMIT @surplus) AS counted
        """;

    public static void Trim(DbTransaction transaction, ContextTally tally)
    {
        var trim = (InboxWork.Trim)tally.Commit.Work!;
        var connection = transaction.Connection!;
        var whose = new { site = tally.Commit.Site, user = tally.Commit.User, limit = trim.Limit };
        var surplus = connection.QuerySingle<long>(
            "SELECT total FROM user_context WHERE site = @site AND \"user\" = @user", whose, transaction) - trim.MaxItems;
        // Those that are saved are beside the bound.
        if (surplus > 0)
            surplus -= connection.QuerySingle<long>(Saved, new { whose.site, whose.user, surplus }, transaction);
        var before = trim.ArrivedBefore.ToUnixTimeMilliseconds();
        var gone = connection.Query<InboxRow>(Oldest, whose, transaction)
            .OrderBy(row => row.Sequence)
            .Take(trim.Limit)
            .Where((row, index) => index < surplus || row.Arrived < before)
            .ToList();
        if (gone.Count == 0)
            return;
        // One that was replaced meanwhile stays: its newer revision is to be delivered.
        var deleted = connection.Query<long>(
            $"DELETE FROM inbox WHERE position {tally.Database.Among("@positions")} AND NOT queued RETURNING position",
            new { positions = gone.Select(row => row.Position).ToArray() },
            transaction).ToHashSet();
        foreach (var row in gone.Where(row => deleted.Contains(row.Position)))
            Count(tally, row);
    }

    public static void Withdraw(DbTransaction transaction, ContextTally tally)
    {
        var (subject, before, limit) = (InboxWork.Withdraw)tally.Commit.Work!;
        var condition = InboxCondition.OfAll(tally.Commit.Site, tally.Commit.User, subject, before);
        var gone = transaction.Connection!.Query<InboxRow>(condition.Newest(InboxRow.Columns), condition.With(("most", limit)), transaction).AsList();
        foreach (var row in gone)
            Count(tally, row);
        if (gone.Count == limit)
            tally.Last = gone[^1].Sequence;
        // What waits has no sequence.
        var positions = gone.Select(row => row.Position).Concat(before is null ? Waiting(transaction, tally.Commit, subject) : []).ToArray();
        Remains.Leave(tally.Database, transaction, positions);
    }

    public static void Clear(DbTransaction transaction, ContextTally tally) => tally.Changed = transaction.Connection!.Execute(
        "DELETE FROM inbox WHERE position IN (SELECT position FROM inbox WHERE site = @site AND \"user\" = @user LIMIT @limit)",
        new { site = tally.Commit.Site, user = tally.Commit.User, limit = ((InboxWork.Clear)tally.Commit.Work!).Limit }, transaction);

    // Where it is, is in the content only as long as it waits.
    private static IEnumerable<long> Waiting(DbTransaction transaction, ContextCommit commit, Subject place) =>
        transaction.Connection!.Query<(long Position, string Subject, byte[] Content)>(
            "SELECT position, subject, content FROM inbox WHERE site = @site AND \"user\" = @user AND sequence IS NULL",
            new { site = commit.Site, user = commit.User }, transaction)
            .Where(row => row.Subject == place.ToString() || InboxContent.TryRead(row.Content)?.Places.Contains(place) == true)
            .Select(row => row.Position);

    private static void Count(ContextTally tally, InboxRow row)
    {
        tally.Leave(row);
        tally.Changed++;
        tally.List(row.Id);
    }

    private static string OldestOf(string archived, string snoozed, string name) =>
        $"""
        SELECT * FROM (
            SELECT {InboxRow.Columns} FROM inbox
            WHERE inbox.site = @site AND inbox."user" = @user AND inbox.sequence IS NOT NULL
                AND inbox.archived = {archived} AND inbox.snoozed = {snoozed} AND NOT inbox.saved AND NOT inbox.queued
            ORDER BY inbox.sequence LIMIT @limit) AS {name}
        """;
}
