using System.Data.Common;
using Dapper;

namespace Notifications.Storage.Kept;

/// <summary>Rows that could not be delivered.</summary>
internal sealed record KeptFailure(long[] Positions, int MaxTries, long NextTry);

/// <summary>Notes failures in the rows.</summary>
internal sealed class KeptFailureBatch(SqlDatabase database) : Batch<KeptFailure, IReadOnlyList<KeptRow>>
{
    protected override IReadOnlyList<IReadOnlyList<KeptRow>> Execute(DbTransaction transaction, IReadOnlyList<KeptFailure> items) =>
        [.. items.Select(failure => Execute(transaction, failure))];

    private List<KeptRow> Execute(DbTransaction transaction, KeptFailure failure)
    {
        var noted = transaction.Connection!.Query<KeptRow>(
            $"""
            UPDATE inbox SET tries = tries + 1, due = @NextTry, queued = (tries + 1 < @MaxTries)
            WHERE position {database.Among("@Positions")} AND queued
            RETURNING {KeptRow.Columns}
            """,
            failure, transaction);
        return [.. noted.Where(row => row.Tries >= failure.MaxTries)];
    }
}
