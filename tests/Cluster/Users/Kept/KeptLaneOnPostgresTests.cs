using Microsoft.Extensions.DependencyInjection;
using Notifications.Storage;
using Notifications.Subjects;
using Notifications.Tests.Cluster.Hosting;
using Notifications.Users;
using Notifications.Users.Kept;

namespace Notifications.Tests.Cluster.Users.Kept;

/// <summary>The kept lane of a cluster on one PostgreSQL, with the real user contexts.</summary>
public sealed class KeptLaneOnPostgresTests
{
    private const int Queues = 8;

    private const string Inboxes = """SELECT "user" AS "User", id AS "Id", sequence AS "Sequence" FROM inbox WHERE sequence IS NOT NULL ORDER BY sequence""";

    // What is longer than this was found by a check, and those are rarer.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task What_one_silo_sends_wakes_the_queues_of_the_other()
    {
        await using var silos = await StartAsync(2);
        var queues = await silos.UntilSharedAsync(Queues);
        var users = Enumerable.Range(1, 60).Select(i => $"wake{i}").ToLookup(QueueOf);

        for (var i = 0; i < 2; i++)
        {
            var there = queues[1 - i].SelectMany(queue => users[queue]).ToArray();
            Assert.True(there.Length > 10);
            await SendAsync(silos.Silos[i], there.Select(user => (user, "n1")));
            Assert.True(await silos.UntilAsync<Row>(Inboxes, rows => there.All(user => rows.Exists(row => row.User == user)), Soon));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task When_a_silo_goes_the_others_take_its_queues_and_everything_arrives_once_and_in_order(bool isKilled)
    {
        await using var silos = await StartAsync(3);
        await silos.UntilSharedAsync(Queues);
        string[] users = [.. Enumerable.Range(1, 30).Select(i => $"move{i}")];
        using var stop = new CancellationTokenSource();
        var sending = SendUntilAsync(silos.Silos[0], users, stop.Token);
        Assert.True(await silos.UntilAsync<Row>(Inboxes, rows => users.All(user => rows.Count(row => row.User == user) >= 3)));

        var leaving = silos.Cluster.Silos[2];
        await (isKilled ? silos.KillAsync(leaving) : silos.Cluster.StopSiloAsync(leaving));
        await silos.UntilSharedAsync(Queues);
        await stop.CancelAsync();
        var sent = await sending;

        Assert.True(await silos.UntilAsync<Row>(Inboxes, rows => rows.Count >= sent * users.Length), string.Join('\n', silos.Warnings));
        var inboxes = (await silos.QueryAsync<Row>(Inboxes)).ToLookup(row => row.User);
        var versions = (await silos.QueryAsync<(string User, long Version)>("""SELECT "user", version FROM user_context""")).ToDictionary();
        foreach (var user in users)
        {
            Assert.Equal(Enumerable.Range(1, sent).Select(i => $"n{i}"), inboxes[user].Select(row => row.Id));
            Assert.Equal(Enumerable.Range(1, sent).Select(i => (long)i), inboxes[user].Select(row => row.Sequence));
            // Each arrival is one change: nothing arrived a second time.
            Assert.Equal(sent, versions[user]);
        }
    }

    private static Task<PostgresSilos> StartAsync(int silos) => PostgresSilos.StartAsync(silos, new Dictionary<string, string?>
    {
        ["Kept:Delivery:Queues"] = $"{Queues}",
        ["Kept:Delivery:CheckInterval"] = "00:01:00",
    });

    private static int QueueOf(string user) => KeptSlots.QueueOf(KeptSlots.Of(SiteName.Default, user), Queues);

    private static async Task<int> SendUntilAsync(IServiceProvider silo, string[] users, CancellationToken stop)
    {
        for (var round = 1; ; round++)
        {
            await SendAsync(silo, users.Select(user => (user, $"n{round}")));
            if (stop.IsCancellationRequested)
                return round;
        }
    }

    private static Task SendAsync(IServiceProvider silo, IEnumerable<(string User, string Id)> items) =>
        silo.GetRequiredService<KeptLane>().SendAsync(
            SiteName.Default, [.. items.Select(item => (item.User, KeptCluster.Notification(item.Id)))], TestContext.Current.CancellationToken);

    private sealed class Row
    {
        public required string User { get; init; }
        public required string Id { get; init; }
        public required long Sequence { get; init; }
    }
}
