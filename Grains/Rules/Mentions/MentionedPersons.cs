using Notifications.Users.Identities;

namespace Notifications.Rules.Mentions;

/// <summary>The persons that texts mention, each once, in the order of their first mention.</summary>
internal sealed class MentionedPersons
{
    /// <summary>The most persons; what mentions more is not read to its end.</summary>
    public const int Max = 500;

    private readonly List<Person> _persons = [];
    private readonly HashSet<Person> _known = [];

    public IReadOnlyList<Person> Persons => _persons;

    public bool IsFull => _persons.Count == Max;

    public void Add(Person? person)
    {
        if (person is not null && !IsFull && _known.Add(person))
            _persons.Add(person);
    }

    /// <summary>Takes out those whom an earlier state of the text mentioned already.</summary>
    public void Remove(MentionedPersons earlier) => _persons.RemoveAll(earlier._known.Contains);
}
