using System.Collections.Frozen;

namespace Notifications.Webhooks.Jira;

/// <summary>Jira's web hooks and what Forge calls the same.</summary>
internal static class JiraEventNames
{
    public const string IssueUpdated = "jira:issue_updated";
    public const string CommentCreated = "comment_created";
    public const string CommentDeleted = "comment_deleted";

    public const string Commented = "avi:jira:commented:issue";
    public const string CommentRemoved = "avi:jira:deleted:comment";
    public const string ConfigurationChanged = "avi:jira:changed:configuration";

    /// <summary>The type of a hook's name.</summary>
    public static string TypeOf(string hookName) =>
        Table.GetValueOrDefault(hookName)
        ?? (hookName.StartsWith("option_", StringComparison.Ordinal) && hookName.EndsWith("_changed", StringComparison.Ordinal)
            ? ConfigurationChanged
            : EventTypeName.Guess("jira", hookName));

    private static readonly FrozenDictionary<string, string> Table = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["jira:issue_created"] = "avi:jira:created:issue",
        [IssueUpdated] = "avi:jira:updated:issue",
        ["jira:issue_deleted"] = "avi:jira:deleted:issue",
        ["issue_property_set"] = "avi:jira:set:issue_property",
        ["issue_property_deleted"] = "avi:jira:deleted:issue_property",

        // Forge: "sent each time a comment is created or edited".
        [CommentCreated] = Commented,
        ["comment_updated"] = Commented,
        [CommentDeleted] = CommentRemoved,

        ["worklog_created"] = "avi:jira:created:worklog",
        ["worklog_updated"] = "avi:jira:updated:worklog",
        ["worklog_deleted"] = "avi:jira:deleted:worklog",
        ["jira:worklog_updated"] = "avi:jira:updated:worklog",
        ["attachment_created"] = "avi:jira:created:attachment",
        ["attachment_deleted"] = "avi:jira:deleted:attachment",
        ["issuelink_created"] = "avi:jira:created:issuelink",
        ["issuelink_deleted"] = "avi:jira:deleted:issuelink",

        ["issuetype_created"] = "avi:jira:created:issuetype",
        ["issuetype_updated"] = "avi:jira:updated:issuetype",
        ["issuetype_deleted"] = "avi:jira:deleted:issuetype",

        ["project_created"] = "avi:jira:created:project",
        ["project_updated"] = "avi:jira:updated:project",
        ["project_deleted"] = "avi:jira:deleted:project",
        ["project_soft_deleted"] = "avi:jira:softdeleted:project",
        ["project_restored_deleted"] = "avi:jira:restored:project",
        ["project_archived"] = "avi:jira:archived:project",
        ["project_restored_archived"] = "avi:jira:unarchived:project",

        ["jira:version_created"] = "avi:jira:created:version",
        ["jira:version_updated"] = "avi:jira:updated:version",
        ["jira:version_deleted"] = "avi:jira:deleted:version",
        ["jira:version_released"] = "avi:jira:released:version",
        ["jira:version_unreleased"] = "avi:jira:unreleased:version",
        ["jira:version_moved"] = "avi:jira:moved:version",
        ["jira:version_merged"] = "avi:jira:merged:version",

        ["user_created"] = "avi:jira:created:user",
        ["user_updated"] = "avi:jira:updated:user",
        ["user_deleted"] = "avi:jira:deleted:user",
        ["filter_created"] = "avi:jira:created:filter",
        ["filter_updated"] = "avi:jira:updated:filter",
        ["filter_deleted"] = "avi:jira:deleted:filter",

        ["option_voting_changed"] = ConfigurationChanged,
        ["option_watching_changed"] = ConfigurationChanged,
        ["option_unassigned_issues_changed"] = ConfigurationChanged,
        ["option_subtasks_changed"] = ConfigurationChanged,
        ["option_attachments_changed"] = ConfigurationChanged,
        ["option_issuelinks_changed"] = ConfigurationChanged,
        ["option_timetracking_changed"] = ConfigurationChanged,
        ["option_timetracking_provider_changed"] = "avi:jira:timetracking:provider:changed",
        ["jira_expression_evaluation_failed"] = "avi:jira:failed:expression",

        ["sprint_created"] = "avi:jira-software:created:sprint",
        ["sprint_updated"] = "avi:jira-software:updated:sprint",
        ["sprint_started"] = "avi:jira-software:started:sprint",
        ["sprint_closed"] = "avi:jira-software:closed:sprint",
        ["sprint_deleted"] = "avi:jira-software:deleted:sprint",
        ["board_created"] = "avi:jira-software:created:board",
        ["board_updated"] = "avi:jira-software:updated:board",
        ["board_deleted"] = "avi:jira-software:deleted:board",
        ["board_configuration_changed"] = "avi:jira-software:configuration-changed:board",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
