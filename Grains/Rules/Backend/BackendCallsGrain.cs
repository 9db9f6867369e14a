using Orleans.Concurrency;

namespace Notifications.Rules.Backend;

/// <summary>Answers operators from the store; it holds nothing itself.</summary>
[GrainType("backendCalls"), StatelessWorker]
internal sealed class BackendCallsGrain(IBackendCalls calls, BackendQueue queue, TimeProvider time) : Grain, IBackendCallsGrain
{
    public Task<IReadOnlyList<BackendCallStatus>> List(BackendCallState? state, string? rule, int limit) =>
        calls.ListAsync(this.GetPrimaryKeyString(), state, rule, Math.Clamp(limit, 1, IBackendCallsGrain.MaxLimit));

    public async Task<bool> Retry(string id)
    {
        if (!await calls.RetryAsync(this.GetPrimaryKeyString(), id, time.GetUtcNow()))
            return false;
        queue.Wake();
        return true;
    }
}
