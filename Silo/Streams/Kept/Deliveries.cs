using Notifications.Users;
using Notifications.Users.Kept;
using Orleans.Streams;

namespace Notifications.Streams.Kept;

/// <summary>
/// What of a queue is on its way to user contexts. It belongs to one pulling agent and is used on its scheduler only.
/// </summary>
internal sealed class Deliveries(KeptDeliveryOptions options, TimeProvider time, QueueWakeUp wakeUp, KeptMetrics metrics)
{
    // What is kept in mind of what was delivered, until it is known to be acknowledged.
    private const int MaxUnconfirmed = 10_000;

    // Long enough that under load the next read comes before, and costs nothing.
    private static readonly TimeSpan ConfirmAfter = TimeSpan.FromMilliseconds(250);

    private static readonly TimeSpan FirstRest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

    private readonly Dictionary<StreamId, UserLine> _lines = [];
    private readonly Queue<UserLine> _ready = new();
    private readonly List<UserLine> _resting = [];
    private readonly HashSet<long> _positions = [];
    private readonly HashSet<StreamId> _endedSinceRead = [];
    private Dictionary<long, int> _unconfirmed = [];
    private DateTimeOffset _unconfirmedSince;

    // Not that of another receiver of the queue, of which an answer may still come.
    private long _number = time.GetUtcNow().Ticks;

    /// <summary>The rows that are on their way.</summary>
    public IReadOnlyCollection<long> Positions => _positions;

    /// <summary>How many more rows may be.</summary>
    public int Room => Math.Max(0, options.MaxOnTheWay - _positions.Count);

    /// <summary>When the first of those that rest may be delivered; none where it is <see langword="null"/>.</summary>
    public DateTimeOffset? RestsUntil => _resting.Count == 0 ? null : _resting.Min(line => line.RestsUntil);

    /// <summary>
    /// When to look whether what was delivered still waits: it was not acknowledged, or there is a newer revision, or it was woken on its
    /// way. None where it is <see langword="null"/>.
    /// </summary>
    public DateTimeOffset? ConfirmAt => _unconfirmed.Count > 0 ? _unconfirmedSince + ConfirmAfter
        : _positions.Count > 0 ? time.GetUtcNow() + ConfirmAfter
        : null;

    /// <summary>The users who have enough on its way, or of whom it is known that more waits.</summary>
    public IReadOnlyCollection<string> FullUsers() =>
        [.. _lines.Values.Where(line => line.IsBehind || line.Count >= options.MaxOfUser).Select(line => line.Key)];

    /// <summary>
    /// Says that rows are going to be read, and answers with what was delivered before: of these, those that are read still wait,
    /// which means that they were not acknowledged.
    /// </summary>
    public Dictionary<long, int> BeginRead()
    {
        var delivered = _unconfirmed;
        _unconfirmed = [];
        _endedSinceRead.Clear();
        return delivered;
    }

    /// <summary>
    /// Adds rows that were read, but those of a user whose delivery was on its way meanwhile: nobody knows whether that was
    /// acknowledged. If not, it comes before them, so they are read again with it.
    /// </summary>
    public void Add(IReadOnlyList<QueuedNotification> rows, Dictionary<long, int> delivered, bool areAll)
    {
        foreach (var row in rows)
        {
            if (_positions.Contains(row.Position))
                continue;
            var stream = StreamOf(row);
            if (_endedSinceRead.Contains(stream))
            {
                wakeUp.TellToRead();
                continue;
            }

            var line = LineOf(stream, row);
            if (line.OnTheWay is not null)
            {
                line.IsBehind = true;
                continue;
            }

            _positions.Add(row.Position);
            line.Add(row);
            if (delivered.Remove(row.Position, out var before))
                Rest(line, before + 1);
            PutInLine(line);
        }

        if (!areAll)
            Restore(delivered);
    }

    /// <summary>Takes back what <see cref="BeginRead"/> answered.</summary>
    public void Restore(Dictionary<long, int> delivered)
    {
        if (delivered.Count + _unconfirmed.Count > MaxUnconfirmed)
            return;
        foreach (var (position, before) in delivered.Where(one => !_unconfirmed.ContainsKey(one.Key)))
            Note(position, before);
    }

    /// <summary>What the agent is to be given.</summary>
    public List<IBatchContainer> TakeReady()
    {
        var now = time.GetUtcNow();
        if (_resting.Count > 0)
        {
            foreach (var line in _resting.Where(line => line.RestsUntil <= now).ToArray())
            {
                _resting.Remove(line);
                _ready.Enqueue(line);
            }
        }

        var batches = new List<IBatchContainer>(_ready.Count);
        while (_ready.TryDequeue(out var line))
        {
            line.IsInLine = false;
            var rows = line.TakeNext(options.MaxOfUser);
            var batch = new KeptBatch(line.Stream, ++_number, [.. rows.Select(row => row.Notification!)]);
            line.OnTheWay = new Delivery(line, batch, rows, now);
            batches.Add(batch);
        }

        return batches;
    }

    /// <summary>What is to be delivered on a stream next, once.</summary>
    public Delivery? Take(StreamId stream)
    {
        if (!_lines.TryGetValue(stream, out var line) || line.OnTheWay is not { IsTaken: false } delivery)
            return null;
        delivery.IsTaken = true;
        return delivery;
    }

    /// <summary>The delivery that the agent speaks of.</summary>
    public Delivery? Find(StreamId stream, StreamSequenceToken? token) =>
        _lines.TryGetValue(stream, out var line) && line.OnTheWay is { } delivery && delivery.Batch.SequenceToken.Equals(token) ? delivery : null;

    /// <summary>Says that the agent is done with a delivery, however it went. Its rows are read again if they still wait.</summary>
    public void End(Delivery delivery)
    {
        var line = delivery.Line;
        if (line.OnTheWay != delivery)
            return;
        var mayBeMore = (delivery.HasFailed && !delivery.IsNoted) || line.IsBehind || line.HasMore || line.Count >= options.MaxOfUser || Room == 0;
        line.OnTheWay = null;
        foreach (var row in delivery.Rows)
        {
            _positions.Remove(row.Position);
            if (!delivery.IsNoted && _unconfirmed.Count < MaxUnconfirmed)
                Note(row.Position, line.Unacknowledged);
        }

        if (!delivery.HasFailed)
            metrics.Delivered(delivery.Rows.Count);
        _lines.Remove(line.Stream);
        _endedSinceRead.Add(line.Stream);
        foreach (var row in line.TakeRest())
            _positions.Remove(row.Position);
        if (mayBeMore)
            wakeUp.TellToRead();
    }

    /// <summary>Ends what the agent never answered for, so that it is read and handed over again.</summary>
    public int EndForgotten()
    {
        var before = time.GetUtcNow() - options.AnswerTimeout;
        var forgotten = _lines.Values.Select(line => line.OnTheWay).OfType<Delivery>().Where(delivery => delivery.Since < before).ToArray();
        foreach (var delivery in forgotten)
        {
            delivery.HasFailed = true;
            End(delivery);
        }

        return forgotten.Sum(delivery => delivery.Rows.Count);
    }

    private void Note(long position, int unacknowledged)
    {
        if (_unconfirmed.Count == 0)
            _unconfirmedSince = time.GetUtcNow();
        _unconfirmed[position] = unacknowledged;
    }

    private static StreamId StreamOf(QueuedNotification row) =>
        StreamId.Create(KeptNotification.StreamNamespace, UserKey.Of(row.Site, row.User));

    private UserLine LineOf(StreamId stream, QueuedNotification row)
    {
        if (!_lines.TryGetValue(stream, out var line))
            _lines.Add(stream, line = new UserLine(stream, row.Site, row.User));
        return line;
    }

    private void Rest(UserLine line, int unacknowledged)
    {
        metrics.Repeated(1);
        line.Unacknowledged = Math.Max(line.Unacknowledged, unacknowledged);
        var rest = Math.Min(FirstRest.Ticks * Math.Pow(2, line.Unacknowledged - 1), LongestRest.Ticks);
        line.RestsUntil = time.GetUtcNow() + TimeSpan.FromTicks((long)rest);
    }

    private void PutInLine(UserLine line)
    {
        if (line.IsInLine || line.OnTheWay is not null)
            return;
        line.IsInLine = true;
        if (line.RestsUntil > time.GetUtcNow())
            _resting.Add(line);
        else
            _ready.Enqueue(line);
    }
}
