using System.Diagnostics.CodeAnalysis;
using Orleans.Streams;

namespace Notifications.Streams.Kept;

/// <summary>
/// What the agent keeps of a queue: nothing of its own. Orleans' caches are one list for all streams, in which a stream that fails
/// holds up the others; here each has the one delivery that is on its way, and how many there are is up to the receiver.
/// </summary>
internal sealed class KeptCache(Deliveries deliveries) : IQueueCache
{
    public int GetMaxAddCount() => QueueAdapterConstants.UNLIMITED_GET_QUEUE_MSG;

    public void AddToCache(IList<IBatchContainer> messages)
    {
    }

    public bool TryPurgeFromCache([MaybeNullWhen(false)] out IList<IBatchContainer> purgedItems)
    {
        purgedItems = null;
        return false;
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token) => new Cursor(deliveries, streamId);

    public bool IsUnderPressure() => false;

    /// <summary>Goes on to the next delivery of a stream, which ends the one before.</summary>
    private sealed class Cursor(Deliveries deliveries, StreamId stream) : IQueueCacheCursor
    {
        private Delivery? _current;

        public IBatchContainer? GetCurrent(out Exception? exception)
        {
            exception = null;
            return _current?.Batch;
        }

        public bool MoveNext()
        {
            EndCurrent();
            _current = deliveries.Take(stream);
            return _current is not null;
        }

        public void Refresh(StreamSequenceToken token)
        {
        }

        public void RecordDeliveryFailure()
        {
            if (_current is not null)
                _current.HasFailed = true;
        }

        public void Dispose()
        {
            // Nobody knows whether it was delivered.
            RecordDeliveryFailure();
            EndCurrent();
        }

        private void EndCurrent()
        {
            if (_current is not null)
                deliveries.End(_current);
            _current = null;
        }
    }
}
