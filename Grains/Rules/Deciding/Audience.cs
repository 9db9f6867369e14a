using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Notifying;

namespace Notifications.Rules.Deciding;

/// <summary>The persons whom a rule chose for an event, each once with every reason, and those it left out.</summary>
internal sealed record Audience(IReadOnlyList<Recipient> Chosen, IReadOnlyList<Recipient> LeftOut)
{
    public static Audience Of(Recipients to, Event @event, JsonElement data)
    {
        var found = new List<(Person Person, List<string> Reasons)>();
        foreach (var recipient in to.Persons)
        {
            if (Find(recipient, @event, data) is not { } person)
                continue;
            var known = found.FindIndex(entry => entry.Person.Id == person.Id);
            if (known < 0)
                found.Add((person, [Reason(recipient.Role)]));
            else if (!found[known].Reasons.Contains(Reason(recipient.Role), StringComparer.Ordinal))
                found[known].Reasons.Add(Reason(recipient.Role));
        }

        var isLeftOut = found.ToLookup(entry =>
            !to.IncludeActor && @event.Actor is { } actor && entry.Person.Is(actor), entry => new Recipient(entry.Person.Id, entry.Reasons));
        return new Audience([.. isLeftOut[false]], [.. isLeftOut[true]]);
    }

    private static Person? Find(Addressee recipient, Event @event, JsonElement data) => recipient.Role switch
    {
        RecipientRole.Named => new Person(recipient.User!, null, null, null),
        RecipientRole.Assignee => Person.Read(data, "issue", "fields", "assignee") ?? Person.Read(data, "task", "assignee"),
        RecipientRole.Reporter => Person.Read(data, "issue", "fields", "reporter"),
        _ => @event.Actor is { Id: { } id } actor ? new Person(id, actor.AccountId, actor.Name, actor.Key) : null,
    };

    private static string Reason(RecipientRole role) => role switch
    {
        RecipientRole.Assignee => "assignee",
        RecipientRole.Reporter => "reporter",
        RecipientRole.Named => "named",
        _ => "actor",
    };
}
