using System.Data.Common;
using Dapper;
using Notifications.Users.Inbox;

namespace Notifications.Storage.Inbox;

/// <summary>The inboxes and user contexts in a database.</summary>
internal sealed class SqlInboxStore(SqlDatabase database, GroupCommit writes) : IInboxStore
{
    private static readonly string Due =
        $"""
        SELECT
            (SELECT min(snoozed_until) FROM inbox WHERE site = @site AND "user" = @user AND snoozed_until IS NOT NULL),
            (SELECT min(arrived) FROM (
                {OldestOf("FALSE", "FALSE", "one")} UNION ALL {OldestOf("TRUE", "FALSE", "two")} UNION ALL {OldestOf("FALSE", "TRUE", "three")}
            ) AS oldest)
        """;

    private const string Columns =
        """
        "user" AS "Name", version AS "Version", unread AS "Unread", unseen AS "Unseen", total AS "Total", due AS "Due", erased AS "Erased",
        quiet_until AS "QuietUntil", quiet_count AS "QuietCount", state AS "State"
        """;

    private const string IsOf = """site = @site AND "user" IN (@user, @tombstone)""";

    private readonly ContextBatch _batch = new(database);

    public Task<ContextSnapshot> LoadAsync(string site, string user) => RunAsync(connection =>
        connection.QuerySingleOrDefault<ContextRow>(
            $"SELECT {Columns} FROM user_context WHERE {IsOf}", Named(site, user))?.ToSnapshot() ?? new ContextSnapshot());

    public Task<ContextSnapshot> SettleAsync(string site, string user) => writes.RunAsync(transaction =>
    {
        // Writing, and not reading, waits for a commit that holds the row, or that adds it.
        var named = Named(site, user);
        transaction.Connection!.Execute(
            $"""
            INSERT INTO user_context (site, "user", version, unseen, unread, total, erased, state)
            SELECT @site, @user, 0, 0, 0, 0, FALSE, @nothing
            WHERE NOT EXISTS (SELECT 1 FROM user_context WHERE site = @site AND "user" = @tombstone)
            ON CONFLICT (site, "user") DO NOTHING
            """,
            named, transaction);
        return transaction.Connection!.QuerySingle<ContextRow>(
            $"UPDATE user_context SET version = version WHERE {IsOf} RETURNING {Columns}", named, transaction).ToSnapshot();
    });

    public Task<ContextCommitted> CommitAsync(ContextCommit commit) => writes.WriteAsync(_batch, commit);

    public Task<InboxRows> ListAsync(string site, string user, InboxQuery query) => RunAsync(connection =>
    {
        var condition = InboxCondition.Of(site, user, query);
        var rows = connection.Query<InboxRow>(
            condition.Newest($"{InboxRow.Columns}, inbox.content AS \"Content\""), condition.With(("most", query.Limit + 1))).ToList();
        return new InboxRows([.. rows.Take(query.Limit).Select(row => row.ToItem())], rows.Count > query.Limit);
    });

    public Task<InboxDue> ReadDueAsync(string site, string user) => RunAsync(connection =>
    {
        var row = connection.QuerySingle<(long? Snoozed, long? Oldest)>(Due, new { site, user });
        return new InboxDue(UnixTime.Read(row.Snoozed), UnixTime.Read(row.Oldest));
    });

    public Task<IReadOnlyList<(string Site, string User)>> ReadDueUsersAsync(DateTimeOffset due, int limit) => RunAsync(connection =>
        (IReadOnlyList<(string, string)>)[.. connection.Query<(string, string)>(
            "SELECT site, \"user\" FROM user_context WHERE due <= @due ORDER BY due LIMIT @limit",
            new { due = due.ToUnixTimeMilliseconds(), limit })]);

    private static object Named(string site, string user) =>
        new { site, user, tombstone = Tombstone.Of(site, user), nothing = Array.Empty<byte>() };

    private static string OldestOf(string archived, string snoozed, string name) =>
        $"""
        SELECT arrived FROM (
            SELECT arrived FROM inbox
            WHERE site = @site AND "user" = @user AND sequence IS NOT NULL AND archived = {archived} AND snoozed = {snoozed} AND NOT saved
            ORDER BY sequence LIMIT 1) AS {name}
        """;

    private async Task<T> RunAsync<T>(Func<DbConnection, T> work)
    {
        try
        {
            return await database.RunAsync(work);
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException($"The inboxes can't be read: {e.Message}", e);
        }
    }

    private sealed class ContextRow
    {
        public required string Name { get; init; }
        public long Version { get; init; }
        public long Unread { get; init; }
        public long Unseen { get; init; }
        public long Total { get; init; }
        public long? Due { get; init; }
        public bool Erased { get; init; }
        public long? QuietUntil { get; init; }
        public long QuietCount { get; init; }
        public required byte[] State { get; init; }

        public ContextSnapshot ToSnapshot() => new()
        {
            Name = Name,
            Version = Version,
            Unread = Unread,
            Unseen = Unseen,
            Total = Total,
            Due = UnixTime.Read(Due),
            IsErased = Erased,
            QuietUntil = UnixTime.Read(QuietUntil),
            QuietCount = QuietCount,
            Memory = ContextContent.Read(State),
        };
    }
}
