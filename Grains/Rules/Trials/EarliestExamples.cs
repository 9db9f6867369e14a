using Notifications.Events;

namespace Notifications.Rules.Trials;

/// <summary>Keeps the earliest of many examples, which come in any order.</summary>
internal sealed class EarliestExamples(int capacity)
{
    private readonly SortedDictionary<Place, TrialExample> _kept = new(Place.ByPlace);
    private Place? _last;

    public IReadOnlyList<TrialExample> InOrder => [.. _kept.Values];

    public void Offer(LoggedEvent logged, Told told)
    {
        var place = new Place(logged.Accepted, logged.Event.Subject.ToString(), logged.Sequence, told.Rule, told.Person);
        if (_kept.Count == capacity && Place.ByPlace.Compare(place, _last) > 0)
            return;
        _kept[place] = new TrialExample
        {
            Source = logged.Event.Source,
            EventId = logged.Event.Id,
            Accepted = logged.Accepted,
            Subject = logged.Event.Subject.ToString(),
            Rule = told.Rule,
            Person = told.Person,
            Reasons = told.Reasons,
            Title = told.Title,
        };
        if (_kept.Count > capacity)
            _kept.Remove(_last!);
        _last = _kept.Keys.Last();
    }

    private sealed record Place(DateTimeOffset Accepted, string Subject, long Sequence, string Rule, string Person)
    {
        public static readonly Comparer<Place> ByPlace = Comparer<Place>.Create(static (one, other) =>
        {
            var order = one.Accepted.CompareTo(other.Accepted);
            if (order == 0)
                order = string.CompareOrdinal(one.Subject, other.Subject);
            if (order == 0)
                order = one.Sequence.CompareTo(other.Sequence);
            if (order == 0)
                order = string.CompareOrdinal(one.Rule, other.Rule);
            return order == 0 ? string.CompareOrdinal(one.Person, other.Person) : order;
        });
    }
}
