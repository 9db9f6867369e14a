namespace Notifications.Users.Inbox;

/// <summary>
/// The ids of flags that were displayed before their notification came to the inbox: a flag goes the shorter way. In memory only;
/// where it is lost, a notification that was displayed is unseen.
/// </summary>
internal sealed class EarlyReceipts
{
    private const int Capacity = 256;

    private readonly HashSet<string> _ids = [];
    private readonly Queue<string> _order = new();

    public void Add(IEnumerable<string> ids)
    {
        foreach (var id in ids)
        {
            if (!_ids.Add(id))
                continue;
            _order.Enqueue(id);
            if (_order.Count > Capacity)
                _ids.Remove(_order.Dequeue());
        }
    }

    public bool Has(string id) => _ids.Contains(id);

    /// <summary>Forgets one whose notification is here: the next of this id is a newer revision.</summary>
    public void Remove(string id) => _ids.Remove(id);
}
