using System.Text.Json;
using Notifications.Events;
using Notifications.Users.Identities;

namespace Notifications.Rules.Mentions;

/// <summary>Finds the mentions of a document in the Atlassian Document Format.</summary>
internal static class AdfMentions
{
    /// <summary>How deep content may be nested; what is deeper is not looked at.</summary>
    private const int MaxDepth = 64;

    // A mention of everybody is no mention of a person.
    private static readonly string[] Everybody = ["all", "here"];

    public static void Find(JsonElement node, MentionedPersons found, int depth = 0)
    {
        if (depth > MaxDepth || found.IsFull)
            return;
        if (node.At("type").Text() == "mention")
        {
            if (node.At("attrs", "id").Text() is { } id && !Everybody.Contains(id, StringComparer.Ordinal))
                found.Add(Person.Of(accountId: id));
            return;
        }

        foreach (var child in node.At("content").Items())
            Find(child, found, depth + 1);
    }
}
