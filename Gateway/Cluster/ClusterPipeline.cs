using Polly;
using Polly.Registry;
using Polly.Retry;
using Polly.Timeout;

namespace Notifications.Cluster;

/// <summary>
/// The one way from the gateway into the cluster: retries with jitter within a budget of seconds, so that a grain
/// that moves is not the sender's problem. Only for calls that are idempotent; all of ours are.
/// </summary>
internal sealed class ClusterPipeline(ResiliencePipelineProvider<string> pipelines)
{
    private const string Name = "cluster";

    /// <summary>
    /// How long all tries together may take: long enough for a silo that is frozen to be declared dead, which takes 6 s, and for its grain to
    /// start elsewhere. Jira Data Center sends a hook once and never again.
    /// </summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(10);

    private readonly ResiliencePipeline _pipeline = pipelines.GetPipeline(Name);

    public static IServiceCollection Register(IServiceCollection services) =>
        services.AddResiliencePipeline(Name, static (pipeline, context) =>
            {
                pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
                pipeline.AddTimeout(Budget).AddRetry(new RetryStrategyOptions
                {
                    ShouldHandle = new PredicateBuilder().Handle<Exception>(e => e is not (OperationCanceledException or TimeoutRejectedException)),
                    MaxRetryAttempts = 6,
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    Delay = TimeSpan.FromMilliseconds(50),
                    MaxDelay = TimeSpan.FromSeconds(1.5),
                });
            })
            .AddSingleton<ClusterPipeline>();

    /// <summary>Calls into the cluster.</summary>
    /// <exception cref="ClusterUnavailableException">The budget is used up.</exception>
    public async Task<T> CallAsync<T>(Func<Task<T>> call, CancellationToken cancellationToken = default)
    {
        try
        {
            // A grain call cannot be cancelled; the pipeline stops waiting for it.
            return await _pipeline.ExecuteAsync(
                async (attempt, token) => await attempt().WaitAsync(token), call, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ClusterUnavailableException(e);
        }
    }
}

/// <summary>The cluster did not answer within <see cref="ClusterPipeline.Budget"/>.</summary>
internal sealed class ClusterUnavailableException(Exception inner)
    : Exception($"The cluster did not answer within {ClusterPipeline.Budget.TotalSeconds:0} s: {inner.Message}", inner);
