using Notifications.Rules.Notifying;
using Notifications.Users.Identities;

namespace Notifications.Rules.Deciding;

/// <summary>The persons found for a notification, each once, in the order in which they were found.</summary>
internal sealed class FoundPersons(IdentityDirectory identities, string site)
{
    private readonly List<FoundPerson> _all = [];

    /// <summary>Whether there were more than a notification may have.</summary>
    public bool IsCut { get; private set; }

    public IReadOnlyList<FoundPerson> All => _all;

    /// <summary>Adds a person, or a reason to one who is there under this or another name.</summary>
    public void Add(Person person, string reason)
    {
        var user = identities.Resolve(site, person);
        var same = _all.FindAll(other => other.User == user || other.Person.Is(person));
        if (same.Count == 0 && _all.Count == Recipients.Max)
        {
            IsCut = true;
            return;
        }

        var found = same.Find(other => other.User == user) is { } known && known.Person.IsSurelyNot(same[0].Person)
            ? known
            : same.FirstOrDefault();
        if (found is null)
            _all.Add(found = new FoundPerson(person));
        else
            found.Person = found.Person.With(person);
        // Two who seemed to be two may be one by what this person is called; but a name that both have does not make them one.
        foreach (var other in same.Where(other => other != found && (other.User == found.User || !other.Person.IsSurelyNot(found.Person))))
        {
            found.Join(other);
            _all.Remove(other);
        }

        found.User = identities.Resolve(site, found.Person);
        found.AddReason(reason);
    }
}

/// <summary>A person, under all names that the event gives, and every reason to tell him.</summary>
internal sealed class FoundPerson(Person person)
{
    private readonly List<string> _reasons = [];

    public Person Person { get; set; } = person;

    public string User { get; set; } = person.Id;

    public IReadOnlyList<string> Reasons => _reasons;

    public void AddReason(string reason)
    {
        if (!_reasons.Contains(reason, StringComparer.Ordinal))
            _reasons.Add(reason);
    }

    /// <summary>Takes over what is known of one who is the same.</summary>
    public void Join(FoundPerson other)
    {
        Person = Person.With(other.Person);
        foreach (var reason in other.Reasons)
            AddReason(reason);
    }
}
