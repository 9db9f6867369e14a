using System.Text.Json;
using Notifications.Webhooks.Json;

namespace Notifications.Webhooks.Jira;

/// <summary>
/// What a Jira event is about: what a person has open where something happened. Comments, work logs, attachments and
/// links belong to their issue, by its key where that is told, else by its id.
/// </summary>
internal static class JiraSubject
{
    /// <summary>Finds the subject of an event about an entity; <see langword="null"/> where the body lacks what it should have.</summary>
    public static SubjectPart? Find(string source, string entity, JsonElement root) => entity switch
    {
        // A comment's type is named for its issue, which an old server may not tell.
        "issue" => Issue(root) ?? Own("comment", root),
        "issue_property" => Issue(root),
        "comment" or "worklog" or "attachment" => Issue(root) ?? Own(entity, root),
        "issuelink" => Issue(root) ?? SubjectPart.Of(entity, root.At("issueLink").At("id").Text() ?? root.At("id").Text()),
        "project" => SubjectPart.Of(entity, KeyOrId(root.At(entity))),
        "user" => SubjectPart.Of(entity, ActorReading.Of(root.At(entity))?.Id),
        "board" => Own(entity, root) ?? SubjectPart.Of(entity, root.At("configuration").At("id").Text()),
        "issuetype" => SubjectPart.Of(
            entity, root.At("issuetype").At("id").Text() ?? root.At("issueType").At("id").Text() ?? root.At("issue_type").At("id").Text()),
        "version" or "sprint" or "filter" or "component" => Own(entity, root),
        "field" => SubjectPart.Of(entity, root.At("fieldId").Text() ?? root.At("customFieldId").Text() ?? root.At("id").Text()),
        "configuration" or "provider" => new SubjectPart("configuration", root.At("property").At("key").Text() ?? "jira"),
        _ => Issue(root) ?? SubjectPart.Of(entity, KeyOrId(root.At(entity))) ?? new SubjectPart("source", source),
    };

    private static SubjectPart? Issue(JsonElement root)
    {
        var issue = root.At("issue");
        return SubjectPart.Of("issue",
            KeyOrId(issue)
            ?? After("/issue/", issue.At("self").Text())
            ?? root.At("worklog").At("issueId").Text()
            ?? root.At("attachment").At("issueId").Text()
            ?? After("/issue/", root.At("comment").At("self").Text())
            ?? After("/issue/", root.At("worklog").At("self").Text())
            ?? root.At("issueLink").At("sourceIssueId").Text()
            ?? root.At("sourceIssueId").Text()
            ?? root.At("issueKey").Text()
            ?? root.At("issueId").Text());
    }

    private static SubjectPart? Own(string entity, JsonElement root) => SubjectPart.Of(entity, root.At(entity).At("id").Text());

    private static string? KeyOrId(JsonElement element) => element.At("key").Text() ?? element.At("id").Text();

    // …/rest/api/2/issue/26313/comment/31039
    private static string? After(string segment, string? url)
    {
        var start = url?.IndexOf(segment, StringComparison.Ordinal) ?? -1;
        if (start < 0)
            return null;
        var rest = url.AsSpan(start + segment.Length);
        var end = rest.IndexOfAny('/', '?', '#');
        var id = (end < 0 ? rest : rest[..end]).ToString();
        return id.Any(char.IsAsciiLetterOrDigit) ? id : null;
    }
}
