using System.Data.Common;
using System.Threading.Channels;
using Notifications.Storage;

namespace Notifications.Tests.Unit.Storage;

public abstract class SignalSuite(StoreOn on) : StoreSuite(on)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_signal_is_heard_after_the_commit_by_those_who_listen_to_it()
    {
        var (heard, hear) = Hearing();
        using var listening = Database.Signals.Listen("a", hear);
        using var other = Database.Signals.Listen("b", payload => Assert.Null(payload));
        await ConnectedAsync(heard);

        await Writes.WriteAsync(new Raising(Database), ("a", "1:one"));
        await Writes.WriteAsync(new Raising(Database), ("a", "2"));

        Assert.Equal("1:one", await NextAsync(heard));
        Assert.Equal("2", await NextAsync(heard));
    }

    [Fact]
    public async Task What_is_rolled_back_is_never_heard_and_neither_is_it_after_the_end_of_listening()
    {
        var (heard, hear) = Hearing();
        var (ended, hearEnded) = Hearing();
        using var listening = Database.Signals.Listen("a", hear);
        Database.Signals.Listen("a", hearEnded).Dispose();
        await ConnectedAsync(heard);

        using (var connection = Database.Open())
        using (var transaction = Database.BeginWrite(connection))
            Database.Signals.Raise(transaction, "a", "lost");
        await Writes.WriteAsync(new Raising(Database), ("a", "kept"));

        Assert.Equal("kept", await NextAsync(heard));
        Assert.False(ended.TryRead(out _));
    }

    [Fact]
    public async Task A_listener_that_fails_does_not_deafen_the_others()
    {
        var (heard, hear) = Hearing();
        using var failing = Database.Signals.Listen("a", _ => throw new InvalidOperationException("Too bad."));
        using var listening = Database.Signals.Listen("a", hear);
        await ConnectedAsync(heard);

        await Writes.WriteAsync(new Raising(Database), ("a", "1"));
        await Writes.WriteAsync(new Raising(Database), ("a", "2"));

        Assert.Equal("1", await NextAsync(heard));
        Assert.Equal("2", await NextAsync(heard));
    }

    // Within one process there is no connection to wait for.
    protected Task ConnectedAsync(ChannelReader<string?> heard) =>
        On == StoreOn.Sqlite ? Task.CompletedTask : AssertGapAsync(heard);

    protected static async Task AssertGapAsync(ChannelReader<string?> heard) => Assert.Null(await NextAsync(heard));

    protected static async Task<string?> NextAsync(ChannelReader<string?> heard) =>
        await heard.ReadAsync().AsTask().WaitAsync(Patience);

    protected static (ChannelReader<string?> Heard, Action<string?> Hear) Hearing()
    {
        var channel = Channel.CreateUnbounded<string?>();
        return (channel.Reader, payload => channel.Writer.TryWrite(payload));
    }

    internal sealed class Raising(SqlDatabase database) : Batch<(string Channel, string Payload), bool>
    {
        protected override IReadOnlyList<bool> Execute(DbTransaction transaction, IReadOnlyList<(string Channel, string Payload)> items)
        {
            foreach (var (channel, payload) in items)
                database.Signals.Raise(transaction, channel, payload);
            return [.. items.Select(_ => true)];
        }
    }
}

public sealed class SignalsOnSqlite() : SignalSuite(StoreOn.Sqlite);

public sealed class SignalsOnPostgres() : SignalSuite(StoreOn.Postgres)
{
    [Fact]
    public async Task Another_silo_hears_it()
    {
        using var another = TestPostgres.Open(((TestPostgres)Own).ConnectionString);
        var (heard, hear) = Hearing();
        using var listening = another.Signals.Listen("a", hear);
        await AssertGapAsync(heard);

        await Writes.WriteAsync(new Raising(Database), ("a", "1"));

        Assert.Equal("1", await NextAsync(heard));
    }

    [Fact]
    public async Task After_a_lost_connection_it_says_that_some_may_be_missed_and_hears_again()
    {
        var (heard, hear) = Hearing();
        using var listening = Database.Signals.Listen("a", hear);
        await AssertGapAsync(heard);

        await Database.RunAsync(connection =>
        {
            using var command = connection.CreateCommand();
            command.CommandText =
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND query LIKE 'LISTEN%'";
            Assert.Equal(1L, command.ExecuteScalar());
            return true;
        });
        await AssertGapAsync(heard);
        await Writes.WriteAsync(new Raising(Database), ("a", "1"));

        Assert.Equal("1", await NextAsync(heard));
    }
}
