using Dapper;
using Notifications.Events;
using Notifications.Storage;
using Notifications.Storage.Events;
using Notifications.Storage.Inbox;
using Notifications.Subjects;
using Notifications.Tests.Unit.Users.Inbox;
using Npgsql;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Storage;

/// <summary>Somebody else holds a row that one of many writes needs.</summary>
public sealed class LockedRowTests() : UserSuite(StoreOn.Postgres)
{
    private const int Users = 12;

    [Fact]
    public async Task Only_those_wait_who_need_the_row_and_they_go_through_when_it_is_free()
    {
        var writes = StartWriter(Database, new GroupCommitOptions { HeldUpFor = TimeSpan.FromMinutes(1) });
        var store = new SqlInboxStore(Database, writes);
        var users = await Task.WhenAll(Enumerable.Range(0, Users).Select(i =>
            new UserOfTest(Database, store, Erasures, Time, $"user-{i}").StartAsync()));
        var log = new SqlEventLog(Database, writes, Time);
        await Task.WhenAll(users.Select(user => user.ReceiveAsync("first")));
        foreach (var user in users)
            await user.EnqueueAsync(Notification("second"));
        var (connection, transaction) = await HoldAsync("user-3", "user-4", "user-5");

        var deliveries = users.Select(user => user.Deliveries.TakeAsync([Notification("second")])).ToArray();
        await Task.WhenAll(Enumerable.Range(1, 50).Select(i => AppendAsync(log, i)));
        await Task.WhenAll(deliveries.Where((_, i) => i is < 3 or > 5));
        // While they are tried again, the others still go on.
        await Task.WhenAll(Enumerable.Range(51, 50).Select(i => AppendAsync(log, i)));
        await users[0].ReceiveAsync("third");

        Assert.All(deliveries[3..6], delivery => Assert.False(delivery.IsCompleted));
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(deliveries);
        await connection.DisposeAsync();
        foreach (var user in users)
            await user.CheckAsync();
        await writes.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task What_is_held_up_for_too_long_is_answered()
    {
        var user = await UserAsync();
        await user.ReceiveAsync("first");
        await user.EnqueueAsync(Notification("second"));
        var (connection, transaction) = await HoldAsync("kate");
        var writes = StartWriter(Database, new GroupCommitOptions { HeldUpFor = TimeSpan.FromMilliseconds(300) });
        var impatient = new UserOfTest(Database, new SqlInboxStore(Database, writes), Erasures, Time);
        await impatient.StartAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => impatient.Deliveries.TakeAsync([Notification("second")]));

        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
        await connection.DisposeAsync();
        await impatient.Deliveries.TakeAsync([Notification("second")]);
        Assert.Equal(2, impatient.Context.Counts.Unread);
        await writes.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Nobody_stays_in_the_middle_of_a_transaction_for_ever()
    {
        var limits = await Database.RunAsync(connection => connection.Query<string>(
            "SELECT setting FROM pg_settings WHERE name = 'idle_in_transaction_session_timeout'").ToList());
        using var writer = Database.OpenForWriter();

        Assert.Equal(["5000"], limits);
        Assert.Equal("250ms", writer.ExecuteScalar<string>("SHOW lock_timeout"));
    }

    private Task<Appended> AppendAsync(SqlEventLog log, int sequence) => log.AppendAsync(
        new Event
        {
            Site = "default",
            Source = "jira",
            Id = $"e{sequence}",
            Type = "avi:jira:updated:issue",
            Subject = new Subject("jira", "issue", "A-1"),
            Time = Time.GetUtcNow(),
            Data = "{}"u8.ToArray(),
        },
        sequence);

    // Not with our settings: whoever it is may sit there.
    private async Task<(NpgsqlConnection, NpgsqlTransaction)> HoldAsync(params string[] users)
    {
        var connection = new NpgsqlConnection(((TestPostgres)Own).ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync("""SELECT 1 FROM user_context WHERE "user" = ANY(@users) FOR UPDATE""", new { users }, transaction);
        return (connection, transaction);
    }
}
