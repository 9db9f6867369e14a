using System.Diagnostics;

namespace Notifications.Storage;

/// <summary>
/// Writes that others hold up, by a lock on a row that they need: set aside, so that nobody waits for them, and tried again for a
/// while.
/// </summary>
/// <param name="patience">How long each is tried.</param>
internal sealed class HeldUpWrites(TimeSpan patience)
{
    /// <summary>The most of them.</summary>
    public const int Capacity = 1_000;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly List<WaitingWrite> _writes = [];
    private readonly Dictionary<WaitingWrite, long> _since = [];
    private TimeSpan _pause = FirstPause;
    private long _paused;

    /// <summary>Whether there is none.</summary>
    public bool IsEmpty => _writes.Count == 0;

    /// <summary>How long it is until they are tried again.</summary>
    public TimeSpan Rest
    {
        get
        {
            var rest = _pause - Stopwatch.GetElapsedTime(_paused);
            return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    /// <summary>Sets one aside; <see langword="false"/> where it was tried for long enough, or there are too many.</summary>
    public bool TryAdd(WaitingWrite write)
    {
        if (_since.TryAdd(write, Stopwatch.GetTimestamp()) ? _since.Count > Capacity : Stopwatch.GetElapsedTime(_since[write]) > patience)
        {
            _since.Remove(write);
            return false;
        }

        _writes.Add(write);
        return true;
    }

    /// <summary>Says that one was answered.</summary>
    public void Forget(WaitingWrite write) => _since.Remove(write);

    /// <summary>Takes all, to be tried or answered.</summary>
    public List<WaitingWrite> TakeAll()
    {
        var all = _writes.ToList();
        _writes.Clear();
        return all;
    }

    /// <summary>Begins the pause before the next try; the longer, the longer they are held up.</summary>
    public void Pause()
    {
        _paused = Stopwatch.GetTimestamp();
        _pause = IsEmpty ? FirstPause : _pause * 2 < LongestPause ? _pause * 2 : LongestPause;
    }
}
