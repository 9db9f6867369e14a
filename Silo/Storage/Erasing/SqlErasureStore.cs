using System.Data.Common;
using Dapper;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Storage.Erasing;

/// <summary>Who is to be erased, and who was, in a database.</summary>
internal sealed class SqlErasureStore(SqlDatabase database, GroupCommit commits) : IErasureStore
{
    public Task<Erasure?> BeginAsync(string site, string user, IReadOnlyList<Identifier> names, DateTimeOffset now) =>
        commits.RunAsync(transaction => new ErasureBeginning(database, transaction, site).Begin(user, names, now));

    public Task<Erasure?> EndAsync(string site, string owner, DateTimeOffset now) => commits.RunAsync(transaction =>
    {
        transaction.Connection!.Execute(
            "UPDATE erasure SET names = NULL, done = @now WHERE site = @site AND owner = @owner AND done IS NULL",
            new { site, owner, now = now.ToUnixTimeMilliseconds() }, transaction);
        return ErasureRow.Find(transaction.Connection!, site, owner, transaction);
    });

    public Task<bool> LiftAsync(string site, string owner) => commits.RunAsync(transaction =>
    {
        transaction.Connection!.Execute("UPDATE erasure_version SET version = version + 1", transaction: transaction);
        var names = transaction.Connection!.Execute("DELETE FROM erased_name WHERE site = @site AND owner = @owner", new { site, owner }, transaction);
        return transaction.Connection!.Execute("DELETE FROM erasure WHERE site = @site AND owner = @owner", new { site, owner }, transaction) + names > 0;
    });

    public Task<Erasure?> FindAsync(string site, string owner) => ReadAsync(connection => ErasureRow.Find(connection, site, owner));

    public Task<string?> FindOwnerAsync(string site, string name) => ReadAsync(connection =>
    {
        var hashes = NameHash.OfAnyKind(site, name).ToArray();
        var owners = connection.Query<(string Hash, string Owner)>(
            $"SELECT hash, owner FROM erased_name WHERE site = @site AND hash {database.Among("@hashes")}", new { site, hashes })
            .ToDictionary(row => row.Hash, row => row.Owner, StringComparer.Ordinal);
        return hashes.Select(hash => owners.GetValueOrDefault(hash)).FirstOrDefault(owner => owner is not null);
    });

    public Task<IReadOnlyList<(string Site, string Owner)>> ReadOpenAsync(int limit) => ReadAsync(connection =>
        (IReadOnlyList<(string, string)>)[.. connection.Query<(string, string)>(
            "SELECT site, owner FROM erasure WHERE done IS NULL ORDER BY begun LIMIT @limit", new { limit })]);

    public Task<Erasures?> ReadAsync(long since) => ReadAsync(connection => Read(connection, since));

    private static Erasures? Read(DbConnection connection, long since)
    {
        // The version first: what is changed after it is read again.
        var version = connection.QuerySingle<long>("SELECT version FROM erasure_version");
        if (version == since)
            return null;
        var rows = connection.Query<(string Site, string Hash, long Kind, string Owner)>("SELECT site, hash, kind, owner FROM erased_name");
        return new Erasures(rows.ToLookup(row => row.Site, row => new ErasedName(row.Hash, (IdentifierKind)row.Kind, row.Owner)), version);
    }

    private async Task<T> ReadAsync<T>(Func<DbConnection, T> read)
    {
        try
        {
            return await database.RunAsync(read);
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException($"Who was erased can't be read: {e.Message}", e);
        }
    }
}
