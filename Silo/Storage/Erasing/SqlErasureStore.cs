using System.Data.Common;
using Dapper;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Storage.Erasing;

/// <summary>Who was erased, in a database.</summary>
internal sealed class SqlErasureStore(SqlDatabase database, GroupCommit commits) : IErasureStore
{
    private readonly ErasureChange _change = new();

    public Task AddAsync(string site, IReadOnlyList<ErasedName> names) =>
        commits.WriteAsync(_change, new ErasureOrder(site, names, null));

    public async Task<bool> LiftAsync(string site, string hash) =>
        await commits.WriteAsync(_change, new ErasureOrder(site, [], hash)) > 0;

    public async Task<Erasures?> ReadAsync(long since)
    {
        try
        {
            return await database.RunAsync(connection => Read(connection, since));
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException($"Who was erased can't be read: {e.Message}", e);
        }
    }

    private static Erasures? Read(DbConnection connection, long since)
    {
        // The version first: what is changed after it is read again.
        var version = connection.QuerySingle<long>("SELECT version FROM erasure_version");
        if (version == since)
            return null;
        var rows = connection.Query<Row>("SELECT site, hash, kind, owner FROM erased_name");
        return new Erasures(rows.ToLookup(row => row.Site, row => new ErasedName(row.Hash, (IdentifierKind)row.Kind, row.Owner)), version);
    }

    private sealed class Row
    {
        public required string Site { get; init; }
        public required string Hash { get; init; }
        public long Kind { get; init; }
        public required string Owner { get; init; }
    }
}
