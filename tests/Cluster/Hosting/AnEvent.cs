using System.Text.Json;
using Notifications.Events;
using Notifications.Subjects;

namespace Notifications.Tests.Cluster.Hosting;

/// <summary>Events as the gateway makes them.</summary>
internal static class AnEvent
{
    public static Subject Issue(string key) => new("jira", "issue", key);

    public static Event Updated(Subject subject, string id, string title, string actor = "ben", bool self = false, bool tell = true, TimeSpan age = default) =>
        Make(subject, subject.Kind switch
        {
            "page" => "avi:confluence:updated:page",
            "project" => "avi:jira:updated:project",
            _ => "avi:jira:updated:issue",
        }, id, actor, self, new { title, tell }) with { Time = TimeProvider.System.GetUtcNow() - age };

    public static Event Assigned(Subject subject, string id, string title, string assignee, string actor = "ben") =>
        Make(subject, "avi:jira:assigned:issue", id, actor, self: false, new { title, issue = new { fields = new { assignee = new { accountId = assignee } } } });

    public static Event Reported(Subject subject, string id, string title, string assignee, string reporter) =>
        Make(subject, "avi:jira:reported:issue", id, "ben", self: false, new
        {
            title,
            issue = new { fields = new { assignee = new { accountId = assignee }, reporter = new { accountId = reporter } } },
        });

    public static Event Gathered(Subject subject, string id, string title, string assignee) =>
        Make(subject, "avi:jira:gathered:issue", id, "ben", self: false, new { title, issue = new { fields = new { assignee = new { accountId = assignee } } } });

    public static Event Commented(Subject subject, string id, string title, string actor = "ben") =>
        Make(subject, "avi:jira:commented:issue", id, actor, self: false, new { title });

    public static Event Moved(Subject subject, string id, string title) =>
        Make(subject, "avi:jira:moved:issue", id, "ben", self: false, new { title });

    public static Event Linked(Subject subject, string id, string title, string assignee) =>
        Make(subject, "avi:jira:linked:issue", id, "ben", self: false, new { title, issue = new { fields = new { assignee = new { accountId = assignee } } } });

    public static Event Estimated(Subject subject, string id, string title, string assignee) =>
        Make(subject, "avi:jira:estimated:issue", id, "ben", self: false, new { title, issue = new { fields = new { assignee = new { accountId = assignee } } } });

    public static Event Viewed(Subject subject, string id, string title, string assignee) =>
        Make(subject, "avi:jira:viewed:issue", id, "ben", self: false, new { title, issue = new { fields = new { assignee = new { accountId = assignee } } } });

    private static Event Make(Subject subject, string type, string id, string actor, bool self, object data) => new()
    {
        Site = SiteName.Default,
        Source = subject.Source,
        Id = id,
        Type = type,
        Subject = subject,
        Time = TimeProvider.System.GetUtcNow(),
        Actor = new Actor { Id = actor, DisplayName = actor },
        SelfGenerated = self,
        Data = JsonSerializer.SerializeToUtf8Bytes(data),
    };
}
