using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.History;
using Notifications.Rules.Mentions;
using Notifications.Users.Identities;

namespace Notifications.Rules.Deciding;

/// <summary>Whom an event and its subject's recent events name in texts: found when a rule first asks, and once for all rules.</summary>
internal sealed class EventPersons(Event @event, JsonElement data, SubjectHistory history)
{
    private IReadOnlyList<Person>? _mentioned;
    private IReadOnlyList<Person>? _participants;

    /// <summary>Whom the event mentions.</summary>
    public IReadOnlyList<Person> Mentioned => _mentioned ??= EventMentions.Find(@event, data, history);

    /// <summary>Who acted on the subject lately or was mentioned in it, without this event; each as often as he was.</summary>
    public IReadOnlyList<Person> Participants => _participants ??= [.. history.Events.SelectMany(earlier => Person.Of(earlier.Event) is { } actor
        ? earlier.Mentioned.Prepend(actor)
        : earlier.Mentioned)];
}
