using Notifications.Users;
using Notifications.Users.Kept;
using Orleans.Streams;

namespace Notifications.Streams.Kept;

/// <summary>Which queue a user's stream is in: the one that has the user's slot.</summary>
internal sealed class KeptQueueMapper : IStreamQueueMapper
{
    private readonly QueueId[] _queues;

    public KeptQueueMapper(int queues) =>
        _queues = [.. Enumerable.Range(0, queues).Select(queue => QueueId.GetQueueId(KeptLane.ProviderName, (uint)queue, (uint)queue))];

    public IEnumerable<QueueId> GetAllQueues() => _queues;

    public QueueId GetQueueForStream(StreamId streamId) => _queues[KeptSlots.QueueOf(SlotOf(streamId), _queues.Length)];

    /// <summary>The slots of a queue.</summary>
    public KeptSlots SlotsOf(QueueId queue) => KeptSlots.OfQueue((int)queue.GetNumericId(), _queues.Length);

    private static int SlotOf(StreamId stream)
    {
        var (site, user) = UserKey.Read(stream.GetKeyAsString());
        return KeptSlots.Of(site, user);
    }
}
