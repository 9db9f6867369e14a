using System.Text.Json.Nodes;
using Notifications.Subjects;

namespace Notifications.Demo;

/// <summary>What the demo can make happen: each changes the world and answers the hook that the product would send.</summary>
internal sealed class DemoScenarios(DemoWorld world, DemoHooks hooks, TimeProvider time)
{
    private const int MaxTextLength = 500;

    public static IReadOnlyDictionary<string, IReadOnlyList<DemoScenario>> All { get; } =
        new Dictionary<string, IReadOnlyList<DemoScenario>>
        {
            ["issue"] =
            [
                new("status", "Change status"),
                new("assign", "Assign it"),
                new("comment", "Comment"),
                new("blocker", "Raise the priority to Blocker"),
            ],
            ["page"] =
            [
                new("edit", "Publish a new version"),
                new("comment", "Comment"),
                new("label", "Add a label"),
            ],
        };

    /// <summary>Makes it happen.</summary>
    /// <returns>The source whose hook it is, and the hook's body.</returns>
    /// <exception cref="DemoException">The request makes no sense.</exception>
    public (string Source, JsonObject Body) Run(DemoEventRequest request)
    {
        var actor = DemoWorld.UserOf(request.Actor);
        if (!Subject.TryParse(request.Subject, out var subject) || (subject != DemoWorld.IssueSubject && subject != DemoWorld.PageSubject))
            throw new DemoException($"'{request.Subject}' is not a subject of the demo.");
        return (subject.Source, subject == DemoWorld.IssueSubject ? OnIssue(request, actor) : OnPage(request, actor));
    }

    private JsonObject OnIssue(DemoEventRequest request, DemoUser actor)
    {
        switch (request.Scenario)
        {
            case "status":
                var status = Value(request);
                return hooks.IssueUpdated(actor, "status", world.SetStatus(status), status);
            case "blocker":
                return hooks.IssueUpdated(actor, "priority", world.SetPriority("Blocker"), "Blocker");
            case "assign":
                var assignee = DemoWorld.UserOf(request.Value);
                return hooks.IssueAssigned(actor, world.Assign(assignee.Id), assignee);
            case "comment":
                return hooks.IssueCommented(actor, AddComment(DemoWorld.IssueSubject, request, actor));
            default:
                throw Unknown(request);
        }
    }

    private JsonObject OnPage(DemoEventRequest request, DemoUser actor)
    {
        switch (request.Scenario)
        {
            case "edit":
                world.EditPage(actor.Id);
                return hooks.PageUpdated(actor);
            case "comment":
                return hooks.PageCommented(actor, AddComment(DemoWorld.PageSubject, request, actor));
            case "label":
                var label = Value(request);
                world.LabelPage(label);
                return hooks.PageLabelled(actor, label);
            default:
                throw Unknown(request);
        }
    }

    private DemoComment AddComment(Subject subject, DemoEventRequest request, DemoUser actor)
    {
        var comment = new DemoComment(actor.Id, Value(request), time.GetUtcNow());
        world.Comment(subject, comment);
        return comment;
    }

    private static string Value(DemoEventRequest request) => request.Value switch
    {
        null or "" => throw new DemoException($"The scenario '{request.Scenario}' needs a value."),
        { Length: > MaxTextLength } => throw new DemoException($"The value has more than {MaxTextLength} characters."),
        var value => value,
    };

    private static DemoException Unknown(DemoEventRequest request) =>
        new($"'{request.Scenario}' is not a scenario of '{request.Subject}'.");
}
