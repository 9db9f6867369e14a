using System.Data.Common;
using Dapper;
using Notifications.Users.Erasing;
using Notifications.Users.Identities;

namespace Notifications.Storage.Erasing;

/// <summary>Writes down, in one transaction, that a person is to be erased, under which names, and what there is of the person.</summary>
internal sealed class ErasureBeginning(SqlDatabase database, DbTransaction transaction, string site)
{
    private const string Upsert =
        """
        INSERT INTO erasure (site, owner, names, begun, done, identifiers, inboxes, notifications, dead_letters)
        VALUES (@site, @Owner, @names, @begun, NULL, @Identifiers, @Inboxes, @Notifications, @DeadLetters)
        ON CONFLICT (site, owner) DO UPDATE
        SET names = excluded.names, begun = excluded.begun, done = NULL, identifiers = excluded.identifiers, inboxes = excluded.inboxes,
            notifications = excluded.notifications, dead_letters = excluded.dead_letters
        """;

    private DbConnection Connection => transaction.Connection!;

    /// <summary>Begins, or adds names to what is not done; <see langword="null"/> where nothing is known of the person.</summary>
    public Erasure? Begin(string user, IReadOnlyList<Identifier> known, DateTimeOffset now)
    {
        // First: who begins at the same time waits here.
        Connection.Execute("UPDATE erasure_version SET version = version + 1", transaction: transaction);
        var self = new Identifier(IdentifierKind.Sub, user);
        var owner = NameHash.Of(site, self);
        var before = ErasureRow.Find(Connection, site, owner, transaction);
        Identifier[] names = [.. (before?.Names ?? []).Prepend(self).Concat(known).Distinct()];
        var erasure = before is { Done: null } ? before with { Names = names } : Count(owner, names, known.Count, now);
        if (before is null && erasure is { Identifiers: 0, Inboxes: 0, Notifications: 0, DeadLetters: 0 } && !IsErased(user))
            return null;
        Connection.Execute(
            Upsert,
            new
            {
                site, erasure.Owner, names = ErasureRow.Write(names), begun = erasure.Begun.ToUnixTimeMilliseconds(), erasure.Identifiers,
                erasure.Inboxes, erasure.Notifications, erasure.DeadLetters,
            },
            transaction);
        // An address is one in whatever case, also where it is known as another kind of name.
        var addresses = names.Select(name => Identifier.Of(IdentifierKind.Email, name.Value)).OfType<Identifier>();
        Connection.Execute(
            "INSERT INTO erased_name (site, hash, kind, owner) VALUES (@site, @hash, @kind, @owner) ON CONFLICT (site, hash) DO NOTHING",
            names.Concat(addresses).Distinct().Select(name => new { site, hash = NameHash.Of(site, name), kind = (long)name.Kind, owner }),
            transaction);
        return erasure;
    }

    private bool IsErased(string user) => Connection.QuerySingle<long>(
        $"SELECT count(*) FROM erased_name WHERE site = @site AND hash {database.Among("@hashes")}",
        new { site, hashes = NameHash.OfAnyKind(site, user).ToArray() }, transaction) > 0;

    private Erasure Count(string owner, Identifier[] names, int identifiers, DateTimeOffset now)
    {
        var among = database.Among("@users");
        var whose = new { site, users = names.Select(name => name.Value).Distinct(StringComparer.Ordinal).ToArray() };
        return new Erasure
        {
            Owner = owner,
            Names = names,
            // As it is read again.
            Begun = DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()),
            Identifiers = identifiers,
            Inboxes = Ask(
                $"""
                SELECT count(*) FROM (
                    SELECT "user" FROM user_context WHERE site = @site AND "user" {among} AND NOT erased
                    UNION SELECT "user" FROM inbox WHERE site = @site AND "user" {among}) AS one
                """),
            Notifications = Ask($"SELECT count(*) FROM inbox WHERE site = @site AND \"user\" {among}"),
            DeadLetters = Ask($"SELECT count(*) FROM dead_letter WHERE site = @site AND \"user\" {among}"),
        };

        long Ask(string sql) => Connection.QuerySingle<long>(sql, whose, transaction);
    }
}
