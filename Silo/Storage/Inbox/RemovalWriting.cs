using System.Data.Common;
using Dapper;
using Notifications.Subjects;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>Deletes from inboxes, and takes what is deleted out of the counts.</summary>
internal static class RemovalWriting
{
    // A list must not be empty: without a type PostgreSQL can't compare it.
    private const long Nowhere = 0;

    private static readonly string Oldest = string.Join(
        " UNION ALL ", OldestOf("FALSE", "FALSE", "one"), OldestOf("TRUE", "FALSE", "two"), OldestOf("FALSE", "TRUE", "three"));

    private const string Saved =
        """
        SELECT count(*) FROM (
            SELECT 1 FROM inbox WHERE site = @site AND "user" = @user AND saved = TRUE AND sequence IS NOT NULL LIMIT @surplus) AS some
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
        var subject = ((InboxWork.Withdraw)tally.Commit.Work!).Subject;
        var parameters = new
        {
            site = tally.Commit.Site,
            user = tally.Commit.User,
            subject = subject.ToString(),
            place = WordList.One(subject.ToString()),
            waiting = Waiting(transaction, tally.Commit, subject),
        };
        var gone = transaction.Connection!.Query<InboxRow>(
            $"""
            DELETE FROM inbox
            WHERE site = @site AND "user" = @user
                AND (subject = @subject OR replace(places, @place, '') <> places OR position {tally.Database.Among("@waiting")})
            RETURNING {InboxRow.Columns.Replace("inbox.", "", StringComparison.Ordinal)}
            """,
            parameters, transaction);
        foreach (var row in gone)
        {
            if (row.Sequence is not null)
                Count(tally, row);
        }
    }

    public static void Clear(DbTransaction transaction, ContextTally tally) => tally.Changed = transaction.Connection!.Execute(
        "DELETE FROM inbox WHERE position IN (SELECT position FROM inbox WHERE site = @site AND \"user\" = @user LIMIT @limit)",
        new { site = tally.Commit.Site, user = tally.Commit.User, limit = ((InboxWork.Clear)tally.Commit.Work!).Limit }, transaction);

    // Where it is, is in the content only as long as it waits.
    private static long[] Waiting(DbTransaction transaction, ContextCommit commit, Subject place) =>
        [Nowhere, .. transaction.Connection!.Query<(long Position, byte[] Content)>(
            "SELECT position, content FROM inbox WHERE site = @site AND \"user\" = @user AND queued AND sequence IS NULL",
            new { site = commit.Site, user = commit.User }, transaction)
            .Where(row => InboxContent.Read(row.Content).Places.Contains(place))
            .Select(row => row.Position)];

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
