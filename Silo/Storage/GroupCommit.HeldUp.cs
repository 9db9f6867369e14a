using System.Data.Common;

namespace Notifications.Storage;

/// <summary>What it does with writes that others hold up.</summary>
internal sealed partial class GroupCommit
{
    // Each of them costs the time that the writer waits for a lock: what is behind so many is tried later.
    private const int MaxHeldUpAtOnce = 2;

    private readonly HeldUpWrites _heldUp;
    private Task<bool>? _news;

    private bool IsHeldUp(Exception failure) => failure is DbException e && _database.IsHeldUp(e);

    /// <summary>Waits for writes, or until those that are held up are to be tried again; <see langword="false"/> at the end.</summary>
    private bool WaitForWrites()
    {
        _news ??= _waiting.Reader.WaitToReadAsync().AsTask();
        if (!_heldUp.IsEmpty && !_news.Wait(_heldUp.Rest))
            return true;
        var isOpen = _news.GetAwaiter().GetResult();
        _news = null;
        return isOpen;
    }

    private void RetryHeldUp()
    {
        if (_heldUp.IsEmpty || _heldUp.Rest > TimeSpan.Zero)
            return;
        WriteApart(_heldUp.TakeAll());
        _heldUp.Pause();
    }

    /// <summary>Writes each kind apart, and each write of a kind that is held up: nobody waits for a lock that is not in his way.</summary>
    private void WriteApart(List<WaitingWrite> writes)
    {
        var isMixed = writes.Exists(write => write.Batch != writes[0].Batch);
        foreach (var kind in writes.GroupBy(write => write.Batch).Select(kind => kind.ToList()).ToList())
        {
            if (!isMixed || TryCommit(kind) is not null)
                WriteOneByOne(kind);
        }
    }

    private void WriteOneByOne(List<WaitingWrite> writes)
    {
        var heldUp = new List<WaitingWrite>();
        foreach (var write in writes)
        {
            if (heldUp.Count >= MaxHeldUpAtOnce)
                SetAside(write);
            else if (TryCommit([write]) is not { } failure)
                continue;
            else if (IsHeldUp(failure))
                heldUp.Add(write);
            else
                Fail([write], failure);
        }

        // Behind those that nobody has tried.
        foreach (var write in heldUp)
            SetAside(write);
    }

    private void SetAside(WaitingWrite write)
    {
        if (_heldUp.TryAdd(write))
            _metrics?.HeldUp();
        else
            Fail([write], new TimeoutException("Somebody else holds what it needs."));
    }
}
