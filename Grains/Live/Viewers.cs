namespace Notifications.Live;

/// <summary>The viewers of one subject, merged from what each gateway says: who is on two of them is one viewer.</summary>
internal sealed class Viewers(TimeProvider time)
{
    // Those who left are remembered so that one who returns has been there since before; this many suffice for a gateway's worth.
    private const int MaxAway = 20_000;

    private readonly Dictionary<SiloAddress, Told> _gateways = [];
    private readonly Dictionary<string, Person> _people = new(StringComparer.Ordinal);
    private int _present;
    private int _unnamed;

    /// <summary>How many users look.</summary>
    public int Count => _present + _unnamed;

    /// <summary>Whether something was taken that may have changed this since it was last set to <see langword="false"/>.</summary>
    public bool IsChanged { get; set; }

    /// <summary>The report that a gateway made last; 0 where it made none.</summary>
    public long VersionOf(SiloAddress gateway) => _gateways.TryGetValue(gateway, out var told) ? told.Version : 0;

    /// <summary>Takes a report; <see langword="false"/> where it changes one that is not known here, and the whole is needed.</summary>
    public bool Take(SiloAddress gateway, PresenceReport report)
    {
        _gateways.TryGetValue(gateway, out var told);
        if (report.Follows is { } follows)
        {
            if (told is null || told.Version != follows)
                return false;
        }
        else
        {
            // A report that was on its way for long may not undo a newer one.
            if (told is not null && told.Version >= report.Version)
                return true;
            told = Begin(gateway, told, report);
        }

        foreach (var viewer in report.Present)
        {
            told.Users[viewer.User] = viewer;
            Merge(viewer.User);
        }

        foreach (var user in report.Gone)
        {
            if (told.Users.Remove(user))
                Merge(user);
        }

        _unnamed += report.Unnamed - told.Unnamed;
        (told.Version, told.Unnamed) = (report.Version, report.Unnamed);
        IsChanged = true;
        return true;
    }

    /// <summary>Forgets what a gateway said.</summary>
    public void Remove(SiloAddress gateway)
    {
        if (!_gateways.Remove(gateway, out var told))
            return;
        _unnamed -= told.Unnamed;
        foreach (var user in told.Users.Keys)
            Merge(user);
        IsChanged = true;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _gateways.Clear();
        _people.Clear();
        (_present, _unnamed, IsChanged) = (0, 0, false);
    }

    /// <summary>Those who are named.</summary>
    public IReadOnlyList<SubjectViewer> Named() =>
    [
        .. _people.Where(entry => entry.Value.Left is null)
            .OrderBy(entry => (entry.Value.Hidden, entry.Value.Since)).ThenBy(entry => entry.Key, StringComparer.Ordinal)
            .Take(PresenceLimits.MaxNamed)
            .Select(entry => new SubjectViewer(entry.Key, entry.Value.Since, entry.Value.Hidden)),
    ];

    /// <summary>Forgets those who have been away for too long to be back.</summary>
    public void Tidy()
    {
        var before = time.GetUtcNow() - PresenceLimits.Returning;
        foreach (var (user, person) in _people)
        {
            if (person.Left < before)
                _people.Remove(user);
        }
    }

    private Told Begin(SiloAddress gateway, Told? before, PresenceReport whole)
    {
        var told = new Told();
        _gateways[gateway] = told;
        if (before is null)
            return told;
        _unnamed -= before.Unnamed;
        var present = whole.Present.Select(viewer => viewer.User).ToHashSet(StringComparer.Ordinal);
        foreach (var user in before.Users.Keys)
        {
            if (!present.Contains(user))
                Merge(user);
        }

        return told;
    }

    private void Merge(string user)
    {
        DateTimeOffset? since = null;
        var hidden = true;
        foreach (var told in _gateways.Values)
        {
            if (!told.Users.TryGetValue(user, out var viewer))
                continue;
            since = since < viewer.Since ? since : viewer.Since;
            hidden &= viewer.Hidden;
        }

        _people.TryGetValue(user, out var known);
        if (since is not { } first)
        {
            if (known is not { Left: null })
                return;
            _present--;
            if (_people.Count - _present > MaxAway)
                _people.Remove(user);
            else
                known.Left = time.GetUtcNow();
            return;
        }

        if (known is null)
        {
            _people.Add(user, new Person { Since = first, Hidden = hidden });
            _present++;
            return;
        }

        if (known.Left is { } left)
        {
            _present++;
            if (time.GetUtcNow() - left > PresenceLimits.Returning)
                known.Since = first;
            known.Left = null;
        }

        // Whoever closes the first of several tabs has been there since then all the same.
        known.Since = known.Since < first ? known.Since : first;
        known.Hidden = hidden;
    }

    private sealed class Told
    {
        public long Version { get; set; }

        public int Unnamed { get; set; }

        public Dictionary<string, SubjectViewer> Users { get; } = new(StringComparer.Ordinal);
    }

    private sealed class Person
    {
        public DateTimeOffset Since { get; set; }

        public bool Hidden { get; set; }

        public DateTimeOffset? Left { get; set; }
    }
}
