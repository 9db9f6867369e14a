using Notifications.Rules.Notifying;
using Notifications.Users.Identities;

namespace Notifications.Rules.Deciding;

/// <summary>The persons found for a notification, each once, in the order in which they were found.</summary>
internal sealed class FoundPersons(IdentityDirectory identities, string site)
{
    private readonly List<FoundPerson> _all = [];
    private readonly Dictionary<string, FoundPerson> _byUser = new(StringComparer.Ordinal);

    /// <summary>Whether there were more than a notification may have.</summary>
    public bool IsCut { get; private set; }

    public IReadOnlyList<FoundPerson> All => _all;

    /// <summary>Adds a person, or a reason to one who is there under this or another name.</summary>
    public void Add(Person person, string reason)
    {
        var user = identities.Resolve(site, person);
        var found = _byUser.GetValueOrDefault(user) ?? _all.Find(other => other.Person.Is(person));
        if (found is null && _all.Count == Recipients.Max)
        {
            IsCut = true;
            return;
        }

        if (found is null)
        {
            _all.Add(found = new FoundPerson(person));
        }
        else
        {
            found.Person = found.Person.With(person);
            user = identities.Resolve(site, found.Person);
        }

        found.User = user;
        _byUser[user] = found;
        if (!found.Reasons.Contains(reason, StringComparer.Ordinal))
            found.Reasons.Add(reason);
    }
}

/// <summary>A person, under all names that the event gives, and every reason to tell him.</summary>
internal sealed class FoundPerson(Person person)
{
    public Person Person { get; set; } = person;

    public string User { get; set; } = person.Id;

    public List<string> Reasons { get; } = [];
}
