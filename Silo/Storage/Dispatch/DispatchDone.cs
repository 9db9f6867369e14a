using System.Data.Common;
using Dapper;
using Notifications.Subjects.Dispatching;

namespace Notifications.Storage.Dispatch;

/// <summary>Takes out dispatched events, together with whatever else is written: one statement for each subject.</summary>
internal sealed class DispatchDone(SqlDatabase database) : Batch<IReadOnlyList<DispatchedEvent>, bool>
{
    protected override IReadOnlyList<bool> Execute(DbTransaction transaction, IReadOnlyList<IReadOnlyList<DispatchedEvent>> items)
    {
        foreach (var subject in items.SelectMany(events => events).GroupBy(done => (done.Site, done.Subject)))
        {
            transaction.Connection!.Execute(
                $"DELETE FROM dispatch WHERE site = @site AND subject = @subject AND sequence {database.Among("@sequences")}",
                new { site = subject.Key.Site, subject = subject.Key.Subject.ToString(), sequences = subject.Select(done => done.Sequence).ToArray() },
                transaction);
        }

        return [.. items.Select(_ => true)];
    }
}
