using System.Text.Json;
using Notifications.Events;

namespace Notifications.Rules.Deciding;

/// <summary>
/// What Forge tells by events of their own and web hooks only within others: that an issue was assigned, that somebody was
/// mentioned. A rule for it is for those hooks too.
/// </summary>
internal static class ImpliedTypes
{
    private const string Assigned = "avi:jira:assigned:issue";
    private const string MentionedInIssue = "avi:jira:mentioned:issue";
    private const string MentionedInComment = "avi:jira:mentioned:comment";
    private const string Updated = "avi:jira:updated:issue";

    /// <summary>The types of event that may imply this one.</summary>
    public static IReadOnlyList<string> CarriersOf(string type) => type switch
    {
        Assigned => [Updated],
        MentionedInIssue => ["avi:jira:created:issue", Updated],
        MentionedInComment => ["avi:jira:commented:issue"],
        _ => [],
    };

    /// <summary>Whether an event is one that a rule is for, by its type or by what it implies.</summary>
    public static bool IsFor(Rule rule, Event @event, JsonElement data, EventPersons persons)
    {
        if (rule.Events.Contains(@event.Type, StringComparer.Ordinal))
            return true;
        // Forge's own payload of an update has its own event of an assignment beside it.
        return data.At("webhookEvent").Text() is not null
            && rule.Events.Any(type => CarriersOf(type).Contains(@event.Type, StringComparer.Ordinal) && Implies(data, persons, type));
    }

    private static bool Implies(JsonElement data, EventPersons persons, string type) => type == Assigned
        ? data.At("changelog", "items").Items().Any(item => item.At("field").Text() == "assignee" && item.At("to").Text() is not null)
        : persons.Mentioned.Count > 0;
}
