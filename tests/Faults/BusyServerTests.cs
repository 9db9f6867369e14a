using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Running;
using Notifications.Tests.Faults.Stores;

namespace Notifications.Tests.Faults;

/// <summary>A PostgreSQL server that is there, and answers late or not at all.</summary>
public sealed class BusyServerTests(ITestOutputHelper output)
{
    [Fact]
    public async Task While_somebody_locks_the_tables_hooks_are_503_and_afterwards_everything_catches_up()
    {
        await using var store = await FaultStore.StartAsync("postgres");
        Connections? other = null;

        var outage = await Outage.RunAsync(
            store, seed: 15, async () => other = await Connections.LockAsync(store.ConnectionString, "event, dispatch, inbox, user_context"),
            () => other!.DisposeAsync().AsTask(), Outage.Few);

        Check(outage);
        Assert.All(outage.Meanwhile, attempt => Assert.Equal((Outcome.Unavailable, "503"), (attempt.Outcome, attempt.Detail)));
        Assert.Equal(0, outage.Reconnected);
    }

    [Fact]
    public async Task While_others_have_all_connections_hooks_are_503_and_afterwards_everything_catches_up()
    {
        await using var store = await FaultStore.StartAsync("postgres");
        await store.Postgres!.StopAsync();
        await store.Postgres.StartAsync("max_connections=16");
        store.Settings["Storage__Postgres__MaxConnections"] = "8";
        Connections? others = null;

        var outage = await Outage.RunAsync(
            store, seed: 16, async () => others = await Connections.TakeAllAsync(store.ConnectionString), () => others!.DisposeAsync().AsTask(), Outage.Few);

        Check(outage);
        Assert.All(outage.Meanwhile, attempt => Assert.Equal((Outcome.Unavailable, "503"), (attempt.Outcome, attempt.Detail)));
        Assert.Equal(0, outage.Reconnected);
    }

    [Fact]
    public async Task With_the_few_connections_that_others_leave_nothing_is_lost_and_nothing_ends_as_a_dead_letter()
    {
        await using var store = await FaultStore.StartAsync("postgres");
        await store.Postgres!.StopAsync();
        await store.Postgres.StartAsync("max_connections=16");
        Connections? others = null;

        var outage = await Outage.RunAsync(
            store, seed: 19, async () => others = await Connections.TakeRestAsync(store.ConnectionString), () => others!.DisposeAsync().AsTask(), @as: null);

        Check(outage);
        Assert.Equal(0, outage.Reconnected);
    }

    [Fact]
    public async Task While_PostgreSQL_hangs_hooks_are_503_and_afterwards_everything_catches_up()
    {
        await using var store = await FaultStore.StartAsync("postgres");
        var server = store.Postgres!;

        var outage = await Outage.RunAsync(store, seed: 17, () => server.SignalAllAsync("STOP"), () => server.SignalAllAsync("CONT"), Outage.Few);

        Check(outage);
        Assert.All(outage.Meanwhile, attempt => Assert.Equal((Outcome.Unavailable, "503"), (attempt.Outcome, attempt.Detail)));
        Assert.Equal(0, outage.Reconnected);
    }

    [Fact]
    public async Task Commits_that_wait_for_a_standby_which_is_away_lose_nothing_and_are_made_up_for()
    {
        await using var store = await FaultStore.StartAsync("postgres");

        var outage = await Outage.RunAsync(
            store, seed: 18, () => Connections.SetAsync(store.ConnectionString, "SET synchronous_standby_names = 'away'"),
            () => Connections.SetAsync(store.ConnectionString, "RESET synchronous_standby_names"), Outage.Few, @as: null);

        Check(outage);
        Assert.Equal(0, outage.Reconnected);
    }

    private void Check(OutageReport outage) => outage.AssertNothingIsWrong(output);
}
