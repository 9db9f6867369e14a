using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Notifications.Storage;
using Orleans.Streams;
using Polly;
using Polly.Retry;

namespace Notifications.Users;

/// <summary>The way from event grains to user contexts: one Orleans stream for each user.</summary>
public sealed partial class KeptLane
{
    /// <summary>Name of the stream provider that carries kept notifications.</summary>
    public const string ProviderName = "kept";

    /// <summary>How often a notification is tried that the store does not take.</summary>
    internal const int MaxTries = 5;

    private readonly IStreamProvider _streams;
    private readonly ILogger<KeptLane> _logger;
    private readonly ResiliencePipeline _untilCommitted;

    /// <summary>Takes the stream provider of the silo.</summary>
    public KeptLane([FromKeyedServices(ProviderName)] IStreamProvider streams, TimeProvider time, ILogger<KeptLane> logger)
    {
        (_streams, _logger) = (streams, logger);
        _untilCommitted = new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(Retry(int.MaxValue, TimeSpan.FromMilliseconds(100), static failure => !IsItsOwn(failure)))
            .AddRetry(Retry(MaxTries - 1, TimeSpan.FromMilliseconds(20), IsItsOwn))
            .Build();
    }

    /// <summary>
    /// Sends notifications to their recipients. Ends when all of them are on disk, however long the store is unavailable, or can't
    /// be written; sending again is harmless. What it holds meanwhile is what it is given: whoever calls it bounds that.
    /// </summary>
    /// <param name="site">The site.</param>
    /// <param name="items">The notifications; those of one recipient are sent in their order.</param>
    /// <param name="cancellationToken">Gives up; nobody knows then which of them are on disk.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    /// <exception cref="StoreRefusedException">At least one of them can't be written; the others are on disk.</exception>
    public Task SendAsync(
        string site, IReadOnlyList<(string User, KeptNotification Notification)> items, CancellationToken cancellationToken) =>
        Task.WhenAll(items
            .GroupBy(item => item.User, item => item.Notification, StringComparer.Ordinal)
            .Select(ofUser => SendAsync(StreamId.Create(KeptNotification.StreamNamespace, UserKey.Of(site, ofUser.Key)), ofUser, cancellationToken)));

    private async Task SendAsync(StreamId id, IEnumerable<KeptNotification> notifications, CancellationToken cancellationToken)
    {
        var stream = _streams.GetStream<KeptNotification>(id);
        StoreRefusedException? refused = null;
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
            catch (Exception e) when (IsItsOwn(e))
            {
                // It must not keep those behind it.
                refused = new StoreRefusedException($"The notification '{notification.Flag.Id}' can't be kept: {e.Message}", e);
            }
            finally
            {
                ResilienceContextPool.Shared.Return(context);
            }
        }

        if (refused is not null)
            throw refused;
    }

    /// <summary>Whether a failure is that of the notification, and not of everything that is sent at the moment, or of a silo that stops.</summary>
    private static bool IsItsOwn(Exception failure) => failure is not
        (StoreUnavailableException or OperationCanceledException or TimeoutException or OrleansException or ObjectDisposedException);

    // Also somebody else's cancellation: what is not on disk is sent again.
    private RetryStrategyOptions Retry(int times, TimeSpan firstPause, Func<Exception, bool> isWorthIt) => new()
    {
        ShouldHandle = retry => ValueTask.FromResult(
            retry.Outcome.Exception is { } failure && isWorthIt(failure) && !retry.Context.CancellationToken.IsCancellationRequested),
        MaxRetryAttempts = times,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        Delay = firstPause,
        MaxDelay = TimeSpan.FromSeconds(10),
        OnRetry = retry =>
        {
            LogNotSent(retry.AttemptNumber + 1, retry.RetryDelay, retry.Outcome.Exception);
            return ValueTask.CompletedTask;
        },
    };
}
