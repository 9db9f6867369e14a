using Dapper;
using Notifications.Storage;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Inbox;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>Commits of which nobody knows whether they were done.</summary>
public abstract class WhatNobodyKnows(StoreOn on) : UserSuite(on)
{
    private LosingStore Losing => field ??= new(Store);

    [Fact]
    public async Task A_commit_that_was_done_all_the_same_is_told_as_a_gap_and_counted()
    {
        var user = await StartAsync();
        await user.ReceiveAsync("a");
        await user.EnqueueAsync(Notification("b"));
        Losing.Loses = Lost.TheAnswer;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => user.Deliveries.TakeAsync([Notification("b")]));
        Assert.True(user.Context.IsUnknown);
        await user.Context.SettleAsync();

        var gap = user.Told[^1];
        Assert.Empty(gap.Changes);
        Assert.Equal((2, 2, 2), (gap.Previous, gap.Position.Sequence, gap.Counts.Unread));
        Assert.Equal(gap.Counts, user.Context.Standing.Counts);
        var replay = user.Context.Replay(new UserPosition("epoch", 1));
        Assert.Equal((false, 2), (replay.Complete, replay.Standing.Position.Sequence));
        await user.CheckCountsAsync();
        await user.ReceiveAsync("c");
        Assert.Equal((2, 3), (user.Told[^1].Previous, user.Told[^1].Position.Sequence));
    }

    [Fact]
    public async Task A_commit_that_was_not_done_is_not_told_and_what_is_remembered_stays()
    {
        var user = await StartAsync();
        await user.ReceiveAsync("a");
        await user.EnqueueAsync(Notification("b"));
        Losing.Loses = Lost.TheCommit;

        await Assert.ThrowsAsync<StoreUnavailableException>(() => user.Deliveries.TakeAsync([Notification("b")]));
        await user.Context.SettleAsync();

        Assert.Single(user.Told);
        Assert.True(user.Context.Replay(new UserPosition("epoch", 0)).Complete);
        await user.Deliveries.TakeAsync([Notification("b")]);
        await user.CheckAsync();
    }

    [Fact]
    public async Task Who_reads_is_told_what_is_on_disk_and_what_was_known_while_that_cannot_be_read()
    {
        var user = await StartAsync();
        await user.EnqueueAsync(Notification("a"));
        Losing.Loses = Lost.TheAnswer;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => user.Deliveries.TakeAsync([Notification("a")]));

        Losing.Settles = false;
        await user.Context.KnowAsync();
        Assert.Equal((true, 0), (user.Context.IsUnknown, user.Context.Counts.Version));
        Losing.Settles = true;
        await user.Context.KnowAsync();

        Assert.Equal((false, 1, 1), (user.Context.IsUnknown, user.Context.Counts.Version, user.Context.Counts.Unread));
    }

    [Fact]
    public async Task What_is_written_next_begins_where_the_commit_left_it()
    {
        var user = await StartAsync();
        await user.ReceiveAsync("a", "b");
        Losing.Loses = Lost.TheAnswer;
        await Assert.ThrowsAsync<StoreUnavailableException>(() => user.DoAsync(InboxOperation.Read, "a"));

        var done = await user.DoAsync(InboxOperation.Read, "a", "b");

        Assert.Equal((1, 0), (done.Changed, done.Counts.Unread));
        Assert.Equal([2L, 3, 4], user.Told.Select(update => update.Position.Sequence));
        await user.CheckCountsAsync();
    }

    private protected Task<UserOfTest> StartAsync() => new UserOfTest(Database, Losing, Erasures, Time).StartAsync();

    private protected enum Lost
    {
        Nothing,
        TheCommit,
        TheAnswer,
    }

    /// <summary>The store, which loses the next commit or its answer.</summary>
    private sealed class LosingStore(IInboxStore store) : IInboxStore
    {
        public Lost Loses { get; set; }

        public bool Settles { get; set; } = true;

        public async Task<ContextCommitted> CommitAsync(ContextCommit commit)
        {
            var lost = Loses;
            Loses = Lost.Nothing;
            var done = lost == Lost.TheCommit ? null : await store.CommitAsync(commit);
            return lost == Lost.Nothing ? done! : throw new StoreUnavailableException("The connection is gone.");
        }

        public Task<ContextSnapshot> SettleAsync(string site, string user) =>
            Settles ? store.SettleAsync(site, user) : Task.FromException<ContextSnapshot>(new StoreUnavailableException("Still gone."));

        public Task<ContextSnapshot> LoadAsync(string site, string user) => store.LoadAsync(site, user);

        public Task<InboxRows> ListAsync(string site, string user, InboxQuery query) => store.ListAsync(site, user, query);

        public Task<InboxDue> ReadDueAsync(string site, string user) => store.ReadDueAsync(site, user);

        public Task<IReadOnlyList<(string Site, string User)>> ReadDueUsersAsync(DateTimeOffset due, int limit) => store.ReadDueUsersAsync(due, limit);
    }
}

public sealed class WhatNobodyKnowsOnSqlite() : WhatNobodyKnows(StoreOn.Sqlite);

public sealed class WhatNobodyKnowsOnPostgres() : WhatNobodyKnows(StoreOn.Postgres)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_commit_that_is_still_under_way_is_waited_for(bool isFirst)
    {
        if (!isFirst)
            await (await StartAsync()).ReceiveAsync("a");
        var user = await StartAsync();
        var before = user.Context.State.Version;
        // As a server does whose client has given it up.
        await using var connection = Database.Open();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await connection.ExecuteAsync(
            """
            INSERT INTO user_context (site, "user", version, unseen, unread, total, erased, state) VALUES ('default', 'kate', 1, 1, 1, 1, FALSE, '')
            ON CONFLICT (site, "user") DO UPDATE SET version = user_context.version + 1
            """, transaction: transaction);

        var settled = Store.SettleAsync(Site, user.User);
        await WaitUntilItWaitsAsync();
        Assert.False(settled.IsCompleted);
        await transaction.CommitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(before + 1, (await settled).Version);
    }

    private async Task WaitUntilItWaitsAsync()
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await Database.RunAsync(connection => connection.ExecuteScalar<long>(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")) == 0)
        {
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
