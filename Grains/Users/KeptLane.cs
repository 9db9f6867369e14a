using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Streams;
using Polly;
using Polly.Retry;

namespace Notifications.Users;

/// <summary>The way from event grains to user contexts: one Orleans stream for each user.</summary>
public sealed partial class KeptLane
{
    /// <summary>Name of the stream provider that carries kept notifications.</summary>
    public const string ProviderName = "kept";

    private readonly IStreamProvider _streams;
    private readonly ILogger<KeptLane> _logger;
    private readonly ResiliencePipeline _untilCommitted;

    /// <summary>Takes the stream provider of the silo.</summary>
    public KeptLane([FromKeyedServices(ProviderName)] IStreamProvider streams, TimeProvider time, ILogger<KeptLane> logger)
    {
        (_streams, _logger) = (streams, logger);
        _untilCommitted = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                // Whatever it was, also somebody else's cancellation: what is not on disk is sent again.
                ShouldHandle = static retry => ValueTask.FromResult(
                    retry.Outcome.Exception is not null && !retry.Context.CancellationToken.IsCancellationRequested),
                MaxRetryAttempts = int.MaxValue,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(100),
                MaxDelay = TimeSpan.FromSeconds(10),
                OnRetry = retry =>
                {
                    LogNotSent(retry.AttemptNumber + 1, retry.RetryDelay, retry.Outcome.Exception);
                    return ValueTask.CompletedTask;
                },
            })
            .Build();
    }

    /// <summary>
    /// Sends notifications to their recipients. Ends when all of them are on disk, however long that takes; sending again is
    /// harmless. What it holds meanwhile is what it is given: whoever calls it bounds that.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="items">The notifications; those of one recipient are sent in their order.</param>
    /// <param name="cancellationToken">Gives up; nobody knows then which of them are on disk.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task SendAsync(
        string site, IReadOnlyList<(string User, KeptNotification Notification)> items, CancellationToken cancellationToken) =>
        Task.WhenAll(items
            .GroupBy(item => item.User, item => item.Notification, StringComparer.Ordinal)
            .Select(ofUser => SendAsync(StreamId.Create(KeptNotification.StreamNamespace, UserKey.Of(site, ofUser.Key)), ofUser, cancellationToken)));

    private async Task SendAsync(StreamId id, IEnumerable<KeptNotification> notifications, CancellationToken cancellationToken)
    {
        var stream = _streams.GetStream<KeptNotification>(id);
        foreach (var notification in notifications)
        {
            // On the caller's scheduler, which may be a grain's.
            var context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: true, cancellationToken);
            try
            {
                await _untilCommitted.ExecuteAsync(
                    static async (context, send) =>
                    {
                        context.CancellationToken.ThrowIfCancellationRequested();
                        await send.stream.OnNextAsync(send.notification).WaitAsync(context.CancellationToken);
                    },
                    context,
                    (stream, notification));
            }
            finally
            {
                ResilienceContextPool.Shared.Return(context);
            }
        }
    }
}
