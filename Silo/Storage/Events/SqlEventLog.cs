using System.Data.Common;
using Dapper;
using Microsoft.Extensions.Hosting;
using Notifications.Events;
using Notifications.Storage.Postgres;
using Notifications.Subjects;

namespace Notifications.Storage.Events;

/// <summary>The event log in a database. Its events are written with whatever else is written, many for one flush to disk.</summary>
internal sealed class SqlEventLog(SqlDatabase database, GroupCommit writes, TimeProvider time) : IEventLog, IHostedService
{
    private readonly Batch<Append, AppendOutcome> _insert =
        database is PostgresDatabase ? new PostgresEventInsert(time) : new SqliteEventInsert(time);

    private string? _epoch;

    public string Epoch => _epoch ?? throw new EventLogUnavailableException("The event log is not open yet.");

    public async Task StartAsync(CancellationToken cancellationToken) =>
        _epoch = await database.RunAsync(connection => connection.QuerySingle<string>("SELECT epoch FROM log"));

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task<Appended> AppendAsync(Event @event, long sequence)
    {
        AppendOutcome outcome;
        try
        {
            outcome = await writes.WriteAsync(_insert, new Append(@event, sequence));
        }
        catch (StoreUnavailableException e)
        {
            throw new EventLogUnavailableException($"The event log can't be written: {e.Message}", e);
        }

        return outcome switch
        {
            AppendOutcome.Written => Appended.Written,
            AppendOutcome.Duplicate => Appended.Duplicate,
            _ => throw new SequenceTakenException(SubjectKey.Of(@event.Site, @event.Subject), sequence),
        };
    }

    public Task<LogTail> ReadTailAsync(string site, Subject subject, DateTimeOffset since, int limit) =>
        ReadAsync(connection => connection.ReadTail(site, subject, since, limit));

    public Task<IReadOnlyList<LoggedEvent>> ReadAfterAsync(string site, Subject subject, long sequence, int limit) =>
        ReadAsync(connection => connection.ReadAfter(site, subject, sequence, limit));

    public Task<IReadOnlyList<LoggedEvent>> ReadBeforeAsync(string site, Subject subject, long sequence, int limit, int maxBytes) =>
        ReadAsync(connection => connection.ReadBefore(site, subject, sequence, limit, maxBytes));

    public Task<IReadOnlyList<LoggedEvent>> ReadAsync(string site, Subject subject, IReadOnlyCollection<long> sequences) =>
        ReadAsync(connection => connection.Read(database, site, subject, sequences));

    private async Task<T> ReadAsync<T>(Func<DbConnection, T> read)
    {
        try
        {
            return await database.RunAsync(read);
        }
        catch (Exception e) when (e is DbException or StoreUnavailableException)
        {
            throw new EventLogUnavailableException($"The event log can't be read: {e.Message}", e);
        }
    }
}
