using System.Globalization;
using System.Text.Json.Nodes;

namespace Notifications.Demo;

/// <summary>
/// The bodies of the demo's web hooks: Jira's as Jira Cloud sends them, the page's as a Forge app forwards them.
/// </summary>
internal sealed class DemoHooks(DemoWorld world, TimeProvider time)
{
    public JsonObject IssueUpdated(DemoUser actor, string field, string from, string to)
    {
        var hook = IssueHook("jira:issue_updated", "issue_generic", actor);
        hook["changelog"] = ChangeLog(field, null, from, null, to);
        return hook;
    }

    public JsonObject IssueAssigned(DemoUser actor, string? from, DemoUser to)
    {
        var hook = IssueHook("jira:issue_updated", "issue_assigned", actor);
        var before = DemoWorld.Users.FirstOrDefault(user => user.Id == from);
        hook["changelog"] = ChangeLog("assignee", before?.Id, before?.Name, to.Id, to.Name);
        return hook;
    }

    public JsonObject IssueCommented(DemoUser actor, DemoComment comment) => new()
    {
        ["timestamp"] = time.GetUtcNow().ToUnixTimeMilliseconds(),
        ["webhookEvent"] = "comment_created",
        ["comment"] = new JsonObject
        {
            ["id"] = NewId(),
            ["author"] = Person(actor),
            ["updateAuthor"] = Person(actor),
            ["body"] = comment.Body,
            ["created"] = JiraTime(comment.Time),
            ["updated"] = JiraTime(comment.Time),
        },
        ["issue"] = Issue(),
    };

    public JsonObject PageUpdated(DemoUser actor)
    {
        var hook = PageHook("avi:confluence:updated:page", actor);
        hook["content"] = Page();
        return hook;
    }

    public JsonObject PageCommented(DemoUser actor, DemoComment comment)
    {
        var hook = PageHook("avi:confluence:created:comment", actor);
        hook["content"] = new JsonObject
        {
            ["id"] = NewId(),
            ["type"] = "comment",
            ["status"] = "current",
            ["title"] = $"Re: {world.Snapshot().Page.Title}",
            ["body"] = comment.Body,
            ["history"] = new JsonObject { ["createdBy"] = Person(actor), ["createdDate"] = Iso(comment.Time) },
            ["version"] = new JsonObject { ["by"] = Person(actor), ["when"] = Iso(comment.Time), ["number"] = 1 },
            ["container"] = Page(),
        };
        return hook;
    }

    public JsonObject PageLabelled(DemoUser actor, string label)
    {
        var hook = PageHook("avi:confluence:added:label", actor);
        hook["label"] = new JsonObject { ["id"] = NewId(), ["name"] = label, ["prefix"] = "global" };
        hook["content"] = Page();
        return hook;
    }

    private JsonObject IssueHook(string name, string eventTypeName, DemoUser actor) => new()
    {
        ["timestamp"] = time.GetUtcNow().ToUnixTimeMilliseconds(),
        ["webhookEvent"] = name,
        ["issue_event_type_name"] = eventTypeName,
        ["user"] = Person(actor),
        ["issue"] = Issue(),
    };

    private JsonObject Issue()
    {
        var issue = world.Snapshot().Issue;
        return new JsonObject
        {
            ["id"] = "10001",
            ["key"] = issue.Key,
            ["fields"] = new JsonObject
            {
                ["summary"] = issue.Summary,
                ["issuetype"] = new JsonObject { ["id"] = "10004", ["name"] = issue.Type, ["subtask"] = false },
                ["project"] = new JsonObject { ["id"] = "10000", ["key"] = "DEMO", ["name"] = "Demo shop" },
                ["status"] = new JsonObject { ["name"] = issue.Status },
                ["priority"] = new JsonObject { ["name"] = issue.Priority },
                ["assignee"] = issue.Assignee is null ? null : Person(DemoWorld.UserOf(issue.Assignee)),
                ["reporter"] = Person(DemoWorld.UserOf(issue.Reporter)),
                ["labels"] = new JsonArray([.. issue.Labels.Select(label => JsonValue.Create(label))]),
            },
        };
    }

    private JsonObject ChangeLog(string field, string? from, string? fromString, string? to, string? toString) => new()
    {
        ["id"] = NewId(),
        ["items"] = new JsonArray(new JsonObject
        {
            ["field"] = field,
            ["fieldtype"] = "jira",
            ["fieldId"] = field,
            ["from"] = from,
            ["fromString"] = fromString,
            ["to"] = to,
            ["toString"] = toString,
        }),
    };

    private JsonObject PageHook(string type, DemoUser actor) => new()
    {
        ["eventType"] = type,
        ["atlassianId"] = actor.Id,
        ["eventCreatedDate"] = Iso(time.GetUtcNow()),
        ["suppressNotifications"] = false,
        ["selfGenerated"] = false,
    };

    private JsonObject Page()
    {
        var page = world.Snapshot().Page;
        return new JsonObject
        {
            ["id"] = page.Id,
            ["type"] = "page",
            ["status"] = "current",
            ["title"] = page.Title,
            ["space"] = new JsonObject { ["id"] = 42, ["key"] = page.Space.Key, ["name"] = page.Space.Name },
            ["history"] = new JsonObject { ["createdBy"] = Person(DemoWorld.UserOf(page.Author)) },
            ["version"] = new JsonObject
            {
                ["by"] = Person(DemoWorld.UserOf(page.UpdatedBy)), ["when"] = Iso(page.Updated), ["number"] = page.Version,
            },
        };
    }

    private static JsonObject Person(DemoUser user) =>
        new() { ["accountId"] = user.Id, ["displayName"] = user.Name, ["active"] = true };

    private string NewId() => world.NextId().ToString(CultureInfo.InvariantCulture);

    private static string Iso(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    private static string JiraTime(DateTimeOffset moment) => moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'+0000'", CultureInfo.InvariantCulture);
}
