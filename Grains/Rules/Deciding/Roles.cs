using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.Notifying;
using Notifications.Users.Identities;

namespace Notifications.Rules.Deciding;

/// <summary>Finds those who have a role in an event, as far as the event and its subject's recent events say.</summary>
internal static class Roles
{
    public static IEnumerable<Person> Find(RecipientRole role, Event @event, JsonElement data, EventPersons persons)
    {
        var fields = data.At("issue", "fields");
        return role switch
        {
            RecipientRole.Actor => One(Person.Of(@event)),
            RecipientRole.Assignee => FirstOf(fields.At("assignee"), data.At("task", "assignee")),
            RecipientRole.PreviousAssignee => One(PreviousAssignee(data)),
            RecipientRole.Reporter => FirstOf(fields.At("reporter")),
            RecipientRole.Creator => FirstOf(fields.At("creator"), CreatorOf(data, "content"), CreatorOf(data, "page"), CreatorOf(data, "blogpost"), data.At("task", "creator")),
            RecipientRole.Author => FirstOf(
                data.At("comment", "author"), data.At("worklog", "author"), data.At("attachment", "author"),
                CreatorOf(data, "comment"), CreatorOf(data, "attachment"), CreatorOf(data, "content"), CreatorOf(data, "page"), CreatorOf(data, "blogpost")),
            RecipientRole.Watchers => Each(fields.At("watches", "watchers")).Concat(Each(data.At("watchers"))),
            RecipientRole.Mentioned => persons.Mentioned,
            _ => persons.Participants,
        };
    }

    private static JsonElement CreatorOf(JsonElement data, string content) => data.At(content, "history", "createdBy");

    private static Person? PreviousAssignee(JsonElement data)
    {
        foreach (var item in data.At("changelog", "items").Items())
        {
            if (item.At("field").Text() == "assignee")
                return Person.Of(accountId: item.At("tmpFromAccountId").Text()) ?? Person.Plain(item.At("from").Text());
        }

        return null;
    }

    private static IEnumerable<Person> FirstOf(params ReadOnlySpan<JsonElement> places)
    {
        foreach (var place in places)
        {
            if (Person.Read(place) is { } person)
                return [person];
        }

        return [];
    }

    private static IEnumerable<Person> Each(JsonElement list) => list.Items().Select(Person.Read).OfType<Person>();

    private static Person[] One(Person? person) => person is null ? [] : [person];
}
