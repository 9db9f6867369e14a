using System.Data.Common;
using Dapper;

namespace Notifications.Storage.DeadLetters;

/// <summary>Which dead letters are to go: one, or those of a user.</summary>
internal sealed record Removal(string Site, string? Id, string? User);

/// <summary>Takes dead letters out. Answers with how many there were.</summary>
internal sealed class DeadLetterRemove : Batch<Removal, int>
{
    protected override IReadOnlyList<int> Execute(DbTransaction transaction, IReadOnlyList<Removal> items) =>
    [
        .. items.Select(removal => transaction.Connection!.Execute(
            removal.Id is null
                ? "DELETE FROM dead_letter WHERE site = @Site AND \"user\" = @User"
                : "DELETE FROM dead_letter WHERE site = @Site AND id = @Id",
            removal, transaction)),
    ];
}
