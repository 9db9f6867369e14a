using System.Text.Json;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.Jira;

/// <summary>
/// What a hook says of a comment. Jira tells of a comment twice, as a comment and as an update of its issue, and which
/// of the two carries what differs by version.
/// </summary>
internal static class JiraComment
{
    /// <summary>The type of an update of an issue that is about a comment; <see langword="null"/> if it is about the issue.</summary>
    public static string? TypeOf(string hookName, JsonElement root)
    {
        if (hookName != JiraEventNames.IssueUpdated)
            return null;
        return root.At("issue_event_type_name").Text() switch
        {
            "issue_comment_deleted" => JiraEventNames.CommentRemoved,
            "issue_commented" or "issue_comment_edited" when root.At("comment").IsObject() => JiraEventNames.Commented,
            null when IsBeforeEventTypeNames(root) => JiraEventNames.Commented,
            _ => null,
        };
    }

    /// <summary>
    /// The key that both hooks of one act share; <see langword="null"/> where there is no such key. A creation that does not
    /// carry its issue has none, or it would hide the hook that does, and with it the issue's key.
    /// </summary>
    public static string? KeyOf(string hookName, JsonElement root)
    {
        if (root.At("comment").At("id").Text() is not { } id || !root.At("issue").IsObject())
            return null;
        if (IsCreation(hookName, root))
            return EventId.Bounded($"comment-created:{id}");
        return hookName == JiraEventNames.CommentDeleted || TypeOf(hookName, root) == JiraEventNames.CommentRemoved
            ? EventId.Bounded($"comment-deleted:{id}")
            : null;
    }

    private static bool IsCreation(string hookName, JsonElement root)
    {
        if (hookName == JiraEventNames.CommentCreated)
            return true;
        if (hookName != JiraEventNames.IssueUpdated)
            return false;
        var comment = root.At("comment");
        return root.At("issue_event_type_name").Text() == "issue_commented"
            || (IsBeforeEventTypeNames(root) && comment.At("created").Text() is { } created && created == comment.At("updated").Text());
    }

    // Jira Server before 7 does not say what sort of update it was; a comment without a change is nothing else.
    private static bool IsBeforeEventTypeNames(JsonElement root) =>
        root.At("issue_event_type_name").Text() is null && root.At("comment").IsObject()
        && !root.At("changelog").At("items").First().IsObject();
}
