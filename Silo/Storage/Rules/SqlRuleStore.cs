using System.Data.Common;
using Dapper;
using Notifications.Rules;
using Notifications.Rules.Storing;

namespace Notifications.Storage.Rules;

/// <summary>The rules that were written by API, in a database.</summary>
internal sealed class SqlRuleStore(SqlDatabase database) : IRuleStore
{
    private const string Columns = "site, key, version, text IS NULL AS Deleted, author, written, comment";

    public Task<long> ReadRevisionAsync() => RunAsync(connection => ReadRevision(connection));

    public Task<StoredRevision> ReadNewestAsync() => RunAsync(connection =>
    {
        // One snapshot, so that the revision is that of the rules.
        using var transaction = database.BeginRead(connection);
        var rules = connection.Query<RuleVersionRow>(
            $"""
            SELECT {Columns}, text FROM rule_version AS newest
            WHERE text IS NOT NULL AND version = (
                SELECT max(version) FROM rule_version WHERE site = newest.site AND key = newest.key)
            ORDER BY site, key
            """, transaction: transaction).Select(row => new StoredRule(row.Site, row.ToVersion())).ToList();
        return new StoredRevision(ReadRevision(connection, transaction), rules);
    });

    public Task<RuleVersion?> ReadAsync(string site, string key, long? version) => RunAsync(connection =>
        connection.QueryFirstOrDefault<RuleVersionRow>(
            $"""
            SELECT {Columns}, text FROM rule_version
            WHERE site = @site AND key = @key AND version = coalesce(@version, version)
            ORDER BY version DESC LIMIT 1
            """, new { site, key, version })?.ToVersion());

    public Task<IReadOnlyList<RuleVersion>> ReadVersionsAsync(string site, string key, long? before, int limit) => RunAsync(connection =>
        (IReadOnlyList<RuleVersion>)connection.Query<RuleVersionRow>(
            $"""
            SELECT {Columns} FROM rule_version
            WHERE site = @site AND key = @key AND version < @before
            ORDER BY version DESC LIMIT @limit
            """, new { site, key, before = before ?? long.MaxValue, limit }).Select(row => row.ToVersion()).ToList());

    public Task<int> CountAsync(string site) => RunAsync(connection => connection.QuerySingle<int>(
        """
        SELECT count(*) FROM rule_version AS newest
        WHERE site = @site AND text IS NOT NULL AND version = (
            SELECT max(version) FROM rule_version WHERE site = newest.site AND key = newest.key)
        """, new { site }));

    public Task AppendAsync(string site, RuleVersion version) => GuardAsync(() => database.WriteAsync(transaction =>
        transaction.Connection!.Execute(
            """
            INSERT INTO rule_version (site, key, version, text, author, written, comment)
            VALUES (@site, @Key, @Version, @Text, @Author, @written, @Comment);
            UPDATE rule_revision SET revision = revision + 1;
            """,
            new { site, version.Key, version.Version, version.Text, version.Author, written = version.WrittenAt.ToUnixTimeMilliseconds(), version.Comment },
            transaction)));

    private static long ReadRevision(DbConnection connection, DbTransaction? transaction = null) =>
        connection.QuerySingle<long>("SELECT revision FROM rule_revision", transaction: transaction);

    private Task<T> RunAsync<T>(Func<DbConnection, T> work) => GuardAsync(() => database.RunAsync(work));

    private static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is DbException or StoreUnavailableException)
        {
            throw new RuleStoreUnavailableException($"The store of rules can't be used: {e.Message}", e);
        }
    }
}
