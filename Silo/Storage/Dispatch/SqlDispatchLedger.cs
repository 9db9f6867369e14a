using System.Data.Common;
using Dapper;
using Notifications.Subjects;
using Notifications.Subjects.Dispatching;

namespace Notifications.Storage.Dispatch;

/// <summary>The ledger of what is not dispatched, in a database. The event log adds to it: see <see cref="DispatchInsert"/>.</summary>
internal sealed class SqlDispatchLedger(SqlDatabase database, GroupCommit commits) : IDispatchLedger
{
    private readonly DispatchDone _done = new();

    public Task<IReadOnlyList<long>> ReadAsync(string site, Subject subject) => ReadAsync(connection =>
        (IReadOnlyList<long>)[.. connection.Query<long>(
            "SELECT sequence FROM dispatch WHERE site = @site AND subject = @subject ORDER BY sequence",
            new { site, subject = subject.ToString() })]);

    public Task DoneAsync(IReadOnlyList<DispatchedEvent> events) => commits.WriteAsync(_done, events);

    // The table holds what is on its way and no more, so that reading all of it is cheaper than keeping an index in step.
    public Task<IReadOnlyList<(string Site, Subject Subject)>> ReadOverdueAsync(DateTimeOffset acceptedBefore, int limit) => ReadAsync(connection =>
        (IReadOnlyList<(string, Subject)>)[.. connection.Query<(string Site, string Subject)>(
            """
            SELECT site, subject FROM dispatch WHERE accepted < @before
            GROUP BY site, subject ORDER BY min(accepted), site, subject LIMIT @limit
            """,
            new { before = acceptedBefore.ToUnixTimeMilliseconds(), limit }).Select(row => (row.Site, Read(row.Subject)))]);

    private async Task<T> ReadAsync<T>(Func<DbConnection, T> read)
    {
        try
        {
            return await database.RunAsync(read);
        }
        catch (DbException e)
        {
            throw new StoreUnavailableException($"The events that are not dispatched can't be read: {e.Message}", e);
        }
    }

    private static Subject Read(string text) =>
        Subject.TryParse(text, out var subject) ? subject : throw new FormatException($"'{text}' is not a subject.");
}
