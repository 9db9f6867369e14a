using Notifications.Rules.Recording;

namespace Notifications.Rules.Holding;

/// <summary>The open windows of a subject's digests.</summary>
internal sealed class DigestWindows
{
    private readonly List<DigestWindow> _windows = [];

    /// <summary>The windows, in the order in which they were opened.</summary>
    public IReadOnlyList<DigestWindow> All => [.. _windows];

    /// <summary>When the first window ends that holds something; <see langword="null"/> where none does.</summary>
    public DateTimeOffset? NextDue => _windows.Where(window => window.Held.Count > 0).Min(window => (DateTimeOffset?)window.Ends);

    public void Restore(IEnumerable<DigestWindow> windows)
    {
        _windows.Clear();
        _windows.AddRange(windows);
    }

    /// <summary>The windows that have ended and hold something.</summary>
    public IReadOnlyList<DigestWindow> Due(DateTimeOffset now) =>
        [.. _windows.Where(window => window.Ends <= now && window.Held.Count > 0)];

    /// <summary>Takes what was told out of its window.</summary>
    public void End(EndedWindow ended)
    {
        var index = _windows.FindIndex(window => window.Rule == ended.Rule && window.Key == ended.Key
            && window.OpenedBy == ended.OpenedBy && window.Part == ended.Part);
        if (index < 0)
            return;
        if (_windows[index].Without(ended) is { } rest)
            _windows[index] = rest;
        else
            _windows.RemoveAt(index);
    }

    /// <summary>
    /// Holds a notification for those of its recipients who have an open window, and opens one for the others, who are told
    /// at once. Answers with those for whom it is held.
    /// </summary>
    /// <param name="opening">The window that would be opened; its recipients are those of the notification.</param>
    /// <param name="notification">The notification.</param>
    /// <param name="isFull">Whether somebody is told at once because no more can be held.</param>
    public IReadOnlyList<string> Hold(DigestWindow opening, HeldNotification notification, out bool isFull)
    {
        _windows.RemoveAll(window => window.Ends <= opening.Opened && window.Held.Count == 0);
        isFull = _windows.Sum(window => window.Weight) + notification.Weight > HoldingLimits.HeldBytes;
        var heldFor = new List<string>();
        var others = new List<string>();
        foreach (var group in notification.To.GroupBy(recipient => IndexOf(opening, recipient.User)))
        {
            if (group.Key < 0)
                others.AddRange(group.Select(recipient => recipient.User));
            else if (!isFull)
                heldFor.AddRange(Hold(group.Key, opening, notification with { To = [.. group] }));
        }

        if (others.Count > 0)
            isFull |= !Open(opening with { Recipients = others });
        return heldFor;
    }

    private IEnumerable<string> Hold(int index, DigestWindow opening, HeldNotification notification)
    {
        _windows[index] = _windows[index].With(notification, opening.Named);
        return notification.To.Select(recipient => recipient.User);
    }

    private int IndexOf(DigestWindow opening, string user) =>
        _windows.FindIndex(window => window.IsOpenFor(opening.Rule, opening.Key, user, opening.Opened));

    private bool Open(DigestWindow window)
    {
        if (_windows.Count >= HoldingLimits.Windows
            || _windows.Sum(open => open.Recipients.Count) + window.Recipients.Count > HoldingLimits.Recipients)
            return false;
        _windows.Add(window);
        return true;
    }
}
