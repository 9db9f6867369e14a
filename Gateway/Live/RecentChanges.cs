using Notifications.Users;

namespace Notifications.Live;

/// <summary>
/// What a user's sessions were told while answers to others are under way, so that an answer can be led up to where the gateway stands. Its
/// members are called under the view's lock.
/// </summary>
internal sealed class RecentChanges
{
    /// <summary>The most changes that are remembered.</summary>
    private const int MaxRemembered = 1_000;

    private readonly List<UserChange> _changes = [];
    private int _answers;

    /// <summary>Whether an answer is under way.</summary>
    public bool IsNeeded => _answers > 0;

    /// <summary>An answer is under way.</summary>
    public void Begin() => _answers++;

    /// <summary>An answer is given.</summary>
    public void End()
    {
        if (--_answers == 0)
            Forget();
    }

    /// <summary>Remembers changes if somebody may need them.</summary>
    public void Add(IReadOnlyList<UserChange> changes)
    {
        if (IsNeeded && _changes.Count + changes.Count <= MaxRemembered)
            _changes.AddRange(changes);
    }

    /// <summary>The changes of one epoch are nothing to the next.</summary>
    public void Forget() => _changes.Clear();

    /// <summary>All changes from one sequence to another; <see langword="null"/> where some are not remembered.</summary>
    public IReadOnlyList<UserChange>? Between(long after, long last)
    {
        UserChange[] since = [.. _changes.Where(change => change.Sequence > after)];
        return since.Length == last - after ? since : null;
    }
}
