using System.Data;
using System.Data.Common;
using Notifications.Subjects.Dispatching;

namespace Notifications.Storage.Dispatch;

/// <summary>Takes out dispatched events, together with whatever else is written.</summary>
internal sealed class DispatchDone : Batch<IReadOnlyList<DispatchedEvent>, bool>
{
    private static readonly RowStatement Delete = new(
        "DELETE FROM dispatch WHERE (site, subject, sequence) IN (SELECT v.site, v.subject, v.sequence FROM {rows})",
        ("site", DbType.String), ("subject", DbType.String), ("sequence", DbType.Int64));

    protected override IReadOnlyList<bool> Execute(DbTransaction transaction, IReadOnlyList<IReadOnlyList<DispatchedEvent>> items)
    {
        Delete.Execute(transaction, [.. items
            .SelectMany(events => events)
            .Select(done => (object?[])[done.Site, done.Subject.ToString(), done.Sequence])]);
        return [.. items.Select(_ => true)];
    }
}
