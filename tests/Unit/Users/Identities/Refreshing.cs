using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Notifications.Users.Identities;

namespace Notifications.Tests.Unit.Users.Identities;

public sealed class Refreshing
{
    [Fact]
    public async Task GoesOnAfterAnyFailure()
    {
        var time = new FakeTimeProvider();
        var store = new FailingStore();
        using var refresh = new IdentityRefresh(store, new IdentityDirectory(), time, NullLogger<IdentityRefresh>.Instance);
        await refresh.StartAsync(TestContext.Current.CancellationToken);

        for (var i = 0; i < 2; i++)
        {
            var failed = store.NextFailure();
            time.Advance(IdentityRefresh.Period);
            await failed.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        }

        await refresh.StopAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Can be read once, and then fails in a way that nobody foresaw.</summary>
    private sealed class FailingStore : IIdentityStore
    {
        private TaskCompletionSource? _failing;

        public Task NextFailure()
        {
            _failing = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _failing.Task;
        }

        public Task<IdentityChanges> ReadChangesAsync(long after, int limit)
        {
            if (_failing is null)
                return Task.FromResult(new IdentityChanges([], after, MayBeMore: false));
            _failing.TrySetResult();
            throw new InvalidOperationException("The disk is full.");
        }

        public Task<IReadOnlyList<OwnedName>> FindAsync(string site, IReadOnlyCollection<Identifier> names) => throw new NotSupportedException();

        public Task<int> CountAsync(string site) => throw new NotSupportedException();

        public Task<long> WriteAsync(string site, IReadOnlyList<NameChange> changes) => throw new NotSupportedException();
    }
}
