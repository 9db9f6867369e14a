namespace Notifications.Users.Inbox;

/// <summary>
/// The flags that were displayed before their notification, or its newest revision, came to the inbox: a flag goes the shorter way.
/// In memory only; where it is lost, a notification that was displayed is unseen.
/// </summary>
internal sealed class EarlyReceipts
{
    private const int Capacity = 256;

    private readonly Dictionary<string, long?> _revisions = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public void Add(IEnumerable<DisplayedFlag> flags)
    {
        foreach (var (id, revision) in flags)
        {
            if (_revisions.TryGetValue(id, out var known))
            {
                _revisions[id] = known > revision ? known : revision;
                continue;
            }

            _revisions.Add(id, revision);
            _order.Enqueue(id);
            if (_order.Count > Capacity)
                _revisions.Remove(_order.Dequeue());
        }
    }

    /// <summary>Whether this revision was displayed, or a newer one; one of which that is not known is the one that comes next.</summary>
    public bool Has(string id, long revision) => _revisions.TryGetValue(id, out var displayed) && !(displayed < revision);

    /// <summary>Forgets one whose notification is here: the next of this id is a newer revision.</summary>
    public void Remove(string id, long revision)
    {
        if (_revisions.TryGetValue(id, out var displayed) && !(displayed > revision))
            _revisions.Remove(id);
    }
}
