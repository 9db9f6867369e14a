using System.Collections.Concurrent;
using System.Data.Common;
using System.Threading.Channels;
using Dapper;
using Notifications.Storage;
using Notifications.Users;

namespace Notifications.Tests.Cluster.Users.Kept;

/// <summary>What all user contexts of a test took, and what they do.</summary>
internal sealed class TakenNotifications(GroupCommit writes)
{
    private readonly Acknowledgements _acknowledgements = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<string[]>> _taken = new();
    private readonly Channel<string> _news = Channel.CreateUnbounded<string>();

    /// <summary>Called before a user's notifications are taken.</summary>
    public Func<string, IReadOnlyList<string>, Task> Before { get; set; } = (_, _) => Task.CompletedTask;

    public IReadOnlyList<string[]> BatchesOf(string user) => [.. _taken.GetValueOrDefault($"default|{user}") ?? []];

    public string[] Of(string user) => [.. BatchesOf(user).SelectMany(ids => ids)];

    public async Task TakeAsync(string key, IReadOnlyList<KeptNotification> notifications)
    {
        string[] ids = [.. notifications.Select(notification => notification.Flag.Id)];
        await Before(UserKey.Read(key).User, ids);
        await Task.WhenAll(notifications.Select(notification =>
            writes.WriteAsync(_acknowledgements, (UserKey.Read(key).User, notification.Flag.Id, notification.Flag.Revision))));
        _taken.GetOrAdd(key, _ => new()).Enqueue(ids);
        _news.Writer.TryWrite(key);
    }

    /// <summary>Ends when what was taken is as it is expected to be.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        timeout.CancelAfter(TimeSpan.FromSeconds(60));
        while (!isSo())
            await _news.Reader.ReadAsync(timeout.Token);
    }

    private sealed class Acknowledgements : Batch<(string User, string Id, long Revision), int>
    {
        protected override IReadOnlyList<int> Execute(DbTransaction transaction, IReadOnlyList<(string User, string Id, long Revision)> items) =>
        [
            .. items.Select(item => transaction.Connection!.Execute(
                """UPDATE inbox SET queued = FALSE, sequence = 1 WHERE site = 'default' AND "user" = @User AND id = @Id AND revision = @Revision""",
                new { item.User, item.Id, item.Revision }, transaction)),
        ];
    }
}
