using System.Data.Common;
using Dapper;
using Notifications.Users.Erasing;

namespace Notifications.Storage.Erasing;

/// <summary>A change of who is erased: names that are added, or one whose owner is lifted.</summary>
internal sealed record ErasureOrder(string Site, IReadOnlyList<ErasedName> Added, string? Lifted);

/// <summary>Adds and lifts. Answers with how many names were changed.</summary>
internal sealed class ErasureChange : Batch<ErasureOrder, int>
{
    protected override IReadOnlyList<int> Execute(DbTransaction transaction, IReadOnlyList<ErasureOrder> items)
    {
        var connection = transaction.Connection!;
        connection.Execute("UPDATE erasure_version SET version = version + 1", transaction: transaction);
        return [.. items.Select(order => order.Lifted is null ? Add(order) : Lift(order))];

        int Add(ErasureOrder order) => connection.Execute(
            "INSERT INTO erased_name (site, hash, kind, owner) VALUES (@site, @hash, @kind, @owner) ON CONFLICT (site, hash) DO NOTHING",
            order.Added.Select(name => new { site = order.Site, hash = name.Hash, kind = (long)name.Kind, owner = name.Owner }), transaction);

        int Lift(ErasureOrder order) => connection.Execute(
            """
            DELETE FROM erased_name
            WHERE site = @site AND owner IN (SELECT owner FROM erased_name WHERE site = @site AND hash = @hash)
            """,
            new { site = order.Site, hash = order.Lifted }, transaction);
    }
}
