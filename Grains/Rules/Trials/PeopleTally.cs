namespace Notifications.Rules.Trials;

/// <summary>Counts different people on both sides, as long as there is room for them.</summary>
internal sealed class PeopleTally(PeopleRoom room)
{
    private readonly HashSet<string> _draft = new(StringComparer.Ordinal);
    private readonly HashSet<string> _inForce = new(StringComparer.Ordinal);
    private int _onBoth;

    public int Draft => _draft.Count;

    public int InForce => _inForce.Count;

    public int New => _draft.Count - _onBoth;

    public int Fewer => _inForce.Count - _onBoth;

    public void Add(bool isDraft, string person)
    {
        var (side, other) = isDraft ? (_draft, _inForce) : (_inForce, _draft);
        if (side.Contains(person) || !room.TryTake())
            return;
        side.Add(person);
        if (other.Contains(person))
            _onBoth++;
    }
}

/// <summary>How many people a trial may still remember.</summary>
internal sealed class PeopleRoom(int free)
{
    private int _free = free;

    /// <summary>Whether somebody found no room.</summary>
    public bool IsFull { get; private set; }

    public bool TryTake()
    {
        if (_free == 0)
            IsFull = true;
        else
            _free--;
        return !IsFull;
    }
}
