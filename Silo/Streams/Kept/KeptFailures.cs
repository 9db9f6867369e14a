using Microsoft.Extensions.Logging;
using Notifications.Users.Kept;
using Orleans.Streams;

namespace Notifications.Streams.Kept;

/// <summary>
/// Notes what could not be delivered, where Orleans' own handler forgets it: the rows wait for their next try, or end. What can't
/// be noted still waits, and comes again without a try being counted.
/// </summary>
internal sealed partial class KeptFailures(
    Func<Deliveries?> deliveries, IKeptQueue store, KeptEndings endings, KeptDeliveryOptions options, KeptMetrics metrics, QueueWakeUp wakeUp,
    TimeProvider time, ILogger<KeptFailures> logger) : IStreamFailureHandler
{
    private readonly ILogger<KeptFailures> _logger = logger;

    public bool ShouldFaultSubsriptionOnError => false;

    public async Task OnDeliveryFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken)
    {
        if (deliveries()?.Find(streamIdentity, sequenceToken) is not { } delivery)
            return;
        try
        {
            delivery.IsNoted = await NoteAsync(delivery.Rows);
        }
        catch (Exception e)
        {
            LogNotNoted(delivery.Rows.Count, e);
        }
    }

    // What was to be delivered is tried all the same.
    public Task OnSubscriptionFailure(GuidId subscriptionId, string streamProviderName, StreamId streamIdentity, StreamSequenceToken? sequenceToken) =>
        Task.CompletedTask;

    /// <summary>Notes a try; whether the next one of each row is later than of what comes after it.</summary>
    private async Task<bool> NoteAsync(IReadOnlyList<QueuedNotification> rows)
    {
        var areLater = true;
        foreach (var row in rows.Where(IsLastTry))
        {
            await endings.EndAsync(row, $"It could not be delivered in {options.MaxTries} tries.");
            LogEnded(row.Id, options.MaxTries);
        }

        foreach (var others in rows.Where(row => !IsLastTry(row)).GroupBy(row => row.Tries))
        {
            var pause = options.PauseAfter(others.Key + 1);
            var nextTry = pause is null ? DateTimeOffset.UnixEpoch : time.GetUtcNow() + pause.Value;
            await store.FailAsync([.. others.Select(row => row.Position)], options.MaxTries, nextTry);
            wakeUp.Tell(nextTry.ToUnixTimeMilliseconds());
            metrics.Retried(others.Count());
            areLater &= pause is not null;
        }

        return areLater;
    }

    private bool IsLastTry(QueuedNotification row) => row.Tries + 1 >= options.MaxTries;

    [LoggerMessage(Level = LogLevel.Error, Message = "That {Count} notifications could not be delivered can't be noted; they come again.")]
    private partial void LogNotNoted(int count, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Notification {Id} could not be delivered in {Tries} tries; it is a dead letter.")]
    private partial void LogEnded(string id, int tries);
}
