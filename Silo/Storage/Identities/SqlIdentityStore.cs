using System.Data.Common;
using Dapper;
using Notifications.Users.Identities;

namespace Notifications.Storage.Identities;

/// <summary>The identities in SQLite.</summary>
internal sealed class SqlIdentityStore(SqlDatabase database, TimeProvider time) : IIdentityStore
{
    // Longer than a silo can be behind and still decide.
    private static readonly TimeSpan GoneFor = TimeSpan.FromDays(1);

    public Task<IReadOnlyList<OwnedName>> FindAsync(string site, IReadOnlyCollection<Identifier> names) => RunAsync(connection =>
    {
        var users = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            if (Owner(connection, site, name) is { } user)
                users.Add(user);
        }

        return (IReadOnlyList<OwnedName>)[.. users.SelectMany(user => connection.Query<IdentityRow>(
            $"""SELECT {IdentityRow.Columns} FROM identity_name WHERE site = @site AND "user" = @user""", new { site, user }))
            .Select(row => row.ToOwnedName())];
    });

    public Task<int> CountAsync(string site) => RunAsync(connection => connection.QuerySingle<int>(
        """SELECT count(*) FROM identity_name WHERE site = @site AND kind = @sub AND value = "user" """,
        new { site, sub = (int)IdentifierKind.Sub }));

    public Task<IdentityChanges> ReadChangesAsync(long after, int limit) => RunAsync(connection =>
    {
        var cut = connection.QuerySingleOrDefault<long?>(
            "SELECT version FROM identity_name WHERE version > @after ORDER BY version LIMIT 1 OFFSET @limit - 1", new { after, limit });
        var last = cut ?? Math.Max(after, connection.QuerySingle<long?>("SELECT max(version) FROM identity_name") ?? 0);
        var names = connection.Query<IdentityRow>(
            $"""
            SELECT {IdentityRow.Columns}
            FROM identity_name
            WHERE version > @after AND version <= @last AND (@after > 0 OR "user" IS NOT NULL)
            ORDER BY version
            """,
            new { after, last }).Select(row => row.ToOwnedName());
        return new IdentityChanges([.. names], last, MayBeMore: cut is not null);
    });

    public Task<long> WriteAsync(string site, IReadOnlyList<NameChange> changes) => GuardAsync(() => database.WriteAsync(transaction =>
    {
        var connection = transaction.Connection!;
        var version = connection.QuerySingle<long>("UPDATE identity_version SET version = version + 1 RETURNING version", transaction: transaction);
        foreach (var change in changes)
            Write(connection, transaction, site, change, version);
        connection.Execute(
            """DELETE FROM identity_name WHERE "user" IS NULL AND since < @before""",
            new { before = (time.GetUtcNow() - GoneFor).ToUnixTimeMilliseconds() }, transaction);
        return version;
    }));

    private static string? Owner(DbConnection connection, string site, Identifier name) => connection.QuerySingleOrDefault<string?>(
        """SELECT "user" FROM identity_name WHERE site = @site AND kind = @kind AND value = @value""",
        new { site, kind = (int)name.Kind, value = name.Value });

    private static void Write(DbConnection connection, DbTransaction transaction, string site, NameChange change, long version)
    {
        var written = connection.Execute(
            """
            INSERT INTO identity_name (site, kind, value, "user", origin, since, version)
            VALUES (@site, @kind, @value, @user, @origin, @since, @version)
            ON CONFLICT (site, kind, value) DO UPDATE
            SET "user" = excluded."user", origin = excluded.origin, since = excluded.since, version = excluded.version
            WHERE CASE WHEN identity_name."user" IS NULL THEN 0 ELSE identity_name.version END = @before
            """,
            new
            {
                site,
                kind = (int)change.Identifier.Kind,
                value = change.Identifier.Value,
                user = change.User,
                origin = (int)change.Origin,
                since = change.Since.ToUnixTimeMilliseconds(),
                version,
                before = change.Before,
            },
            transaction);
        if (written == 0)
            throw new IdentityConflictException(site);
    }

    private Task<T> RunAsync<T>(Func<DbConnection, T> work) => GuardAsync(() => database.RunAsync(work));

    private static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is DbException or StoreUnavailableException)
        {
            throw new IdentityStoreUnavailableException($"The identities can't be read or written: {e.Message}", e);
        }
    }
}
