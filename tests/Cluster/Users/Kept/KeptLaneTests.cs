using Notifications.Storage;
using Notifications.Subjects;

namespace Notifications.Tests.Cluster.Users.Kept;

public sealed class KeptLaneTests
{
    private static readonly string[] Users = [.. Enumerable.Range(1, 20).Select(i => $"user{i}")];

    [Fact]
    public async Task What_is_sent_is_on_disk_and_each_user_gets_it_in_order()
    {
        await using var kept = await KeptCluster.StartAsync();
        string[] ids = [.. Enumerable.Range(1, 50).Select(i => $"n{i}")];

        await kept.SendAsync(Users.SelectMany(user => ids.Select(id => (user, $"{user}-{id}"))));
        await kept.Taken.UntilAsync(() => Users.All(user => kept.Taken.Of(user).Length >= ids.Length));

        foreach (var user in Users)
            Assert.Equal(ids.Select(id => $"{user}-{id}"), kept.Taken.Of(user));
        Assert.Empty(await kept.WaitingAsync());
    }

    [Fact]
    public async Task What_comes_while_a_user_context_is_busy_is_delivered_together()
    {
        await using var kept = await KeptCluster.StartAsync();
        var (isBusy, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        kept.Taken.Before = (_, _) =>
        {
            isBusy.TrySetResult();
            return goOn.Task;
        };

        await kept.SendAsync(("ann", "a0"));
        await isBusy.Task;
        await kept.SendAsync(Enumerable.Range(1, 30).Select(i => ("ann", $"a{i}")));
        // Another user of whichever queue is not held up.
        kept.Taken.Before = (_, _) => Task.CompletedTask;
        await kept.SendAsync(Users.Select(user => (user, "b")));
        await kept.Taken.UntilAsync(() => Users.All(user => kept.Taken.Of(user).Length == 1));
        goOn.SetResult();
        await kept.Taken.UntilAsync(() => kept.Taken.Of("ann").Length == 31);

        Assert.Equal(Enumerable.Range(0, 31).Select(i => $"a{i}"), kept.Taken.Of("ann"));
        Assert.InRange(kept.Taken.BatchesOf("ann").Count, 2, 5);
    }

    [Fact]
    public async Task A_newer_revision_that_comes_while_the_older_one_is_on_its_way_follows_it_before_the_next_check()
    {
        await using var kept = await KeptCluster.StartAsync(configure: options => options.CheckInterval = TimeSpan.FromMinutes(1));
        var (isBusy, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        kept.Taken.Before = (_, _) =>
        {
            isBusy.TrySetResult();
            return goOn.Task;
        };
        await kept.SendAsync(("ann", "a"));
        await isBusy.Task;

        await kept.Lane.SendAsync(SiteName.Default, [("ann", KeptCluster.Notification("a", revision: 1))], TestContext.Current.CancellationToken);
        goOn.SetResult();

        await kept.Taken.UntilAsync(() => kept.Taken.Of("ann").Length == 2).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Empty(await kept.WaitingAsync());
    }

    [Fact]
    public async Task What_cannot_be_delivered_ends_as_a_dead_letter_and_holds_up_nobody()
    {
        await using var kept = await KeptCluster.StartAsync(configure: options =>
        {
            options.Queues = 1;
            options.MaxTries = 3;
            options.FirstPause = TimeSpan.FromMilliseconds(50);
        });
        var tries = 0;
        kept.Taken.Before = (user, ids) =>
        {
            if (!ids.Contains("poison"))
                return Task.CompletedTask;
            Interlocked.Increment(ref tries);
            throw new InvalidOperationException("Poisoned.");
        };

        await kept.SendAsync([("ann", "poison"), ("ann", "after"), .. Users.Select(user => (user, "other"))]);
        await kept.Taken.UntilAsync(() => Users.All(user => kept.Taken.Of(user).Length == 1));
        await kept.DeadLetters.First;
        await kept.Taken.UntilAsync(() => kept.Taken.Of("ann").Length == 1);

        Assert.Equal(["after"], kept.Taken.Of("ann"));
        Assert.Equal(3, tries);
        var letter = Assert.Single(kept.DeadLetters.All);
        Assert.Equal(("default", "ann", "poison", "jira:issue:A-1"), (letter.Site, letter.User, letter.Notification, letter.Subject));
    }

    [Fact]
    public async Task A_store_that_is_unavailable_never_makes_a_dead_letter()
    {
        await using var kept = await KeptCluster.StartAsync(configure: options =>
        {
            options.MaxTries = 2;
            options.FirstPause = TimeSpan.FromMilliseconds(1);
            // Nobody tells of it, and it comes again all the same.
            options.CheckInterval = TimeSpan.FromMinutes(1);
        });
        var tries = 0;
        kept.Taken.Before = (_, _) => Interlocked.Increment(ref tries) <= 5 ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;

        await kept.SendAsync(("ann", "a"));
        await kept.Taken.UntilAsync(() => kept.Taken.Of("ann").Length == 1);

        Assert.Equal(6, tries);
        Assert.Empty(kept.DeadLetters.All);
    }

    [Fact]
    public async Task Queues_move_with_what_is_on_its_way_when_silos_go_and_come()
    {
        await using var kept = await KeptCluster.StartAsync(silos: 2, options => options.CheckInterval = TimeSpan.FromMilliseconds(200));
        var isAway = true;
        kept.Taken.Before = (_, _) => Volatile.Read(ref isAway) ? throw new StoreUnavailableException("Away.") : Task.CompletedTask;

        await kept.SendAsync(Users.SelectMany(user => Enumerable.Range(1, 5).Select(i => (user, $"n{i}"))));
        Assert.Equal(Users.Length * 5, (await kept.WaitingAsync()).Count);
        await kept.Cluster.StopSiloAsync(kept.Cluster.Silos[1], TestContext.Current.CancellationToken);
        Volatile.Write(ref isAway, false);
        await kept.Taken.UntilAsync(() => Users.All(user => kept.Taken.Of(user).Distinct().Count() == 5));

        await kept.Cluster.StartAdditionalSiloAsync();
        await kept.SendAsync(Users.Select(user => (user, "n6")));
        await kept.Taken.UntilAsync(() => Users.All(user => kept.Taken.Of(user).Distinct().Count() == 6));
    }
}
