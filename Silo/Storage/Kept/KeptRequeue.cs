using System.Data.Common;
using Dapper;

namespace Notifications.Storage.Kept;

/// <summary>Which rows are to wait again.</summary>
internal abstract record KeptRequeue(string Site)
{
    /// <summary>One that ended.</summary>
    public sealed record OfId(string Site, string User, string Id) : KeptRequeue(Site);

    /// <summary>Those that are snoozed for something.</summary>
    public sealed record OfSnoozed(string Site, string Subject, string[] Words) : KeptRequeue(Site);
}

/// <summary>Lets rows wait again; answers with how many.</summary>
internal sealed class KeptRequeueBatch(SqlDatabase database) : Batch<KeptRequeue, int>
{
    private const string Requeue = "UPDATE inbox SET queued = TRUE, due = 0, tries = 0";

    // Of what has ended otherwise there is nothing left to deliver.
    private const string OfId =
        $"""
        {Requeue} WHERE site = @Site AND "user" = @User AND id = @Id AND (sequence IS NOT NULL OR taken IS NULL OR taken <> revision)
        RETURNING queue
        """;

    private readonly string _ofSnoozed =
        $"{Requeue} WHERE site = @Site AND subject = @Subject AND snoozed_for {database.Among("@Words")} RETURNING queue";

    protected override IReadOnlyList<int> Execute(DbTransaction transaction, IReadOnlyList<KeptRequeue> items) =>
        [.. items.Select(requeue => Execute(transaction, requeue))];

    private int Execute(DbTransaction transaction, KeptRequeue requeue)
    {
        var slots = transaction.Connection!.Query<int>(requeue is KeptRequeue.OfId ? OfId : _ofSnoozed, requeue, transaction).AsList();
        if (slots.Count > 0)
            database.Signals.Raise(transaction, KeptSignal.Channel, KeptSignal.Write(slots.Select(slot => (slot, KeptInsert.AtOnce))));
        return slots.Count;
    }
}
