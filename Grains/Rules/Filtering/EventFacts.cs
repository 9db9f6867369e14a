using System.Text.Json;
using Notifications.Rules.Filtering.Quick;

namespace Notifications.Rules.Filtering;

/// <summary>An event's data, and where it happened: read once, whatever the number of rules that ask.</summary>
/// <param name="Data">What rules see as <c>event</c>.</param>
/// <param name="Project">The key of the Jira project; <see langword="null"/> where the event tells of none.</param>
/// <param name="Space">The key of the Confluence space; <see langword="null"/> where the event tells of none.</param>
/// <param name="TellsProject">Whether <c>event.issue.fields.project.key</c> is there and is <paramref name="Project"/>.</param>
internal readonly record struct EventFacts(JsonElement Data, string? Project, string? Space, bool TellsProject)
{
    /// <summary>What the paths of quick filters lead to.</summary>
    public PathReadings Paths { get; } = new(Data);

    private static readonly EventPath ProjectOfIssue = new("issue", "fields", "project", "key");
    private static readonly EventPath IssueKey = new("issue", "key");
    private static readonly EventPath ProjectKey = new("project", "key");

    // Forge nests the space in the content; Data Center and Connect write its key beside the content's id.
    private static readonly EventPath[] SpaceKeys =
    [
        new("content", "space", "key"), new("space", "key"), new("spaceKey"),
        .. new[] { "content", "page", "blog", "blogpost", "comment", "attachedTo", "labeled" }.SelectMany(
            holder => new EventPath[] { new(holder, "spaceKey"), new(holder, "space", "key") }),
        new("content", "container", "space", "key"), new("comment", "parent", "spaceKey"),
    ];

    public static EventFacts Of(JsonElement data)
    {
        var told = ProjectOfIssue.Text(data);
        return new EventFacts(data, told ?? ProjectOf(IssueKey.Text(data)) ?? ProjectKey.Text(data), SpaceOf(data), told is not null);
    }

    /// <summary>The key of the project in an issue's key.</summary>
    public static string? ProjectOf(string? issueKey) =>
        issueKey?.LastIndexOf('-') is { } dash and > 0 ? issueKey[..dash] : null;

    private static string? SpaceOf(JsonElement data)
    {
        foreach (var path in SpaceKeys)
        {
            if (path.Text(data) is { } key)
                return key;
        }

        return null;
    }
}
