using System.Data.Common;
using Dapper;

namespace Notifications.Storage.DeadLetters;

/// <summary>Which dead letters are to go.</summary>
internal abstract record Removal(string Site)
{
    /// <summary>One that was sent again, as it was before.</summary>
    public sealed record Sent(string Site, string Id, long Times) : Removal(Site);

    /// <summary>One that is discarded.</summary>
    public sealed record Discarded(string Site, string Id) : Removal(Site);

    /// <summary>Those of a user.</summary>
    public sealed record OfUser(string Site, string User) : Removal(Site);
}

/// <summary>Takes dead letters out. Answers with how many there were.</summary>
internal sealed class DeadLetterRemove : Batch<Removal, int>
{
    protected override IReadOnlyList<int> Execute(DbTransaction transaction, IReadOnlyList<Removal> items) =>
        [.. items.Select(removal => Execute(transaction, removal))];

    private static int Execute(DbTransaction transaction, Removal removal) => removal switch
    {
        Removal.Sent => transaction.Connection!.Execute(
            "DELETE FROM dead_letter WHERE site = @Site AND id = @Id AND times = @Times", removal, transaction),
        Removal.Discarded => DeadLetterDelete.Execute(transaction, "site = @Site AND id = @Id", removal),
        _ => DeadLetterDelete.Execute(transaction, "site = @Site AND \"user\" = @User", removal),
    };
}
