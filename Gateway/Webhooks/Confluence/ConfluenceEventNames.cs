using System.Collections.Frozen;

namespace Notifications.Webhooks.Confluence;

/// <summary>Confluence Data Center's web hooks and what Forge calls the same.</summary>
internal static class ConfluenceEventNames
{
    public const string ContentPermissions = "avi:confluence:permissions_updated:content";

    /// <summary>The type of a hook's name.</summary>
    public static string TypeOf(string hookName) =>
        Table.GetValueOrDefault(hookName) ?? EventTypeName.Guess("confluence", hookName);

    private static readonly FrozenDictionary<string, string> Table = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["page_created"] = "avi:confluence:created:page",
        ["page_updated"] = "avi:confluence:updated:page",
        ["page_moved"] = "avi:confluence:moved:page",
        ["page_copied"] = "avi:confluence:copied:page",
        ["page_viewed"] = "avi:confluence:viewed:page",
        ["page_removed"] = "avi:confluence:deleted:page",
        ["page_restored"] = "avi:confluence:restored:page",
        ["page_trashed"] = "avi:confluence:trashed:page",
        ["page_archived"] = "avi:confluence:archived:page",
        ["page_unarchived"] = "avi:confluence:unarchived:page",
        ["page_children_reordered"] = "avi:confluence:children_reordered:page",
        ["blueprint_page_created"] = "avi:confluence:created:page",

        ["blog_created"] = "avi:confluence:created:blogpost",
        ["blog_updated"] = "avi:confluence:updated:blogpost",
        ["blog_moved"] = "avi:confluence:moved:blogpost",
        ["blog_viewed"] = "avi:confluence:viewed:blogpost",
        ["blog_removed"] = "avi:confluence:deleted:blogpost",
        ["blog_restored"] = "avi:confluence:restored:blogpost",
        ["blog_trashed"] = "avi:confluence:trashed:blogpost",

        ["comment_created"] = "avi:confluence:created:comment",
        ["comment_updated"] = "avi:confluence:updated:comment",
        ["comment_removed"] = "avi:confluence:deleted:comment",

        ["attachment_created"] = "avi:confluence:created:attachment",
        ["attachment_updated"] = "avi:confluence:updated:attachment",
        ["attachment_viewed"] = "avi:confluence:viewed:attachment",
        ["attachment_removed"] = "avi:confluence:deleted:attachment",
        ["attachment_restored"] = "avi:confluence:restored:attachment",
        ["attachment_trashed"] = "avi:confluence:trashed:attachment",
        ["attachment_archived"] = "avi:confluence:archived:attachment",
        ["attachment_unarchived"] = "avi:confluence:unarchived:attachment",

        // Data Center does not say what the content is. These are sent beside page_*, blog_* and comment_*.
        ["content_created"] = "avi:confluence:created:content",
        ["content_updated"] = "avi:confluence:updated:content",
        ["content_removed"] = "avi:confluence:deleted:content",
        ["content_restored"] = "avi:confluence:restored:content",
        ["content_trashed"] = "avi:confluence:trashed:content",
        ["content_permissions_updated"] = ContentPermissions,

        ["label_added"] = "avi:confluence:added:label",
        ["label_created"] = "avi:confluence:created:label",
        ["label_deleted"] = "avi:confluence:deleted:label",
        ["label_removed"] = "avi:confluence:removed:label",

        ["space_created"] = "avi:confluence:created:space:V2",
        ["space_updated"] = "avi:confluence:updated:space:V2",
        ["space_removed"] = "avi:confluence:deleted:space:V2",
        ["space_logo_updated"] = "avi:confluence:logo_updated:space:V2",
        ["space_permissions_updated"] = "avi:confluence:permissions_updated:space:V2",

        ["group_created"] = "avi:confluence:created:group",
        ["group_removed"] = "avi:confluence:deleted:group",
        ["user_created"] = "avi:confluence:created:user",
        ["user_removed"] = "avi:confluence:deleted:user",
        ["user_deactivated"] = "avi:confluence:deactivated:user",
        ["user_reactivated"] = "avi:confluence:reactivated:user",
        ["user_followed"] = "avi:confluence:followed:user",

        ["relation_created"] = "avi:confluence:created:relation",
        ["relation_deleted"] = "avi:confluence:deleted:relation",
        ["search_performed"] = "avi:confluence:performed:search",
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
