using Notifications.Rules;
using Notifications.Rules.Backend;
using Notifications.Subjects;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>The real list of calls, which a test can make fail for one subject.</summary>
internal sealed class HeldBackendCalls(IBackendCalls calls) : IBackendCalls
{
    private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Subject? _failing;

    public void FailFor(Subject subject) => _failing = subject;

    public void Recover() => _failing = null;

    /// <summary>Ends when a call of the subject was refused.</summary>
    public Task RefusedAsync() => _refused.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public Task<int> AddAsync(IReadOnlyList<BackendCall> added, int maxPending, DateTimeOffset now)
    {
        if (_failing is not { } failing || added.All(call => call.Event.Subject != failing))
            return calls.AddAsync(added, maxPending, now);
        _refused.TrySetResult();
        throw new IOException("The disk is full.");
    }

    public Task<IReadOnlyDictionary<string, DateTimeOffset>> FindDueAsync(IReadOnlyCollection<string> targets) => calls.FindDueAsync(targets);

    public Task<IReadOnlyList<ClaimedCall>> ClaimAsync(string target, int limit, DateTimeOffset now, DateTimeOffset until) =>
        calls.ClaimAsync(target, limit, now, until);

    public Task SaveAsync(string id, BackendProgress progress, DateTimeOffset now) => calls.SaveAsync(id, progress, now);

    public Task GiveUpOthersAsync(IReadOnlyCollection<string> targets, DateTimeOffset untouchedSince, string error, DateTimeOffset now) =>
        calls.GiveUpOthersAsync(targets, untouchedSince, error, now);

    public Task ForgetAsync(DateTimeOffset doneBefore, DateTimeOffset failedBefore, int maxFailed) =>
        calls.ForgetAsync(doneBefore, failedBefore, maxFailed);

    public Task<IReadOnlyList<BackendCallStatus>> ListAsync(string site, BackendCallState? state, string? rule, int limit) =>
        calls.ListAsync(site, state, rule, limit);

    public Task<bool> RetryAsync(string site, string id, DateTimeOffset now) => calls.RetryAsync(site, id, now);
}
