using System.Threading.Channels;
using Notifications.Rules;
using Notifications.Rules.Backend;

namespace Notifications.Tests.Unit.Rules.Backend;

/// <summary>The real store, which also lets a test wait for what is saved in it.</summary>
internal sealed class ObservedCalls(IBackendCalls calls) : IBackendCalls
{
    private readonly Channel<BackendProgress> _saved = Channel.CreateUnbounded<BackendProgress>();

    public Task<BackendProgress> NextAsync() => _saved.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20));

    public async Task SaveAsync(string id, BackendProgress progress, DateTimeOffset now)
    {
        await calls.SaveAsync(id, progress, now);
        await _saved.Writer.WriteAsync(progress);
    }

    public Task<int> AddAsync(IReadOnlyList<BackendCall> added, int maxPending, DateTimeOffset now) => calls.AddAsync(added, maxPending, now);

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> FindDueAsync(IReadOnlyCollection<string> targets) => calls.FindDueAsync(targets);

    public Task<IReadOnlyList<ClaimedCall>> ClaimAsync(string target, int limit, DateTimeOffset now, DateTimeOffset until) =>
        calls.ClaimAsync(target, limit, now, until);

    public Task GiveUpOthersAsync(IReadOnlyCollection<string> targets, DateTimeOffset untouchedSince, string error, DateTimeOffset now) =>
        calls.GiveUpOthersAsync(targets, untouchedSince, error, now);

    public Task ForgetAsync(DateTimeOffset doneBefore, DateTimeOffset failedBefore, int maxFailed) => calls.ForgetAsync(doneBefore, failedBefore, maxFailed);

    public Task<IReadOnlyList<BackendCallStatus>> ListAsync(string site, BackendCallState? state, string? rule, int limit) => calls.ListAsync(site, state, rule, limit);

    public Task<bool> RetryAsync(string site, string id, DateTimeOffset now) => calls.RetryAsync(site, id, now);
}
