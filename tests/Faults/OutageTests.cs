using Notifications.Tests.Faults.Accounting;
using Notifications.Tests.Faults.Running;
using Notifications.Tests.Faults.Stores;

namespace Notifications.Tests.Faults;

public sealed class OutageTests(ITestOutputHelper output)
{
    [Fact]
    public async Task While_PostgreSQL_is_stopped_hooks_are_503_with_a_time_and_afterwards_everything_catches_up()
    {
        await using var store = await FaultStore.StartAsync("postgres");
        var server = store.Postgres!;

        var outage = await Outage.RunAsync(store, seed: 11, server.StopImmediatelyAsync, () => server.StartAsync());

        Check(outage);
        Assert.All(outage.Meanwhile, attempt => Assert.Equal((Outcome.Unavailable, "503"), (attempt.Outcome, attempt.Detail)));
        Assert.Equal(0, outage.Reconnected);
    }

    [Fact]
    public async Task While_PostgreSQL_is_restarted_nobody_has_to_connect_again()
    {
        await using var store = await FaultStore.StartAsync("postgres");
        var server = store.Postgres!;

        var outage = await Outage.RunAsync(store, seed: 14, server.StopAsync, () => server.StartAsync(), Outage.Few);

        Check(outage);
        Assert.Equal(0, outage.Reconnected);
    }

    [Fact]
    public async Task A_full_disk_refuses_hooks_and_is_recovered_from_when_there_is_room_SQLite()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 24);
        await using var store = FaultStore.OfFile(Path.Combine(disk.Folder, "notifications.db"));

        var outage = await Outage.RunAsync(store, seed: 12, Fill, Free);

        Check(outage);
        Assert.Equal(0, outage.Reconnected);

        Task Fill()
        {
            disk.Fill();
            return Task.CompletedTask;
        }

        Task Free()
        {
            disk.Free();
            return Task.CompletedTask;
        }
    }

    [Fact]
    public async Task A_full_disk_refuses_hooks_and_is_recovered_from_when_there_is_room_PostgreSQL()
    {
        await using var disk = await SmallDisk.MountAsync(megabytes: 160);
        await using var store = await FaultStore.StartAsync("postgres", disk.Folder);

        var outage = await Outage.RunAsync(store, seed: 13, Fill, FreeAsync);

        Check(outage);

        Task Fill()
        {
            disk.Fill();
            return Task.CompletedTask;
        }

        Task FreeAsync()
        {
            disk.Free();
            // It ends itself where its log can't be written, and does not come back before there is room.
            return store.Postgres!.StartAsync();
        }
    }

    private void Check(OutageReport outage) => outage.AssertNothingIsWrong(output);
}
