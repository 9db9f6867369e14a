using System.Data.Common;
using Notifications.Storage;
using Notifications.Storage.Inbox;
using Notifications.Storage.Kept;
using Notifications.Tests.Unit.Users.Inbox;
using Notifications.Users;
using Notifications.Users.Inbox;
using Notifications.Users.Kept;
using static Notifications.Tests.Unit.Users.Inbox.UserOfTest;

namespace Notifications.Tests.Unit.Storage;

/// <summary>Two silos that write the same rows in one transaction each.</summary>
public sealed class OrderOfLocksTests() : UserSuite(StoreOn.Postgres)
{
    private const int Rows = 200;

    private const int Rounds = 20;

    private long _revision;

    [Fact]
    public async Task They_take_them_in_the_same_order_whatever_the_order_in_which_they_came()
    {
        Replace(new Random(0));

        // A deadlock would end one of them with an error.
        await Task.WhenAll(
            RepeatAsync(1, Replace),
            RepeatAsync(2, Replace),
            RepeatAsync(3, Deliver));
    }

    private static Task RepeatAsync(int seed, Action<Random> write) => Task.Factory.StartNew(
        () =>
        {
            var random = new Random(seed);
            for (var round = 0; round < Rounds; round++)
                write(random);
        },
        CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void Replace(Random random) => InTransaction(transaction =>
    {
        var insert = new PostgresKeptInsert(Database);
        var writes = Some(random, Interlocked.Increment(ref _revision))
            .Select(kept => new WaitingWrite<KeptInsert, bool>(insert, KeptInsert.Of(new KeptEntry(Site, "kate", 0, kept), Time.GetUtcNow())));
        ((IBatch)insert).Execute(transaction, [.. writes]);
    });

    private void Deliver(Random random) => InTransaction(transaction =>
    {
        var deliveries = Some(random, Interlocked.Read(ref _revision)).Select(kept => new Delivery(kept, IsKept: true, IsSeen: false, IsQuiet: false));
        var commit = new ContextCommit
        {
            Site = Site, User = "kate", Version = 0, Now = Time.GetUtcNow(), Work = new InboxWork.Deliver([.. deliveries]),
        };
        try
        {
            DeliveryWriting.Write(Database, transaction, [new ContextTally(commit, Database)]);
        }
        catch (InvalidOperationException)
        {
            // One of them was replaced; the writer would try it again.
        }
    });

    private static KeptNotification[] Some(Random random, long revision)
    {
        var some = Enumerable.Range(0, Rows).Select(i => Notification($"n{i}", revision: revision)).ToArray();
        random.Shuffle(some);
        return some;
    }

    private void InTransaction(Action<DbTransaction> write)
    {
        using var connection = Database.Open();
        using var transaction = Database.BeginWrite(connection);
        write(transaction);
        transaction.Commit();
    }
}
