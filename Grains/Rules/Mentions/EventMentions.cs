using System.Text.Json;
using Notifications.Events;
using Notifications.Rules.History;
using Notifications.Users.Identities;

namespace Notifications.Rules.Mentions;

/// <summary>
/// Finds whom an event mentions: in the comment, description or page that it is about. Of a text that was changed only those
/// count whom the text before did not mention, where the event or the subject's recent events show that text.
/// </summary>
internal static class EventMentions
{
    private static readonly string[] Contents = ["content", "page", "blogpost", "blog", "comment"];

    public static IReadOnlyList<Person> Find(Event @event, JsonElement data, SubjectHistory history)
    {
        var found = new MentionedPersons();
        // Forge says it itself.
        foreach (var account in data.At("mentionedAccountIds").Items())
            found.Add(Person.Of(accountId: account.Text()));
        if (@event.Type.Contains(":deleted:", StringComparison.Ordinal))
            return found.Persons;

        AddAll(found, Comment(data, history));
        AddAll(found, Description(@event, data));
        AddAll(found, Content(@event, data, history));
        return found.Persons;
    }

    private static MentionedPersons? Comment(JsonElement data, SubjectHistory history)
    {
        if (data.At("comment", "body") is not { ValueKind: JsonValueKind.String or JsonValueKind.Object } body || IsOfConfluence(data.At("comment")))
            return null;
        var mentioned = MentioningText.OfJira(body);
        if (mentioned.Persons.Count > 0 && data.At("comment", "id").Id() is { } id)
        {
            RemoveEarlier(mentioned, history, earlier => earlier.At("comment", "id").Id() == id
                ? MentioningText.OfJira(earlier.At("comment", "body"))
                : null);
        }

        return mentioned;
    }

    private static MentionedPersons? Description(Event @event, JsonElement data)
    {
        if (@event.Type.EndsWith(":created:issue", StringComparison.Ordinal))
            return MentioningText.OfJira(data.At("issue", "fields", "description"));
        foreach (var item in data.At("changelog", "items").Items())
        {
            if (item.At("field").Text() != "description")
                continue;
            var mentioned = MentioningText.OfJira(item.At("toString"));
            mentioned.Remove(MentioningText.OfJira(item.At("fromString")));
            return mentioned;
        }

        return null;
    }

    private static MentionedPersons? Content(Event @event, JsonElement data, SubjectHistory history)
    {
        if (!@event.Type.Contains(":created:", StringComparison.Ordinal) && !@event.Type.Contains(":updated:", StringComparison.Ordinal))
            return null;
        foreach (var name in Contents)
        {
            if (!IsOfConfluence(data.At(name)))
                continue;
            var mentioned = MentioningText.OfConfluence(data.At(name, "body"));
            if (mentioned.Persons.Count > 0 && data.At(name, "id").Id() is { } id)
            {
                RemoveEarlier(mentioned, history, earlier => earlier.At(name, "id").Id() == id && IsOfConfluence(earlier.At(name))
                    ? MentioningText.OfConfluence(earlier.At(name, "body"))
                    : null);
            }

            return mentioned;
        }

        return null;
    }

    private static bool IsOfConfluence(JsonElement content) =>
        content.At("body", "storage").ValueKind == JsonValueKind.Object || content.At("body", "atlas_doc_format").ValueKind == JsonValueKind.Object;

    private static void RemoveEarlier(MentionedPersons mentioned, SubjectHistory history, Func<JsonElement, MentionedPersons?> read)
    {
        foreach (var earlier in history.Events.Reverse())
        {
            if (read(earlier.Data) is not { } before)
                continue;
            mentioned.Remove(before);
            return;
        }
    }

    private static void AddAll(MentionedPersons found, MentionedPersons? more)
    {
        foreach (var person in more?.Persons ?? [])
            found.Add(person);
    }
}
