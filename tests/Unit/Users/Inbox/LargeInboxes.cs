using System.Diagnostics;
using Dapper;
using Notifications.Storage;
using Notifications.Storage.Inbox;
using Notifications.Subjects;
using Notifications.Tests.Unit.Storage;
using Notifications.Users;
using Notifications.Users.Inbox;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Users.Inbox;

/// <summary>An inbox of 100,000, of which all but the newest ten are read.</summary>
public abstract class LargeInboxes(StoreOn on, ITestOutputHelper output) : UserSuite(on)
{
    private const int Size = 100_000;

    private const int Saved = 20;

    // Slow machines included; a search through everything takes longer.
    private static readonly TimeSpan Prompt = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task Opening_paging_and_counting_do_not_depend_on_the_number()
    {
        var user = await FilledAsync();

        foreach (var view in Enum.GetValues<InboxView>())
            await TimedAsync($"page of {view}", () => Store.ListAsync(Site, user.User, new InboxQuery { View = view }));
        await TimedAsync("page in the middle", () => Store.ListAsync(Site, user.User, new InboxQuery { Before = Size / 2 }));
        await TimedAsync("page of a subject", () => Store.ListAsync(Site, user.User, new InboxQuery { Subject = new Subject("jira", "issue", "ABC-77") }));
        await TimedAsync("opened", () => user.Orders.OpenAsync(new Subject("jira", "issue", "ABC-77")));
        await TimedAsync("activation", user.StartAsync);
        await TimedAsync("arrival", async () =>
        {
            await user.ReceiveAsync("new");
            return 0;
        });
        await TimedAsync("read all of what is new", () => user.DoAsync(InboxOperation.Read, new InboxQuery()));
        await user.CheckCountsAsync();
    }

    [Fact]
    public async Task All_is_read_archived_and_trimmed_whatever_the_number()
    {
        var user = await FilledAsync(read: false);

        // Whatever else is written meanwhile waits for one part at most.
        var (parts, version) = (0, 0L);
        Watched.Committing = () =>
        {
            version = user.Context.State.Version;
            var other = Writes.WriteAsync(AnyWrite<long>.Instance, transaction => transaction.Connection!.QuerySingle<long>(
                "SELECT version FROM user_context WHERE \"user\" = 'kate'", transaction: transaction));
            return done =>
            {
                Assert.True(other.IsCompletedSuccessfully);
                Assert.Equal(version, other.Result.Value);
                parts += done.IsWritten ? 1 : 0;
            };
        };
        var clock = Stopwatch.StartNew();
        Assert.Equal(Size, (await user.DoAsync(InboxOperation.Read, new InboxQuery())).Changed);
        output.WriteLine($"read all: {clock.Elapsed}");

        Assert.Equal(Size / user.Options.MaxAtOnce, parts);
        Assert.Equal((0, 0, Size, Size + parts), (user.Context.State.Unread, user.Context.State.Unseen, user.Context.State.Total, user.Context.State.Version));
        await user.CheckCountsAsync();
        // Who has to read anew is told so once.
        var told = Assert.Single(user.Told);
        Assert.Equal((Size, Size + parts), (told.Previous, told.Position.Sequence));
        Assert.Equal(Enumerable.Range(1, parts).Select(i => ((long)Size + i, UserChangeKind.Reset)), told.Changes.Select(change => (change.Sequence, change.Kind)));

        clock.Restart();
        Assert.Equal(Size, (await user.DoAsync(InboxOperation.Archive, new InboxQuery())).Changed);
        output.WriteLine($"archive all: {clock.Elapsed}");
        // What is saved is beside the bound.
        await user.ReceiveAsync([.. Enumerable.Range(0, Saved + 1).Select(i => $"more-{i}")]);

        Assert.Equal((Saved + 1, Size + Saved), (user.Context.State.Unread, user.Context.State.Total));
        await user.CheckCountsAsync();
    }

    private WatchedStore Watched => field ??= new(Store);

    private async Task TimedAsync<T>(string what, Func<Task<T>> work)
    {
        // The first opens connections and compiles.
        await work();
        var clock = Stopwatch.StartNew();
        await work();
        output.WriteLine($"{what}: {clock.Elapsed.TotalMilliseconds:F1} ms");
        Assert.True(clock.Elapsed < Prompt, $"{what} took {clock.Elapsed}.");
    }

    private async Task<UserOfTest> FilledAsync(bool read = true)
    {
        var content = InboxContent.Write(Notification("large"));
        var now = Time.GetUtcNow().ToUnixTimeMilliseconds();
        var unread = read ? 10 : Size;
        await Database.RunAsync(connection =>
        {
            connection.Execute(
                """
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < @size)
                INSERT INTO inbox (site, "user", id, revision, queue, queued, due, tries, sequence, written, source, subject, rule, type, content, seen, read,
                    archived, saved, taken, arrived)
                SELECT @site, 'kate', 'large-' || n, 0, 0, FALSE, 0, 0, n, @now, 'jira', 'jira:issue:ABC-' || (n % 1000), 'assigned', 0, @content,
                    n <= @size - @unread, n <= @size - @unread, FALSE, n % @every = 0, 0, @now
                FROM numbers
                """,
                new { size = Size, every = Size / Saved, site = Site, now, content, unread });
            // As the server does by itself, a while after so many rows.
            if (On == StoreOn.Postgres)
                connection.Execute("ANALYZE inbox");
            return connection.Execute(
                "INSERT INTO user_context (site, \"user\", version, unseen, unread, total, erased, state) VALUES (@site, 'kate', @size, @unread, @unread, @size, FALSE, @state)",
                new { site = Site, size = (long)Size, unread = (long)unread, state = Array.Empty<byte>() });
        });
        return await new UserOfTest(Database, Watched, Erasures, Time).StartAsync();
    }
}

public sealed class LargeInboxesOnSqlite(ITestOutputHelper output) : LargeInboxes(StoreOn.Sqlite, output);

public sealed class LargeInboxesOnPostgres(ITestOutputHelper output) : LargeInboxes(StoreOn.Postgres, output);
