using Microsoft.Extensions.Options;
using Notifications.Events;

namespace Notifications.Users.Identities;

/// <summary>Finds what events say of persons that is not known yet.</summary>
internal sealed class IdentityNews(IdentityDirectory directory, IOptionsMonitor<IdentityOptions> options)
{
    /// <summary>The names that the event gives to persons and the directory does not have as one person's: a list for each person.</summary>
    public IReadOnlyList<IReadOnlyList<Identifier>> Of(Event @event)
    {
        var (learns, withEmail) = (options.CurrentValue.Learn, options.CurrentValue.LearnEmail);
        if (!learns)
            return [];
        var news = new List<IReadOnlyList<Identifier>>();
        Add(Person.Of(@event));
        using var data = @event.Parse();
        foreach (var element in PersonPlaces.Of(data?.RootElement ?? default))
        {
            // Almost always everything is known, and nothing is read out of the event.
            if (!directory.IsKnown(@event.Site, element, withEmail))
                Add(Person.Read(element));
        }

        return news;

        void Add(Person? person)
        {
            if (person is not null && !withEmail)
                person = person with { Email = null };
            // An e-mail address alone teaches nothing.
            if (person?.Identifiers() is [{ Kind: not IdentifierKind.Email }, ..] names && !IsKnown(@event.Site, names))
                news.Add(names);
        }
    }

    private bool IsKnown(string site, IReadOnlyList<Identifier> names)
    {
        var user = directory.Find(site, names[0].Kind, names[0].Value);
        return user is not null && names.All(name => directory.Find(site, name.Kind, name.Value) == user);
    }
}
