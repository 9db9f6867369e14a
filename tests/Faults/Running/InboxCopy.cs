using System.Text.Json;
using Notifications.Tests.Faults.Accounting;

namespace Notifications.Tests.Faults.Running;

/// <summary>What a session knows of an inbox: where it stands, the counts, and who has arrived.</summary>
internal sealed class InboxCopy(Journal journal, string user, string name)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<string>> _idsBySubject = new(StringComparer.Ordinal);
    private string? _epoch;
    private long _sequence;
    private (long Unread, long Unseen, long Version) _counts;

    /// <summary>As it goes over the wire; <see langword="null"/> before the first.</summary>
    public object? Position
    {
        get
        {
            lock (_lock)
                return _epoch is null ? null : new { epoch = _epoch, sequence = _sequence };
        }
    }

    /// <summary>Where it stands.</summary>
    public SessionEnd End
    {
        get
        {
            lock (_lock)
                return new SessionEnd(user, name, _sequence, _counts.Unread, _counts.Unseen, _counts.Version);
        }
    }

    /// <summary>How many notifications it saw arriving.</summary>
    public int Arrived { get; private set; }

    /// <summary>The ids of what arrived about a subject.</summary>
    public IReadOnlyList<string> About(string subject)
    {
        lock (_lock)
            return _idsBySubject.TryGetValue(subject, out var ids) ? [.. ids] : [];
    }

    /// <summary>Takes what <c>attach</c> or <c>changes</c> answered.</summary>
    public void Take(JsonElement standing)
    {
        lock (_lock)
        {
            var (epoch, sequence) = PositionOf(standing);
            if (_epoch is null || !standing.GetProperty("complete").GetBoolean())
                journal.Told.Enqueue(new BeganAnew(user, name, sequence));
            else
                TakeNewer(standing.GetProperty("missed"));
            (_epoch, _sequence) = (epoch, sequence);
            TakeCounts(standing);
        }
    }

    /// <summary>Takes a message, unless something was missed before it.</summary>
    public bool TryFollow(JsonElement message)
    {
        lock (_lock)
        {
            var (epoch, sequence) = PositionOf(message);
            if (epoch != _epoch || message.GetProperty("previous").GetInt64() > _sequence)
                return false;
            if (sequence > _sequence)
            {
                TakeNewer(message.GetProperty("changes"));
                _sequence = sequence;
                TakeCounts(message);
            }

            return true;
        }
    }

    private void TakeNewer(JsonElement changes)
    {
        foreach (var change in changes.EnumerateArray())
        {
            if (change.GetProperty("sequence").GetInt64() > _sequence)
                Take(change, change.GetProperty("kind").GetString()!);
        }
    }

    private void Take(JsonElement change, string kind)
    {
        (string Id, long Revision)? arrived = null;
        var what = kind;
        if (kind == "arrived")
        {
            var item = change.GetProperty("item");
            arrived = (item.GetProperty("id").GetString()!, item.TryGetProperty("revision", out var revision) ? revision.GetInt64() : 0);
            what = $"arrived {arrived.Value.Id} revision {arrived.Value.Revision}";
            Note(item.GetProperty("subject").GetString()!, arrived.Value.Id);
        }
        else if (change.TryGetProperty("ids", out var ids))
        {
            var operation = change.TryGetProperty("operation", out var text) ? text.GetString() : "";
            what = $"{kind} {operation} {string.Join(',', ids.EnumerateArray().Select(id => id.GetString()).Order(StringComparer.Ordinal))}";
        }

        journal.Told.Enqueue(new ToldChange(user, name, change.GetProperty("sequence").GetInt64(), what, arrived));
    }

    private void Note(string subject, string id)
    {
        Arrived++;
        if (!_idsBySubject.TryGetValue(subject, out var ids))
            _idsBySubject[subject] = ids = [];
        if (!ids.Contains(id))
            ids.Add(id);
    }

    private void TakeCounts(JsonElement from)
    {
        var counts = from.GetProperty("counts");
        _counts = (counts.GetProperty("unread").GetInt64(), counts.GetProperty("unseen").GetInt64(), counts.GetProperty("version").GetInt64());
    }

    private static (string Epoch, long Sequence) PositionOf(JsonElement from)
    {
        var position = from.GetProperty("position");
        return (position.GetProperty("epoch").GetString()!, position.GetProperty("sequence").GetInt64());
    }
}
