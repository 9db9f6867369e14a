using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace Notifications.Users.Kept;

/// <summary>Some notifications of one user on the way to the user context.</summary>
/// <param name="stream">The user's stream.</param>
/// <param name="number">Its number within the receiver that read them; says nothing of where they are in the queue.</param>
/// <param name="notifications">In their order.</param>
[GenerateSerializer, Immutable]
[Alias("notifications.KeptBatch")]
internal sealed class KeptBatch(StreamId stream, long number, IReadOnlyList<KeptNotification> notifications) : IBatchContainer
{
    [Id(0)] private readonly StreamId _stream = stream;
    [Id(1)] private readonly long _number = number;
    [Id(2)] private readonly IReadOnlyList<KeptNotification> _notifications = notifications;

    public StreamId StreamId => _stream;

    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(_number);

    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        _notifications.Cast<T>().Select((notification, i) => Tuple.Create<T, StreamSequenceToken>(notification, new EventSequenceTokenV2(_number, i)));

    public bool ImportRequestContext() => false;
}
