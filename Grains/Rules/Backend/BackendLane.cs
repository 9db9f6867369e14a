using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Notifications.Rules.Backend;

/// <summary>
/// The way to one backend: so many tries at once, a time-out for each, and a breaker, so that a service that is down is left
/// alone. Retries are not made here: they must survive a restart.
/// </summary>
internal sealed class BackendLane
{
    private static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    private readonly IBackend _backend;
    private readonly ResiliencePipeline<BackendVerdict> _pipeline;
    private int _running;

    public BackendLane(IBackend backend, TimeProvider time)
    {
        (_backend, Target) = (backend, backend.Target.ToString());
        _pipeline = new ResiliencePipelineBuilder<BackendVerdict> { TimeProvider = time }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<BackendVerdict>
            {
                // Who asks for a later try is well, only busy.
                ShouldHandle = new PredicateBuilder<BackendVerdict>()
                    .Handle<Exception>(e => e is not (OperationCanceledException or RetryLaterException)),
                FailureRatio = 0.9,
                MinimumThroughput = 10,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = Break,
            })
            .AddTimeout(backend.Timeout)
            .Build();
    }

    public string Target { get; }

    /// <summary>How many more tries may begin now.</summary>
    public int Free => _backend.Parallelism - Volatile.Read(ref _running);

    /// <summary>After how long a try that nobody has ended counts as lost.</summary>
    public TimeSpan Lease => _backend.Timeout + Break;

    public void Enter() => Interlocked.Increment(ref _running);

    public void Leave() => Interlocked.Decrement(ref _running);

    /// <summary>Makes one try.</summary>
    public async Task<BackendVerdict> AskAsync(ClaimedCall call, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (state, token) => await state._backend.AskAsync(state.call, token), (_backend, call), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            throw new BackendFailedException($"There was no answer within {_backend.Timeout.TotalSeconds:0.###} s.");
        }
        catch (BrokenCircuitException)
        {
            throw new BackendFailedException("It was not asked: nearly all of the last calls failed.");
        }
    }
}
